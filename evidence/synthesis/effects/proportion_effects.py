"""Effect sizes of the events in a single group: a proportion on five scales."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import ProportionTable


def raw_proportion(table: ProportionTable) -> EffectSize:
    """The proportion itself."""
    table.check()
    share = table.events / table.total
    rest = (table.total - table.events) / table.total
    return checked(share, share * rest / table.total)


def log_proportion(table: ProportionTable) -> EffectSize:
    """Logarithm of the proportion."""
    table.check()
    if table.events == 0:
        raise CannotComputeError("no events, so that the proportion has no logarithm")
    return checked(math.log(table.events / table.total), 1 / table.events - 1 / table.total)


def logit_proportion(table: ProportionTable) -> EffectSize:
    """Log odds of the event."""
    table.check()
    others = table.total - table.events
    if table.events == 0 or others == 0:
        raise CannotComputeError("nobody or everybody has the event, so that there are no log odds")
    return checked(math.log(table.events / others), 1 / table.events + 1 / others)


def arcsine_proportion(table: ProportionTable) -> EffectSize:
    """Arcsine of the square root of the proportion."""
    table.check()
    value = math.asin(math.sqrt(table.events / table.total))
    return checked(value, 1 / (4 * table.total))


def freeman_tukey_proportion(table: ProportionTable) -> EffectSize:
    """Double arcsine, half of it as metafor has it (Freeman and Tukey 1950).

    doi:10.1214/aoms/1177729756.
    """
    table.check()
    following = table.total + 1
    value = math.asin(math.sqrt(table.events / following)) + math.asin(
        math.sqrt((table.events + 1) / following)
    )
    return checked(value / 2, 1 / (4 * table.total + 2))


PROPORTION_EFFECTS: Mapping[str, Callable[[ProportionTable], EffectSize]] = MappingProxyType(
    {
        "PR": raw_proportion,
        "PLN": log_proportion,
        "PLO": logit_proportion,
        "PAS": arcsine_proportion,
        "PFT": freeman_tukey_proportion,
    }
)

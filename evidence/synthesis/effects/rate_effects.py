"""Effect sizes of events in person-time of two groups (Rothman, Modern Epidemiology, ch. 14)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import RateTable


def log_rate_ratio(table: RateTable) -> EffectSize:
    """Log incidence rate ratio."""
    table.check()
    if table.has_zero:
        raise CannotComputeError(
            "an arm has no events, so that the ratio of rates has no logarithm"
        )
    value = math.log(table.events / table.time) - math.log(
        table.comparator_events / table.comparator_time
    )
    return checked(value, 1 / table.events + 1 / table.comparator_events)


def rate_difference(table: RateTable) -> EffectSize:
    """Difference in incidence rates, intervention minus comparator."""
    table.check()
    one, two = table.events / table.time, table.comparator_events / table.comparator_time
    return checked(one - two, one / table.time + two / table.comparator_time)


def square_root_rate_difference(table: RateTable) -> EffectSize:
    """Difference of the square roots of the rates, whose variance does not depend on the events."""
    table.check()
    value = math.sqrt(table.events / table.time) - math.sqrt(
        table.comparator_events / table.comparator_time
    )
    return checked(value, 1 / (4 * table.time) + 1 / (4 * table.comparator_time))


RATE_EFFECTS: Mapping[str, Callable[[RateTable], EffectSize]] = MappingProxyType(
    {"IRR": log_rate_ratio, "IRD": rate_difference, "IRSD": square_root_rate_difference}
)

"""Effect sizes of counts as RevMan and the R package ``meta`` compute them where a cell is empty.

They add a half as everybody does, but not to the same numbers: a risk ratio adds it once to each
arm's total (and not twice, for both of its cells), and differences and proportions correct their
variance alone and leave the effect as observed (Deeks and Higgins 2010, Statistical algorithms in
Review Manager 5). Without an empty cell nothing differs from other software.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evidence.synthesis.effects.continuity import NO_CORRECTION
from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.effects.effect_sizes import effect_of
from evidence.synthesis.measure import Measure
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable

_ADD = 0.5


def revman_effect(measure: Measure, table: EventTable | ProportionTable) -> EffectSize:
    """The effect of one study, with a half added where a cell is empty.

    Raises:
        CannotComputeError: with the reason why the study gives no effect.
    """
    table.check()
    if measure.is_ratio and is_left_out(measure.id, table):
        raise CannotComputeError("no contrast in the events, which says nothing about a ratio")
    add = _ADD if table.has_zero else 0.0
    if add and isinstance(table, EventTable) and measure.id in _OF_EVENTS:
        return _OF_EVENTS[measure.id](table, add)
    if add and isinstance(table, ProportionTable) and measure.id == "PR":
        return _proportion(table, add)
    if measure.is_correctable and measure.id != "PETO":
        table = table.plus(add)
    return effect_of(measure, table, correction=NO_CORRECTION)


def is_left_out(measure: str, table: EventTable | ProportionTable) -> bool:
    """Whether a study has no part in a ratio; where all have the event a risk ratio is 1."""
    if measure == "RR" and isinstance(table, EventTable):
        return table.events == 0 and table.comparator_events == 0
    return table.is_uninformative_for_ratios


def _risk_ratio(table: EventTable, add: float) -> EffectSize:
    a, c = table.events + add, table.comparator_events + add
    n1, n2 = table.total + add, table.comparator_total + add
    value = math.log((a / n1) / (c / n2))
    if table.is_uninformative_for_ratios:
        # Everybody has the event: with a half in both its terms the variance would be zero.
        a, c = table.events, table.comparator_events
    return checked(value, 1 / a - 1 / n1 + 1 / c - 1 / n2)


def _risk_difference(table: EventTable, add: float) -> EffectSize:
    a, b, c, d = table.plus(add).cells
    return checked(_observed_difference(table), a * b / (a + b) ** 3 + c * d / (c + d) ** 3)


def _proportion(table: ProportionTable, add: float) -> EffectSize:
    x, n = table.events + add, table.total + 2 * add
    return checked(table.events / table.total, x * (n - x) / n**3)


_OF_EVENTS: Mapping[str, Callable[[EventTable, float], EffectSize]] = MappingProxyType(
    {"RR": _risk_ratio, "RD": _risk_difference}
)


@dataclass(frozen=True, slots=True)
class RiskDifference:
    """Mantel and Haenszel's risk difference with RevMan's variance, and each study's weight."""

    value: float
    standard_error: float
    weights: tuple[float, ...]


def mantel_haenszel_risk_difference(tables: Sequence[EventTable]) -> RiskDifference:
    """Risk differences weighed by n1 n2/N, with the first variance that was proposed for them.

    Greenland and Robins 1985, doi:10.2307/2530643; metafor takes that of Sato, Greenland and Robins
    1989, which also holds for many small studies. Weights and variance are of tables with a half
    in each cell where one is empty, the differences are as observed.

    Raises:
        CannotComputeError: without studies, or when none has a variance.
    """
    if not tables:
        raise CannotComputeError("no studies to pool")
    total = above = spread = 0.0
    weights = []
    for table in tables:
        effect = _observed_difference(table)
        a, b, c, d = table.plus(_ADD if table.has_zero else 0.0).cells
        n1, n2 = a + b, c + d
        weight = n1 * (n2 / (n1 + n2))
        weights.append(weight)
        total += weight
        above += weight * effect
        spread += weight * weight * (a * b / n1**3 + c * d / n2**3)
    if not spread > 0:
        raise CannotComputeError("the pooled risk difference has no variance")
    return RiskDifference(above / total, math.sqrt(spread) / total, tuple(weights))


def _observed_difference(table: EventTable) -> float:
    table.check()
    return table.events / table.total - table.comparator_events / table.comparator_total

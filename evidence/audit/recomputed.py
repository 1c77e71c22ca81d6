"""Printed numbers recomputed from other printed numbers, with room for how they were rounded.

A rule may speak only when no usual way of computing gives the printed figure, so everything here
is a range: the lowest and the highest z that the usual tests give, and that rounding allows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product

from scipy.special import ndtri

from evidence.audit.printed import Range, as_printed, half_unit
from evidence.model.study import Arm, ArmRole, Estimate, Outcome
from evidence.synthesis.effects.effect_sizes import (
    EventTable,
    log_odds_ratio,
    log_risk_ratio,
    risk_difference,
)
from evidence.synthesis.sensitivity.fisher_exact import fisher_exact

RATIOS = frozenset({"RR", "OR", "HR", "IRR", "ROM"})
DIFFERENCES = frozenset({"RD", "MD", "SMD"})
_LARGEST_LOGARITHM = 30.0
# Share of its width by which the middle of an interval in logarithms may miss the effect.
_OFF_CENTRE = 0.1
LARGEST_TABLE = 5_000
"""Participants up to which Fisher's test is summed; the others are as good for larger tables."""


def printed_z(estimate: Estimate) -> Range | None:
    """The absolute z that a printed two-sided p value stands for."""
    p = estimate.p_value
    if p is None or not 0 <= p <= 1:
        return None
    if estimate.p_relation in ("<", "<=", "≤"):
        return Range(_z(p), math.inf)
    if estimate.p_relation in (">", ">=", "≥"):
        return Range(0.0, _z(p))
    shown = as_printed(p)
    return Range(_z(min(1.0, shown.high)), _z(max(0.0, shown.low)))


def z_of_estimate(estimate: Estimate) -> Range | None:
    """The absolute z that a printed effect and its interval or standard error stand for."""
    measure = estimate.measure.upper()
    if estimate.value is None or measure not in RATIOS | DIFFERENCES:
        return None
    is_ratio = measure in RATIOS
    if is_ratio and estimate.value <= 0:
        return None
    values = _rounded(estimate.value, is_ratio)
    if estimate.standard_error is not None and estimate.standard_error > 0:
        errors = [estimate.standard_error]
    else:
        errors = _standard_errors(estimate, is_ratio)
    found = [abs(value) / error for value, error in product(values, errors)]
    if not found:
        return None
    spans_zero = min(values, default=0.0) <= 0 <= max(values, default=0.0)
    return Range(0.0 if spans_zero else min(found), max(found))


def standard_error_of_interval(estimate: Estimate) -> Range | None:
    """The standard errors that a printed interval can stand for, on the logarithm for ratios."""
    measure = estimate.measure.upper()
    if measure not in RATIOS | DIFFERENCES:
        return None
    found = _standard_errors(estimate, measure in RATIOS)
    return Range(min(found), max(found)) if found else None


def logged_interval(estimate: Estimate) -> Range | None:
    """The interval of a ratio whose limits were entered as logarithms, where that explains them.

    The limits do when the ratio lies outside them as they stand, and in their middle once they
    are raised.
    """
    value, low, high = estimate.value, estimate.ci_low, estimate.ci_high
    if value is None or low is None or high is None or estimate.measure.upper() not in RATIOS:
        return None
    if not (0 < value < math.inf and low < high < _LARGEST_LOGARITHM) or 0 < low < value < high:
        return None
    off = abs(math.log(value) - (low + high) / 2)
    rounding = half_unit(value) / value + (half_unit(low) + half_unit(high)) / 2
    if off > rounding + _OFF_CENTRE * (high - low):
        return None
    return Range(math.exp(low), math.exp(high))


def table_of(outcome: Outcome) -> EventTable | None:
    """The 2×2 table of an outcome with one intervention and one comparator arm of whole numbers."""
    sides = [
        [arm for arm in outcome.arms if arm.role is role]
        for role in (ArmRole.INTERVENTION, ArmRole.COMPARATOR)
    ]
    if [len(side) for side in sides] != [1, 1]:
        return None
    counts = [_counts(side[0]) for side in sides]
    if counts[0] is None or counts[1] is None:
        return None
    return EventTable(*counts[0], *counts[1])


def z_of_table(table: EventTable) -> Range:
    """The absolute z that the usual tests of a 2×2 table give, from the mildest to the boldest."""
    found = list(_table_tests(table))
    return Range(min(found), max(found))


def _table_tests(table: EventTable) -> Iterator[float]:
    for effect_size in (log_risk_ratio, log_odds_ratio, risk_difference):
        effect = effect_size(table if not table.has_zero else table.plus(0.5))
        if effect is not None and effect.variance > 0:
            yield abs(effect.value) / math.sqrt(effect.variance)
    yield from _chi_squared(table)
    if table.total + table.comparator_total <= LARGEST_TABLE:
        yield _z(fisher_exact(table))


def _chi_squared(table: EventTable) -> Iterator[float]:
    """Roots of Pearson's statistic without and with Yates' correction."""
    a, b, c, d = table.cells
    total, margins = a + b + c + d, (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        yield 0.0
        return
    cross = abs(a * d - b * c)
    for corrected in (cross, max(0.0, cross - total / 2)):
        yield math.sqrt(total * corrected**2 / margins)


def _counts(arm: Arm) -> tuple[float, float] | None:
    if arm.events is None or arm.total is None or not 0 <= arm.events <= arm.total:
        return None
    return (arm.events, arm.total) if arm.total > 0 and arm.events == int(arm.events) else None


def _rounded(number: float, is_ratio: bool) -> list[float]:
    """The ends that rounding allows, on the analysis scale."""
    shown = as_printed(number)
    ends = (shown.low, number, shown.high)
    return [math.log(end) for end in ends if end > 0] if is_ratio else list(ends)


def _standard_errors(estimate: Estimate, is_ratio: bool) -> list[float]:
    if estimate.ci_low is None or estimate.ci_high is None or not 0 < estimate.ci_level < 1:
        return []
    # Of a ratio's limit that prints as 0 the logarithm may be anything.
    if is_ratio and estimate.ci_low <= 0:
        return []
    reach = 2 * float(ndtri(0.5 + estimate.ci_level / 2))
    lows, highs = _rounded(estimate.ci_low, is_ratio), _rounded(estimate.ci_high, is_ratio)
    return [(high - low) / reach for low, high in product(lows, highs) if high > low]


def _z(p: float) -> float:
    """The absolute z of a two-sided p value."""
    return math.inf if p <= 0 else abs(float(ndtri(p / 2)))

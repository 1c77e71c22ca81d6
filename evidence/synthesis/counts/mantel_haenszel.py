"""Pooling by Mantel and Haenszel: one common effect, estimated from all tables at once.

Sound with few events, where inverse-variance weights are not, because tables need no correction:
ratios of sums exist although single ratios do not. Odds ratio: Mantel and Haenszel 1959
(doi:10.1093/jnci/22.4.719), variance by Robins, Breslow and Greenland 1986 (doi:10.2307/2531052);
risk ratio: Greenland and Robins 1985 (doi:10.2307/2530643); risk difference: Sato, Greenland and
Robins 1989 (Biometrics 45:1323-1324); rates: Rothman, Modern Epidemiology, ch. 15.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from evidence.synthesis.effects.continuity import (
    NO_CORRECTION,
    STANDARD_CORRECTION,
    ContinuityCorrection,
)
from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.effects.event_effects import EVENT_EFFECTS
from evidence.synthesis.effects.rate_effects import RATE_EFFECTS
from evidence.synthesis.intervals import LEVEL, confidence_interval, p_value
from evidence.synthesis.random_effects.cochran_q import CochranQ, q_around
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.stratified_tables import (
    Cells,
    ChiSquared,
    association_test,
    cells_of,
    homogeneity_test,
    rate_association_test,
    rates_of,
)
from evidence.synthesis.study_tables.study_table import EventTable, RateTable

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class MantelHaenszel:
    """One common effect on the analysis scale, and how far the studies differ from it.

    ``studies`` counts the tables; those that say nothing add nothing to the sums. ``weights`` are
    each table's share in percent. ``heterogeneity`` is Q around the pooled value over the studies
    that have an effect of their own. ``association`` tests whether there is an effect at all (odds
    and rate ratios), ``homogeneity`` whether the odds ratios are equal (odds ratios).
    """

    value: float
    standard_error: float
    statistic: float
    p_value: float
    ci_low: float
    ci_high: float
    studies: int
    weights: tuple[float, ...]
    heterogeneity: CochranQ
    association: ChiSquared | None = None
    homogeneity: ChiSquared | None = None


@dataclass(frozen=True, slots=True)
class _Sums:
    """The pooled value and its variance, and what each table weighs."""

    value: float
    variance: float
    weights: Numbers


def mantel_haenszel(
    measure: str,
    tables: Sequence[EventTable] | Sequence[RateTable],
    *,
    correction: ContinuityCorrection = NO_CORRECTION,
    for_heterogeneity: ContinuityCorrection = STANDARD_CORRECTION,
    continuity: bool = True,
    level: float = LEVEL,
) -> MantelHaenszel:
    """Pool tables for ``RR``, ``OR``, ``RD`` (2×2 tables), ``IRR`` or ``IRD`` (person-time).

    ``correction`` is applied to the tables that are summed: none, as a rule. Q needs an effect of
    each study and has a correction of its own, ``for_heterogeneity``, under which studies without
    events are left out whatever the measure. ``continuity`` subtracts ½ in the test of association.

    Raises:
        CannotComputeError: when the measure is not one of these, a table is impossible, or a sum
            is zero so that there is no estimate.
    """
    if not tables:
        raise CannotComputeError("no studies to pool")
    for table in tables:
        table.check()
    with np.errstate(all="ignore"):
        return _pooled(measure, tables, correction, for_heterogeneity, continuity, level)


def _pooled(
    measure: str,
    tables: Sequence[EventTable] | Sequence[RateTable],
    correction: ContinuityCorrection,
    for_heterogeneity: ContinuityCorrection,
    continuity: bool,
    level: float,
) -> MantelHaenszel:
    any_zero = any(table.has_zero for table in tables)
    summed = [
        table.plus(add)
        if (add := correction.for_study(has_zero=table.has_zero, any_zero=any_zero))
        else table
        for table in tables
    ]
    association = homogeneity = None
    if measure in _OF_EVENTS and all(isinstance(table, EventTable) for table in summed):
        counts = cells_of([table for table in summed if isinstance(table, EventTable)])
        sums = _OF_EVENTS[measure](counts)
        if measure == "OR":
            association = association_test(counts, continuity=continuity)
            homogeneity = homogeneity_test(counts, math.exp(sums.value))
    elif measure in _OF_RATES and all(isinstance(table, RateTable) for table in summed):
        rates = [table for table in summed if isinstance(table, RateTable)]
        sums = _OF_RATES[measure](rates)
        if measure == "IRR":
            association = rate_association_test(rates, continuity=continuity)
    else:
        raise CannotComputeError(f"Mantel-Haenszel does not pool {measure} from such tables")
    effect = checked(sums.value, sums.variance)
    if effect.variance == 0:
        raise CannotComputeError("the pooled effect has no variance")
    own = own_effects(measure, tables, for_heterogeneity)
    low, high = confidence_interval(effect.value, effect.standard_error, level)
    shares = (100 * sums.weights / sums.weights.sum()).tolist()
    return MantelHaenszel(
        value=effect.value,
        standard_error=effect.standard_error,
        statistic=effect.value / effect.standard_error,
        p_value=p_value(effect.value, effect.standard_error),
        ci_low=low,
        ci_high=high,
        studies=len(tables),
        weights=tuple(shares),
        heterogeneity=q_around(effect.value, own),
        association=association,
        homogeneity=homogeneity,
    )


def own_effects(
    measure: str,
    tables: Sequence[EventTable] | Sequence[RateTable],
    correction: ContinuityCorrection,
) -> list[EffectSize]:
    """Each study's own effect with a positive variance; studies without contrast have none."""
    any_zero = any(table.has_zero for table in tables)
    found = []
    for table in tables:
        if table.is_uninformative_for_ratios:
            continue
        add = correction.for_study(has_zero=table.has_zero, any_zero=any_zero)
        corrected = table.plus(add) if add else table
        try:
            if isinstance(corrected, EventTable):
                effect = EVENT_EFFECTS[measure](corrected)
            else:
                effect = RATE_EFFECTS[measure](corrected)
        except CannotComputeError:
            continue
        if effect.variance > 0:
            found.append(effect)
    return found


def _log_of(numerator: float, denominator: float) -> float:
    if not (numerator > 0 and denominator > 0):
        raise CannotComputeError("an arm has no events in any study, so that there is no ratio")
    return math.log(numerator / denominator)


def _odds_ratio(cells: Cells) -> _Sums:
    n = cells.n
    p, q = (cells.a + cells.d) / n, (cells.b + cells.c) / n
    r, s = cells.a / n * cells.d, cells.b / n * cells.c
    above, below = float(r.sum()), float(s.sum())
    if not (above > 0 and below > 0):
        raise CannotComputeError("the sums over all tables give no odds ratio: one of them is zero")
    variance = (
        float(p @ r) / above**2 + float(p @ s + q @ r) / (above * below) + float(q @ s) / below**2
    ) / 2
    return _Sums(_log_of(above, below), variance, s)


def _risk_ratio(cells: Cells) -> _Sums:
    n, n1, n2 = cells.n, cells.n1, cells.n2
    r, s = cells.a * (n2 / n), cells.c * (n1 / n)
    above, below = float(r.sum()), float(s.sum())
    value = _log_of(above, below)
    spread = n1 / n * (n2 / n) * (cells.a + cells.c) - cells.a / n * cells.c
    return _Sums(value, float(spread.sum()) / (above * below), s)


def _risk_difference(cells: Cells) -> _Sums:
    n, n1, n2 = cells.n, cells.n1, cells.n2
    weights = n1 / n * n2
    total = float(weights.sum())
    value = float((cells.a * (n2 / n) - cells.c * (n1 / n)).sum()) / total
    r = (cells.a / n * cells.d + cells.b / n * cells.c) / 2
    p = cells.c * (n1 / n) ** 2 - cells.a * (n2 / n) ** 2 + n1 / n * (n2 / n) * (n2 - n1) / 2
    variance = (value * float(p.sum()) + float(r.sum())) / total**2
    return _Sums(value, variance, weights)


def _rate_ratio(tables: Sequence[RateTable]) -> _Sums:
    x1, t1, x2, t2 = rates_of(tables)
    total = t1 + t2
    r, s = x1 * (t2 / total), x2 * (t1 / total)
    above, below = float(r.sum()), float(s.sum())
    value = _log_of(above, below)
    spread = t1 / total * (t2 / total) * (x1 + x2)
    return _Sums(value, float(spread.sum()) / (above * below), s)


def _rate_difference(tables: Sequence[RateTable]) -> _Sums:
    x1, t1, x2, t2 = rates_of(tables)
    total = t1 + t2
    weights = t1 / total * t2
    value = float((x1 * (t2 / total) - x2 * (t1 / total)).sum() / weights.sum())
    variance = float((weights**2 * (x1 / t1**2 + x2 / t2**2)).sum() / weights.sum() ** 2)
    return _Sums(value, variance, weights)


_OF_EVENTS: Mapping[str, Callable[[Cells], _Sums]] = MappingProxyType(
    {"OR": _odds_ratio, "RR": _risk_ratio, "RD": _risk_difference}
)
_OF_RATES: Mapping[str, Callable[[Sequence[RateTable]], _Sums]] = MappingProxyType(
    {"IRR": _rate_ratio, "IRD": _rate_difference}
)
MANTEL_HAENSZEL_MEASURES = (*_OF_EVENTS, *_OF_RATES)

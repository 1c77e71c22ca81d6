"""The model that a review asks for, fitted to the effects of its studies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evidence.model.claim import SynthesisRequest
from evidence.model.synthesis import Heterogeneity, PooledEffect
from evidence.synthesis.counts.mantel_haenszel import (
    MANTEL_HAENSZEL_MEASURES,
    MantelHaenszel,
    mantel_haenszel,
)
from evidence.synthesis.counts.peto import Peto, peto
from evidence.synthesis.counts.rare_events import (
    OddsRatioModel,
    pooled_odds_ratio,
    pooled_proportion,
)
from evidence.synthesis.intervals import PredictionConvention, prediction_interval
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.cochran_q import CochranQ
from evidence.synthesis.random_effects.heterogeneity import heterogeneity
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.random_effects.pooling import COMMON, Pooling, pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable, RateTable
from evidence.synthesis.used_effects import UsedEffect

MANTEL_HAENSZEL = "MH"
PETO = "Peto"
MIXED = "GLMM"
METHODS = (*ESTIMATORS, MANTEL_HAENSZEL, PETO, MIXED)
"""Every method of pooling, by the name that reviews write."""
FROM_COUNTS = (MANTEL_HAENSZEL, PETO, MIXED)
"""The methods that pool counts and not effects: a study without counts has no part in them."""
_MIXED_MODELS = {
    "fixed-studies": OddsRatioModel.FIXED_STUDIES,
    "random-studies": OddsRatioModel.RANDOM_STUDIES,
    "conditional": OddsRatioModel.CONDITIONAL,
}


@dataclass(frozen=True, slots=True)
class FittedModel:
    """A pooled effect, the weight of each study in percent, and what a reader must know of it."""

    pooled: PooledEffect
    weights: tuple[float, ...]
    heterogeneity: Heterogeneity
    notes: tuple[str, ...] = ()


def arrays_of(used: Sequence[UsedEffect]) -> tuple[Numbers, Numbers]:
    """Effects and variances on the analysis scale."""
    values = np.array([each.effect.value for each in used])
    return values, np.array([each.effect.variance for each in used])


def unsuited(request: SynthesisRequest) -> str:
    """Why a method cannot pool a measure, empty where it can."""
    if request.method not in METHODS:
        return f"unknown method {request.method!r}; known are {', '.join(METHODS)}"
    if request.method == MANTEL_HAENSZEL and request.measure not in MANTEL_HAENSZEL_MEASURES:
        known = ", ".join(MANTEL_HAENSZEL_MEASURES)
        return f"Mantel-Haenszel pools {known}, and not {request.measure}"
    if request.method == PETO and request.measure != "OR":
        return f"Peto's method pools OR, and not {request.measure}"
    if request.method == MIXED and request.measure not in ("OR", "PLO"):
        return f"a logistic mixed model pools OR or PLO, and not {request.measure}"
    return ""


def fit_model(request: SynthesisRequest, used: Sequence[UsedEffect]) -> FittedModel:
    """The model asked for; where its test cannot be computed, the normal one, and a note.

    Raises:
        CannotComputeError: when the counts of all studies together give no pooled effect.
    """
    if request.method == MIXED:
        return _mixed(request, used)
    if request.method in FROM_COUNTS:
        return _of_counts(request, used)
    values, variances = arrays_of(used)
    notes: tuple[str, ...] = ()
    try:
        found = pool(values, variances, request.method, test=request.test, level=request.level)
    except CannotComputeError as refusal:
        found = pool(values, variances, request.method, level=request.level)
        notes = (f"{refusal}; the interval shown is that of the normal distribution",)
    pooled = _with_prediction(request, found, len(used))
    return FittedModel(pooled, found.weights, found.heterogeneity, notes)


def _with_prediction(request: SynthesisRequest, found: Pooling, studies: int) -> PooledEffect:
    pooled = found.pooled
    if request.method == COMMON or request.prediction == PredictionConvention.HIGGINS_RILEY:
        return pooled
    expected = prediction_interval(
        pooled.value,
        pooled.standard_error,
        pooled.between_study_variance,
        studies,
        convention=PredictionConvention(request.prediction),
        level=request.level,
    )
    if expected is None:
        return pooled
    return replace(pooled, prediction_low=expected[0], prediction_high=expected[1])


def _of_counts(request: SynthesisRequest, used: Sequence[UsedEffect]) -> FittedModel:
    tables = [each.data.table for each in used]
    events = [table for table in tables if isinstance(table, EventTable)]
    rates = [table for table in tables if isinstance(table, RateTable)]
    found: MantelHaenszel | Peto
    if request.method == PETO:
        found = peto(events, level=request.level)
    else:
        found = mantel_haenszel(request.measure, events or rates, level=request.level)
    pooled = PooledEffect(
        method=request.method,
        value=found.value,
        standard_error=found.standard_error,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        p_value=found.p_value,
        statistic=found.statistic,
        level=request.level,
    )
    return FittedModel(pooled, found.weights, _heterogeneity(found.heterogeneity))


def _mixed(request: SynthesisRequest, used: Sequence[UsedEffect]) -> FittedModel:
    tables = [each.data.table for each in used]
    events = [table for table in tables if isinstance(table, EventTable)]
    groups = [table for table in tables if isinstance(table, ProportionTable)]
    if request.measure == "PLO":
        found = pooled_proportion(groups, level=request.level)
    else:
        found = pooled_odds_ratio(events, _MIXED_MODELS[request.mixed_model], level=request.level)
    between = found.between_study_variance
    expected = prediction_interval(
        found.value,
        found.standard_error,
        between,
        found.studies,
        convention=PredictionConvention(request.prediction),
        level=request.level,
    )
    pooled = PooledEffect(
        method=request.method,
        value=found.value,
        standard_error=found.standard_error,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        p_value=found.p_value,
        between_study_variance=between,
        prediction_low=expected[0] if expected else None,
        prediction_high=expected[1] if expected else None,
        statistic=found.statistic,
        level=request.level,
    )
    values, variances = arrays_of(used)
    weights = 1 / (variances + between)
    of_effects = heterogeneity(values, variances, between, is_common=False)
    note = "a mixed model has no weights; those shown are of the studies' own effects"
    return FittedModel(pooled, tuple((100 * weights / weights.sum()).tolist()), of_effects, (note,))


def _heterogeneity(found: CochranQ) -> Heterogeneity:
    return Heterogeneity(
        q=found.statistic,
        degrees_of_freedom=found.degrees_of_freedom,
        p_value=found.p_value,
        i_squared=found.i_squared,
        tau_squared=0.0,
        i_squared_q=found.i_squared,
        h_squared=found.h_squared,
    )

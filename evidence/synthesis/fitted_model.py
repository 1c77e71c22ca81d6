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
from evidence.synthesis.effects.continuity import NO_CORRECTION, ContinuityCorrection
from evidence.synthesis.intervals import Inference, PredictionConvention, prediction_interval
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.random_effects.between_study_variance import (
    ESTIMATORS,
    dersimonian_laird,
)
from evidence.synthesis.random_effects.cochran_q import CochranQ, q_around
from evidence.synthesis.random_effects.heterogeneity import heterogeneity
from evidence.synthesis.random_effects.linear_model import CommonMean, Numbers
from evidence.synthesis.random_effects.pooling import COMMON, pool, pooled_effect
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable, RateTable
from evidence.synthesis.used_effects import UsedEffect, correction_of

MANTEL_HAENSZEL = "MH"
MANTEL_HAENSZEL_RANDOM = "MH-DL"
PETO = "Peto"
MIXED = "GLMM"
AS_COUNTED = (MANTEL_HAENSZEL, PETO, MIXED)
"""The methods that pool counts and not effects."""
FROM_COUNTS = (*AS_COUNTED, MANTEL_HAENSZEL_RANDOM)
"""The methods in which a study without counts has no part."""
METHODS = (*ESTIMATORS, *FROM_COUNTS)
"""Every method of pooling, by the name that reviews write."""
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
    around_counts = request.method in (MANTEL_HAENSZEL, MANTEL_HAENSZEL_RANDOM)
    if around_counts and request.measure not in MANTEL_HAENSZEL_MEASURES:
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
    if request.method in AS_COUNTED:
        return _of_counts(request, used)
    fit = _around_counts if request.method == MANTEL_HAENSZEL_RANDOM else _of_effects
    try:
        return fit(request, used)
    except CannotComputeError as refusal:
        normal = fit(replace(request, test=Inference.Z), used)
        note = f"{refusal}; the interval shown is that of the normal distribution"
        return replace(normal, notes=(note,))


def estimator_of(request: SynthesisRequest) -> str:
    """The model of effects that stands for the one asked for where an analysis needs effects."""
    if request.method == MANTEL_HAENSZEL_RANDOM:
        return "DL"
    return request.method if request.method in ESTIMATORS else COMMON


def _of_effects(request: SynthesisRequest, used: Sequence[UsedEffect]) -> FittedModel:
    values, variances = arrays_of(used)
    found = pool(values, variances, request.method, test=request.test, level=request.level)
    pooled = _with_prediction(request, found.pooled, len(used))
    return FittedModel(pooled, found.weights, found.heterogeneity)


def _around_counts(request: SynthesisRequest, used: Sequence[UsedEffect]) -> FittedModel:
    """RevMan's random effects of counts: inverse-variance weights, Q around Mantel-Haenszel.

    Deeks and Higgins 2010, Statistical algorithms in Review Manager 5, section on random effects.
    """
    values, variances = arrays_of(used)
    common = _mantel_haenszel(request, used, _summed_with(request))
    q = q_around(common.value, [each.effect for each in used])
    several = len(used) > 1
    model = CommonMean(values, variances)
    between = float(dersimonian_laird(model, q.statistic)) if several else 0.0
    found = pooled_effect(
        values, variances, between, request.method, test=request.test, level=request.level
    )
    weights = 1 / (variances + between)
    return FittedModel(
        _with_prediction(request, found, len(used)),
        tuple((100 * weights / weights.sum()).tolist()),
        replace(_heterogeneity(q), tau_squared=between),
    )


def _summed_with(request: SynthesisRequest) -> ContinuityCorrection:
    """A difference exists in every table, and RevMan leaves it as it was seen."""
    measure = MEASURES[request.measure]
    return correction_of(request.continuity, measure) if measure.is_ratio else NO_CORRECTION


def _with_prediction(request: SynthesisRequest, pooled: PooledEffect, studies: int) -> PooledEffect:
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
    found: MantelHaenszel | Peto
    if request.method == PETO:
        found = peto(_events(used), level=request.level)
    else:
        found = _mantel_haenszel(request, used, NO_CORRECTION)
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


def _mantel_haenszel(
    request: SynthesisRequest, used: Sequence[UsedEffect], correction: ContinuityCorrection
) -> MantelHaenszel:
    tables = [each.data.table for each in used]
    rates = [table for table in tables if isinstance(table, RateTable)]
    counted = _events(used) or rates
    return mantel_haenszel(request.measure, counted, correction=correction, level=request.level)


def _events(used: Sequence[UsedEffect]) -> list[EventTable]:
    tables = [each.data.table for each in used]
    return [table for table in tables if isinstance(table, EventTable)]


def _mixed(request: SynthesisRequest, used: Sequence[UsedEffect]) -> FittedModel:
    tables = [each.data.table for each in used]
    groups = [table for table in tables if isinstance(table, ProportionTable)]
    if request.measure == "PLO":
        found = pooled_proportion(groups, level=request.level)
    else:
        found = pooled_odds_ratio(
            _events(used), _MIXED_MODELS[request.mixed_model], level=request.level
        )
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

"""The model that a review asks for, fitted to the effects of its studies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evidence.model.claim import SynthesisRequest
from evidence.model.synthesis import Heterogeneity, PooledEffect
from evidence.synthesis.intervals import PredictionConvention, prediction_interval
from evidence.synthesis.linear_model import Numbers
from evidence.synthesis.pooling import COMMON, Pooling, pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.used_effects import UsedEffect


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


def fit_model(request: SynthesisRequest, used: Sequence[UsedEffect]) -> FittedModel:
    """The model asked for; where its test cannot be computed, the normal one, and a note."""
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

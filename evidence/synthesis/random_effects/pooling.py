"""Inverse-variance pooling under the common-effect and the random-effects model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.model.synthesis import Heterogeneity, PooledEffect
from evidence.synthesis.intervals import (
    LEVEL,
    Inference,
    confidence_interval,
    p_value,
    prediction_interval,
)
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS, Numbers
from evidence.synthesis.random_effects.estimation_error import standard_error_of
from evidence.synthesis.random_effects.heterogeneity import described, dispersion
from evidence.synthesis.random_effects.likelihood import Likelihood, criteria
from evidence.synthesis.random_effects.linear_model import CommonMean
from evidence.synthesis.refusal import CannotComputeError

COMMON = "common"


@dataclass(frozen=True, slots=True)
class Pooling:
    """One model fitted: the pooled effect, the weights in percent and the heterogeneity.

    ``between_study_error`` is the standard error of τ², ``None`` for methods without one;
    ``likelihood`` belongs to ML and REML.
    """

    pooled: PooledEffect
    weights: tuple[float, ...]
    heterogeneity: Heterogeneity
    typical_variance: float
    between_study_error: float | None
    likelihood: Likelihood | None


def pool(
    values: Numbers,
    variances: Numbers,
    method: str,
    *,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> Pooling:
    """Fit one model to at least one effect with positive variance.

    ``method`` is a name in ``ESTIMATORS``, ``test`` one of ``Inference``. A single study is
    judged by ``z`` whatever was asked for, because nothing else is left.

    Raises:
        CannotComputeError: when there is no effect, a variance is not positive or a number not
            finite, the method, test or level is unknown, or the Knapp-Hartung interval would
            have no width because all effects are equal.
    """
    inference = checked(values, variances, method, test, level)
    model = CommonMean(values, variances)
    between = ESTIMATORS[method](values, variances)
    found = dispersion(model)
    likely = method in ("ML", "REML")
    return Pooling(
        pooled=_inferred(model, between, method, inference, level),
        weights=_weights(variances, between),
        heterogeneity=described(found, between, is_common=method == COMMON),
        typical_variance=found.typical_variance,
        between_study_error=standard_error_of(method, model, between),
        likelihood=criteria(model, between, restricted=method == "REML") if likely else None,
    )


def pooled_effect(
    values: Numbers,
    variances: Numbers,
    between: float,
    method: str,
    *,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> PooledEffect:
    """The inverse-variance mean for a given between-study variance."""
    inference = Inference(test) if len(values) > 1 else Inference.Z
    return _inferred(CommonMean(values, variances), between, method, inference, level)


def checked(
    values: Numbers, variances: Numbers, method: str, test: str = Inference.Z, level: float = LEVEL
) -> Inference:
    """The test to use, after everything that is refused has been refused."""
    if method not in ESTIMATORS:
        raise CannotComputeError(f"unknown method {method!r}; known are {', '.join(ESTIMATORS)}")
    if test not in frozenset(Inference):
        raise CannotComputeError(f"unknown test {test!r}; known are {', '.join(Inference)}")
    if not 0 < level < 1:
        raise CannotComputeError(f"a level of {level:g} is not between 0 and 1")
    if len(values) == 0 or len(values) != len(variances):
        raise CannotComputeError(
            f"{len(values)} effects with {len(variances)} variances cannot be pooled"
        )
    if not (np.isfinite(values).all() and np.isfinite(variances).all() and (variances > 0).all()):
        raise CannotComputeError(
            "every effect must be finite and every variance positive and finite"
        )
    return Inference(test) if len(values) > 1 else Inference.Z


def _inferred(
    model: CommonMean, between: float, method: str, inference: Inference, level: float
) -> PooledEffect:
    weights = model.weights(between)
    value, error = float(model.mean(weights)), float(weights.sum()) ** -0.5
    studies = len(model.values)
    if inference.is_scaled:
        error *= _scale(model, weights, inference) ** 0.5
    freedom = None if inference is Inference.Z else studies - 1
    low, high = confidence_interval(value, error, level, degrees_of_freedom=freedom)
    expected = None
    if method != COMMON:
        expected = prediction_interval(value, error, between, studies, level=level)
    return PooledEffect(
        method=method,
        value=value,
        standard_error=error,
        ci_low=low,
        ci_high=high,
        p_value=p_value(value, error, degrees_of_freedom=freedom),
        between_study_variance=between,
        prediction_low=expected[0] if expected else None,
        prediction_high=expected[1] if expected else None,
        test=inference.value,
        statistic=value / error,
        degrees_of_freedom=freedom,
        level=level,
    )


def _scale(model: CommonMean, weights: Numbers, inference: Inference) -> float:
    """What Knapp and Hartung multiply the variance with."""
    residuals = model.residuals(weights)
    scale = float(weights @ (residuals * residuals)) / (len(model.values) - 1)
    if inference is Inference.KNAPP_HARTUNG_FLOOR:
        return max(1.0, scale)
    # Relative to the effects: what is left of equal ones is rounding.
    if float(np.ptp(model.values)) <= 1e-14 * float(np.abs(model.values).max()):
        raise CannotComputeError(
            "all effects are equal, so the Knapp-Hartung interval would have no width"
        )
    return scale


def _weights(variances: Numbers, between: float) -> tuple[float, ...]:
    weights = 1 / (variances + between)
    shares: list[float] = (100 * weights / weights.sum()).tolist()
    return tuple(shares)

"""What a fitted model expects: at new values of moderators, and for each study it has seen."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.synthesis.intervals import (
    LEVEL,
    Inference,
    PredictionConvention,
    quantile,
)
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.linear_model import CommonMean, Numbers
from evidence.synthesis.random_effects.pooling import COMMON, checked, pooled_effect
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import INTERCEPT
from evidence.synthesis.regression.meta_regression import MetaRegression


@dataclass(frozen=True, slots=True)
class Prediction:
    """The mean effect at some values of the moderators, and where a new study is expected.

    ``prediction_low`` and ``prediction_high`` are ``None`` for the common-effect model.
    """

    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    prediction_low: float | None
    prediction_high: float | None


def predictions(
    fitted: MetaRegression,
    at: Sequence[Mapping[str, float]],
    *,
    convention: PredictionConvention | None = None,
) -> tuple[Prediction, ...]:
    """The mean at each of some sets of values, by the names of the coefficients.

    Prediction intervals rest on the distribution of the test, as metafor's do, unless a
    ``convention`` is named; its degrees of freedom are then those of the residual, or one fewer.

    Raises:
        CannotComputeError: when a moderator is missing, unknown, or not finite.
    """
    names = [each.name for each in fitted.coefficients]
    estimates = np.array([each.value for each in fitted.coefficients])
    covariance = np.array(fitted.covariance)
    reach = quantile(fitted.level, fitted.degrees_of_freedom)
    reach_of_study = _reach_of_study(fitted, convention)
    found = []
    for values in at:
        row = _row(names, values)
        value = float(row @ estimates)
        variance = max(0.0, float(row @ covariance @ row))
        error, spread = math.sqrt(variance), math.sqrt(variance + fitted.between_study_variance)
        is_random = fitted.method != COMMON
        found.append(
            Prediction(
                value=value,
                standard_error=error,
                ci_low=value - reach * error,
                ci_high=value + reach * error,
                prediction_low=value - reach_of_study * spread if is_random else None,
                prediction_high=value + reach_of_study * spread if is_random else None,
            )
        )
    return tuple(found)


def _reach_of_study(fitted: MetaRegression, convention: PredictionConvention | None) -> float:
    residual = fitted.studies - len(fitted.coefficients)
    if convention is None:
        return quantile(fitted.level, fitted.degrees_of_freedom)
    if convention is PredictionConvention.NORMAL:
        return quantile(fitted.level)
    fewer = convention is PredictionConvention.HIGGINS_RILEY
    return quantile(fitted.level, max(1, residual - fewer))


def _row(names: Sequence[str], values: Mapping[str, float]) -> Numbers:
    given = {INTERCEPT: 1.0, **values} if INTERCEPT in names else dict(values)
    for name in (*names, *given):
        if name not in given:
            raise CannotComputeError(f"a prediction needs a value of moderator {name!r}")
        if name not in names:
            raise CannotComputeError(f"the model has no moderator {name!r}")
        if not math.isfinite(given[name]):
            raise CannotComputeError(f"moderator {name!r} has no finite value to predict at")
    return np.array([float(given[name]) for name in names])


@dataclass(frozen=True, slots=True)
class StudyPrediction:
    """The best linear unbiased prediction of one study's true effect."""

    value: float
    standard_error: float
    prediction_low: float
    prediction_high: float


def study_predictions(
    values: Numbers,
    variances: Numbers,
    method: str,
    *,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> tuple[StudyPrediction, ...]:
    """Each study's true effect, shrunk towards the mean by its own imprecision.

    Its standard error takes τ² as known (Raudenbush and Bryk 1985, doi:10.3102/10769986010002075).

    Raises:
        CannotComputeError: for what ``pool`` refuses.
    """
    inference = checked(values, variances, method, test, level)
    between = ESTIMATORS[method](values, variances)
    pooled = pooled_effect(values, variances, between, method, test=test, level=level)
    freedom = None if inference is Inference.Z else len(values) - 1
    share = between * CommonMean(values, variances).weights(between)
    centre = share * values + (1 - share) * pooled.value
    errors = np.sqrt(share * variances + (1 - share) ** 2 * pooled.standard_error**2)
    reach = quantile(level, freedom)
    return tuple(
        StudyPrediction(value, error, value - reach * error, value + reach * error)
        for value, error in zip(centre.tolist(), errors.tolist(), strict=True)
    )

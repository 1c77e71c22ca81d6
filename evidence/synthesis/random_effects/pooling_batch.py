"""Many meta-analyses pooled at once, with the numbers that pooling each alone would give.

For simulations, living reviews and audits of whole collections: one row is one meta-analysis, and
every step of the arithmetic is done for all rows together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, chdtrc, ndtr, ndtri, stdtrit

from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.between_study_variance import MODEL_ESTIMATORS
from evidence.synthesis.random_effects.linear_model import CommonMean, Numbers
from evidence.synthesis.random_effects.pooling import COMMON, checked
from evidence.synthesis.refusal import CannotComputeError


@dataclass(frozen=True, slots=True, eq=False)
class PoolingBatch:
    """One number for each meta-analysis.

    NaN stands where pooling it alone gives nothing: prediction intervals of fewer than three
    studies and of the common-effect model, degrees of freedom of a normal distribution, and
    everything that rests on the standard error in the rows listed in ``without_width``, whose
    Knapp-Hartung interval would have no width.
    """

    studies: NDArray[np.intp]
    value: Numbers
    standard_error: Numbers
    statistic: Numbers
    degrees_of_freedom: Numbers
    p_value: Numbers
    ci_low: Numbers
    ci_high: Numbers
    prediction_low: Numbers
    prediction_high: Numbers
    between_study_variance: Numbers
    q: Numbers
    q_p_value: Numbers
    i_squared: Numbers
    i_squared_q: Numbers
    h_squared: Numbers
    without_width: tuple[int, ...]


def pool_many(
    values: Numbers,
    variances: Numbers,
    method: str,
    *,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> PoolingBatch:
    """Fit one model to each row; both arrays have a row for each meta-analysis.

    Rows with fewer studies than columns are filled up with NaN, in effect and variance alike.

    Raises:
        CannotComputeError: for an unknown method, test or level, and naming the first row that
            holds no study, a variance that is not positive, or half of a study.
    """
    inference = checked(np.zeros(2), np.ones(2), method, test, level)
    model = _model(values, variances)
    between = _between(model, method)
    weights = model.weights(between[:, None])
    mean = model.mean(weights)
    error = np.sqrt(1 / weights.sum(axis=-1))
    count = np.broadcast_to(model.count, mean.shape)
    is_z = (count < 2) | (inference is Inference.Z)
    freedom = np.where(is_z, 1.0, count - 1)
    refused = np.zeros(len(mean), dtype=bool)
    if inference.is_scaled:
        scale, refused = _scales(model, weights, inference)
        error = error * np.sqrt(np.where(is_z, 1.0, scale))
        refused = refused & ~is_z
    statistic = mean / np.where(refused, np.nan, error)
    reach = np.where(is_z, ndtri(0.5 + level / 2), stdtrit(freedom, 0.5 + level / 2))
    p_value = np.where(
        is_z,
        2 * ndtr(-np.abs(statistic)),
        betainc(freedom / 2, 0.5, freedom / (freedom + statistic * statistic)),
    )
    error = np.where(refused, np.nan, error)
    expects = (count >= 3) & (method != COMMON)
    farther = np.where(
        expects, stdtrit(np.maximum(count - 2, 1), 0.5 + level / 2), np.nan
    ) * np.sqrt(error * error + between)
    return PoolingBatch(
        studies=count.astype(np.intp),
        value=mean,
        standard_error=error,
        statistic=statistic,
        degrees_of_freedom=np.where(is_z, np.nan, freedom),
        p_value=p_value,
        ci_low=mean - reach * error,
        ci_high=mean + reach * error,
        prediction_low=mean - farther,
        prediction_high=mean + farther,
        between_study_variance=between,
        without_width=tuple(np.flatnonzero(refused).tolist()),
        **_heterogeneity(model, between, is_common=method == COMMON),
    )


def _between(model: CommonMean, method: str) -> Numbers:
    """τ² of each row, 0 of a single study."""
    several = np.flatnonzero(np.broadcast_to(model.count, len(model.values)) > 1)
    between = np.zeros(len(model.values))
    if len(several):
        between[several] = MODEL_ESTIMATORS[method](model.rows(several))
    return between


def _model(values: Numbers, variances: Numbers) -> CommonMean:
    if values.ndim != 2 or values.shape != variances.shape or 0 in values.shape:
        raise CannotComputeError("effects and variances need a row for each meta-analysis")
    absent = np.isnan(values) & np.isnan(variances)
    sound = np.isfinite(values) & np.isfinite(variances)
    sound[sound] = variances[sound] > 0
    for row in np.flatnonzero(~(absent | sound).all(axis=1) | absent.all(axis=1))[:1].tolist():
        raise CannotComputeError(
            f"row {row}: every effect must be finite and every variance positive and finite"
            if not absent[row].all()
            else f"row {row} holds no study"
        )
    # Studies first, because the first of a row stands for its size.
    order = np.argsort(absent, axis=1, kind="stable")
    values, variances = (np.take_along_axis(each, order, axis=1) for each in (values, variances))
    present = ~np.take_along_axis(absent, order, axis=1)
    return CommonMean(
        np.where(present, values, values[:, :1]),
        np.where(present, variances, 1.0),
        None if present.all() else present.astype(np.float64),
    )


def _scales(
    model: CommonMean, weights: Numbers, inference: Inference
) -> tuple[Numbers, NDArray[np.bool_]]:
    residuals = model.residuals(weights)
    freedom = np.maximum(model.count - 1, 1)
    scale = np.vecdot(weights * residuals, residuals) / freedom
    if inference is Inference.KNAPP_HARTUNG_FLOOR:
        return np.maximum(scale, 1.0), np.zeros(len(scale), dtype=bool)
    # Places without a study repeat the first effect, which leaves range and size as they are.
    spread = np.ptp(model.values, axis=1)
    return scale, spread <= 1e-14 * np.abs(model.values).max(axis=1)


def _heterogeneity(model: CommonMean, between: Numbers, *, is_common: bool) -> dict[str, Numbers]:
    weights = model.weights(0.0)
    residuals = model.residuals(weights)
    freedom = np.broadcast_to(model.count, between.shape) - 1
    some = freedom > 0
    q = np.where(some, np.vecdot(weights * residuals, residuals), 0.0)
    at_least = np.where(some, freedom, 1.0)
    from_q = np.maximum(0.0, 100 * (q - at_least) / np.where(q > 0, q, np.inf))
    from_q = np.where(q > 0, from_q, 0.0)
    typical = at_least / np.where(some, model.trace(weights), 1.0)
    shared = between / (between + typical)
    return {
        "q": q,
        "q_p_value": np.where(some, chdtrc(at_least, q), 1.0),
        "i_squared": from_q if is_common else 100 * shared,
        "i_squared_q": from_q,
        "h_squared": np.where(some, q / at_least, 1.0) if is_common else 1 + between / typical,
    }

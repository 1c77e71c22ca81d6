"""Inverse-variance pooling under the common-effect and the random-effects model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evidence.model.synthesis import Heterogeneity, PooledEffect
from evidence.synthesis.between_study_variance import ESTIMATORS, Numbers
from evidence.synthesis.heterogeneity import heterogeneity
from evidence.synthesis.intervals import confidence_interval, p_value, prediction_interval

COMMON = "common"


@dataclass(frozen=True, slots=True)
class Pooling:
    """One model fitted: the pooled effect, the weights in percent and the heterogeneity."""

    pooled: PooledEffect
    weights: tuple[float, ...]
    heterogeneity: Heterogeneity


def pool(values: Numbers, variances: Numbers, method: str) -> Pooling:
    """Fit one model to at least one effect with positive variance.

    Raises:
        ValueError: when there is no effect, a variance is not positive or a number not finite,
            or the method is unknown.
    """
    _check(values, variances, method)
    between = ESTIMATORS[method](values, variances)
    return Pooling(
        pooled=pooled_effect(values, variances, between, method),
        weights=_weights(variances, between),
        heterogeneity=heterogeneity(values, variances, between, is_common=method == COMMON),
    )


def leave_one_out(values: Numbers, variances: Numbers, method: str) -> tuple[PooledEffect, ...]:
    """The pooled effect without each study in turn; empty with fewer than two studies."""
    _check(values, variances, method)
    if len(values) < 2:
        return ()
    found = []
    for index in range(len(values)):
        others = np.delete(values, index)
        their_variances = np.delete(variances, index)
        between = ESTIMATORS[method](others, their_variances)
        found.append(pooled_effect(others, their_variances, between, method))
    return tuple(found)


def _check(values: Numbers, variances: Numbers, method: str) -> None:
    if method not in ESTIMATORS:
        raise ValueError(f"unknown method {method!r}; known are {', '.join(ESTIMATORS)}")
    if len(values) == 0 or len(values) != len(variances):
        raise ValueError(f"{len(values)} effects with {len(variances)} variances cannot be pooled")
    if not (np.isfinite(values).all() and np.isfinite(variances).all() and (variances > 0).all()):
        raise ValueError("every effect must be finite and every variance positive and finite")


def pooled_effect(values: Numbers, variances: Numbers, between: float, method: str) -> PooledEffect:
    """The inverse-variance mean for a given between-study variance."""
    weights = 1 / (variances + between)
    total = float(weights.sum())
    # Against the first effect, so that equal effects pool to exactly themselves.
    value = float(values[0]) + float(weights @ (values - values[0])) / total
    error = total**-0.5
    low, high = confidence_interval(value, error)
    expected = None
    if method != COMMON:
        expected = prediction_interval(value, error, between, len(values))
    return PooledEffect(
        method=method,
        value=value,
        standard_error=error,
        ci_low=low,
        ci_high=high,
        p_value=p_value(value, error),
        between_study_variance=between,
        prediction_low=expected[0] if expected else None,
        prediction_high=expected[1] if expected else None,
    )


def _weights(variances: Numbers, between: float) -> tuple[float, ...]:
    weights = 1 / (variances + between)
    shares: list[float] = (100 * weights / weights.sum()).tolist()
    return tuple(shares)

"""Meta-regression: effects that depend on moderators, with any estimator of τ² and any test."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc, fdtrc

from evidence.model.synthesis import Heterogeneity
from evidence.synthesis.intervals import (
    LEVEL,
    Inference,
    confidence_interval,
    p_value,
)
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS, MODEL_ESTIMATORS
from evidence.synthesis.random_effects.estimation_error import standard_error_of
from evidence.synthesis.random_effects.heterogeneity import described, dispersion
from evidence.synthesis.random_effects.likelihood import Likelihood, criteria
from evidence.synthesis.random_effects.linear_model import LinearModel, Numbers
from evidence.synthesis.random_effects.pooling import COMMON, checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import Design
from evidence.synthesis.regression.moderated_mean import Regression

_LOST = "variances or moderators are too far apart in size for standard errors"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient with its test and interval, on the analysis scale."""

    name: str
    value: float
    standard_error: float
    statistic: float
    p_value: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True, slots=True)
class Omnibus:
    """The test that all moderators together explain nothing.

    χ² on ``degrees_of_freedom``, or F where ``residual_degrees_of_freedom`` is given.
    """

    statistic: float
    degrees_of_freedom: int
    residual_degrees_of_freedom: int | None
    p_value: float


@dataclass(frozen=True, slots=True)
class MetaRegression:
    """A fitted meta-regression.

    ``residual`` is the heterogeneity that the moderators leave, with Q and τ² of this model.
    ``r_squared`` is the share of τ², in percent, that they explain, and for the common-effect
    model the adjusted share of the weighted variance; ``None`` without an intercept.
    """

    method: str
    inference: Inference
    level: float
    studies: int
    coefficients: tuple[Coefficient, ...]
    covariance: tuple[tuple[float, ...], ...]
    degrees_of_freedom: int | None
    omnibus: Omnibus
    residual: Heterogeneity
    between_study_variance: float
    between_study_error: float | None
    typical_variance: float
    r_squared: float | None
    likelihood: Likelihood | None


def meta_regression(
    values: Numbers,
    variances: Numbers,
    design: Design,
    method: str,
    *,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> MetaRegression:
    """Fit effects on moderators by weighted least squares.

    The omnibus test is of all coefficients but the intercept, and of the intercept where there is
    nothing else. R² is that of Raudenbush (2009) for random effects.

    Raises:
        CannotComputeError: for what ``pool`` refuses, a design for other studies, and effects that
            lie on the line so exactly that Knapp-Hartung intervals would have no width.
    """
    inference = checked(values, variances, method, test, level)
    if len(design.matrix) != len(values):
        raise CannotComputeError(
            f"{len(values)} effects with moderators of {len(design.matrix)} studies"
        )
    model = Regression(values, variances, design.matrix)
    between = float(MODEL_ESTIMATORS[method](model))
    weights = model.weights(between)
    estimates = model.coefficients_at(weights)
    covariance = model.covariance_at(weights)
    if inference.is_scaled:
        covariance = covariance * residual_scale(model, weights, inference)
    freedom = None if inference is Inference.Z else len(values) - model.coefficients
    found = dispersion(model)
    restricted = method == "REML"
    return MetaRegression(
        method=method,
        inference=inference,
        level=level,
        studies=len(values),
        coefficients=named(design, estimates, covariance, freedom, level),
        covariance=tuple(tuple(row) for row in covariance.tolist()),
        degrees_of_freedom=freedom,
        omnibus=omnibus_test(estimates, covariance, tested(design), freedom),
        residual=described(found, between, is_common=method == COMMON),
        between_study_variance=between,
        between_study_error=standard_error_of(method, model, between),
        typical_variance=found.typical_variance,
        r_squared=_r_squared(model, between, method) if _explains(design) else None,
        likelihood=criteria(model, between, restricted=restricted)
        if method in ("ML", "REML")
        else None,
    )


def residual_scale(model: LinearModel, weights: Numbers, inference: Inference) -> float:
    """What Knapp and Hartung multiply the variance with: the weighted spread of the residuals."""
    residuals = model.residuals(weights)
    freedom = float(model.count) - model.coefficients
    scale = float(weights @ (residuals * residuals)) / freedom
    if inference is Inference.KNAPP_HARTUNG_FLOOR:
        return max(1.0, scale)
    # Relative to the effects: what is left of an exact fit is rounding.
    if float(np.abs(residuals).max()) <= 1e-11 * float(np.abs(model.values).max()):
        raise CannotComputeError(
            "no effect differs from the model, so Knapp-Hartung intervals would have no width"
        )
    return scale


def tested(design: Design) -> slice:
    """Which coefficients the omnibus test is of."""
    return slice(1, None) if _explains(design) else slice(None)


def omnibus_test(
    estimates: Numbers, covariance: Numbers, which: slice, freedom: int | None
) -> Omnibus:
    """Wald's test that some coefficients are all zero.

    Raises:
        CannotComputeError: when rounding has left the covariance none.
    """
    chosen, block = estimates[which], covariance[which, which]
    _check(block)
    count = len(chosen)
    # Scaled to unit diagonal: moderators may differ in size by many orders.
    size = np.sqrt(np.diagonal(block))
    scaled = block / np.outer(size, size)
    try:
        statistic = float((chosen / size) @ np.linalg.solve(scaled, chosen / size))
    except np.linalg.LinAlgError:
        raise CannotComputeError(_LOST) from None
    if freedom is None:
        return Omnibus(statistic, count, None, float(chdtrc(count, statistic)))
    return Omnibus(
        statistic / count, count, freedom, float(fdtrc(count, freedom, statistic / count))
    )


def _check(covariance: Numbers) -> None:
    if not (np.isfinite(covariance).all() and (np.diagonal(covariance) > 0).all()):
        raise CannotComputeError(_LOST)


def _explains(design: Design) -> bool:
    return design.has_intercept and len(design.names) > 1


def named(
    design: Design, estimates: Numbers, covariance: Numbers, freedom: int | None, level: float
) -> tuple[Coefficient, ...]:
    """Coefficients by name, with their tests and intervals.

    Raises:
        CannotComputeError: when rounding has left the covariance none.
    """
    _check(covariance)
    found = []
    for name, value, variance in zip(
        design.names, estimates.tolist(), np.diagonal(covariance).tolist(), strict=True
    ):
        error = variance**0.5
        low, high = confidence_interval(value, error, level, degrees_of_freedom=freedom)
        found.append(
            Coefficient(
                name=name,
                value=value,
                standard_error=error,
                statistic=value / error,
                p_value=p_value(value, error, degrees_of_freedom=freedom),
                ci_low=low,
                ci_high=high,
            )
        )
    return tuple(found)


def _r_squared(model: Regression, between: float, method: str) -> float:
    if method != COMMON:
        without = ESTIMATORS[method](model.values, model.variances)
        return max(0.0, 100 * (without - between) / without) if without > 0 else 0.0
    weights = model.weights(0.0)
    left = float(model.moments(weights).q) / (len(model.values) - model.coefficients)
    total = heterogeneity_q(model) / (len(model.values) - 1)
    return max(0.0, 100 * (1 - left / total)) if total > 0 else 0.0


def heterogeneity_q(model: Regression) -> float:
    """Q of the effects without their moderators."""
    weights = model.weights(0.0)
    shifted = model.values - float(weights @ model.values) / float(weights.sum())
    return float(weights @ (shifted * shifted))

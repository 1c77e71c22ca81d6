"""Standard errors of the estimators of τ².

Large-sample formulas, those of metafor: for ML and REML from the expected information
(Viechtbauer 2005, doi:10.3102/10769986030003261), for the others from the variance of the
quadratic form that the estimator is made of (Biggerstaff and Tweedie 1997,
Statistics in Medicine 16:753-768).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from evidence.synthesis.random_effects.between_study_variance import crude_variance
from evidence.synthesis.random_effects.linear_model import LinearModel, Numbers


def standard_error_of(method: str, model: LinearModel, between: float) -> float | None:
    """The standard error of an estimate of τ².

    ``None`` where the method has none: the common-effect model and two-step DL.
    """
    error = _ERRORS.get(method)
    if error is None or float(model.count) <= model.coefficients:
        return None
    return math.sqrt(max(0.0, float(error(model, between))))


def _by_quadratic_form(
    model: LinearModel, weights: Numbers, between: float, scale: Numbers | float
) -> Numbers:
    """Variance of a multiple of yᵀPy, with P at some weights, at a given τ²."""
    ones = np.ones_like(weights)
    variance = 2 * (
        model.trace_product(weights, model.variances, model.variances)
        + 2 * between * model.trace_product(weights, model.variances, ones)
        + between**2 * model.trace_product(weights, ones, ones)
    )
    return variance * scale**2


def _by_q(model: LinearModel, between: float, scale: Numbers | float) -> Numbers:
    """The same for Q itself, where W is the inverse of V and PVP is P."""
    weights = model.weights(0.0)
    ones = np.ones_like(weights)
    variance = 2 * (
        (model.count - model.coefficients)
        + 2 * between * model.trace(weights)
        + between**2 * model.trace_product(weights, ones, ones)
    )
    return np.asarray(variance * scale**2)


def _dersimonian_laird(model: LinearModel, between: float) -> Numbers:
    return _by_q(model, between, 1 / model.trace(model.weights(0.0)))


def _hunter_schmidt(model: LinearModel, between: float) -> Numbers:
    return _by_q(model, between, 1 / model.weights(0.0).sum())


def _hunter_schmidt_corrected(model: LinearModel, between: float) -> Numbers:
    scale = model.count / (model.count - model.coefficients)
    return _hunter_schmidt(model, between) * scale**2


def _hedges(model: LinearModel, between: float) -> Numbers:
    scale = 1 / (model.count - model.coefficients)
    return _by_quadratic_form(model, np.ones_like(model.variances), between, scale)


def _sidik_jonkman(model: LinearModel, between: float) -> Numbers:
    start = crude_variance(model)
    scale = start / (model.count - model.coefficients)
    return _by_quadratic_form(model, model.weights(start), between, scale)


def _maximum_likelihood(model: LinearModel, between: float) -> Numbers:
    return np.asarray(2 / (model.weights(between) ** 2).sum())


def _restricted_maximum_likelihood(model: LinearModel, between: float) -> Numbers:
    weights = model.weights(between)
    ones = np.ones_like(weights)
    return np.asarray(2 / model.trace_product(weights, ones, ones))


def _paule_mandel(model: LinearModel, between: float) -> Numbers:
    freedom = model.count - model.coefficients
    return np.asarray(2 * model.count**2 / freedom / model.weights(between).sum() ** 2)


_ERRORS: Mapping[str, Callable[[LinearModel, float], Numbers]] = MappingProxyType(
    {
        "DL": _dersimonian_laird,
        "HE": _hedges,
        "HS": _hunter_schmidt,
        "HSk": _hunter_schmidt_corrected,
        "SJ": _sidik_jonkman,
        "PM": _paule_mandel,
        "EB": _paule_mandel,
        "ML": _maximum_likelihood,
        "REML": _restricted_maximum_likelihood,
    }
)

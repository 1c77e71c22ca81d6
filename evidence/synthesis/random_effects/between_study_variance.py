"""Estimators of the between-study variance τ².

The names are those of the literature: DL and HE by moments, DL2 a second step with random-effects
weights, HS and HSk (Hunter and Schmidt), SJ (Sidik and Jonkman), PM (Paule and Mandel) and EB
(empirical Bayes), which solve the same equation, ML and REML. Formulas after Viechtbauer (2005,
doi:10.3102/10769986030003261), DerSimonian and Kacker (2007, doi:10.1016/j.cct.2006.04.004) and
Veroniki and others (2016, doi:10.1002/jrsm.1164). Each is carried to the precision of the
arithmetic, whatever the unit of the data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np

from evidence.synthesis.random_effects.likelihood import maximise
from evidence.synthesis.random_effects.linear_model import CommonMean, LinearModel
from evidence.synthesis.random_effects.linear_model import Numbers as Numbers

Estimator = Callable[[LinearModel], Numbers]

# Newton's method on the reciprocal of Q doubles the digits: a step this small is the last one.
_MOST_STEPS = 200
_CLOSE = 1e-8


def none(model: LinearModel) -> Numbers:
    """Zero: the common-effect model knows no between-study variance."""
    return np.zeros(model.values.shape[:-1])


def dersimonian_laird(model: LinearModel, q: Numbers | float | None = None) -> Numbers:
    """Moment estimator with the weights of the common-effect model (DerSimonian, Laird 1986).

    ``q`` is Cochran's Q where it was taken around another value than the model's own.
    """
    weights = model.weights(0.0)
    around = _q(model, weights) if q is None else q
    return _positive((around - _freedom(model)) / model.trace(weights))


def two_step_dersimonian_laird(model: LinearModel) -> Numbers:
    """Moment estimator with random-effects weights at the DL estimate (DerSimonian, Kacker)."""
    weights = model.weights(dersimonian_laird(model)[..., None])
    expected = model.trace_with(weights, model.variances)
    return _positive((_q(model, weights) - expected) / model.trace(weights))


def hedges(model: LinearModel) -> Numbers:
    """Moment estimator with equal weights (Hedges and Olkin 1985)."""
    weights = _equal(model)
    squares = _q(model, weights)
    expected = model.trace_with(weights, model.variances)
    return _positive((squares - expected) / _freedom(model))


def hunter_schmidt(model: LinearModel, *, corrected: bool = False) -> Numbers:
    """Estimator of Hunter and Schmidt; corrected by k/(k−p) for few studies (HSk)."""
    weights = model.weights(0.0)
    q = _q(model, weights)
    if corrected:
        q = q * model.count / _freedom(model)
    return _positive((q - model.count) / weights.sum(axis=-1))


def sidik_jonkman(model: LinearModel) -> Numbers:
    """Estimator of Sidik and Jonkman (2005, doi:10.1111/j.1467-9876.2005.00489.x)."""
    start = crude_variance(model)
    # Equal effects have no crude variance, by which their equation would divide.
    q = _q(model, model.weights(start[..., None]))
    return start * q / _freedom(model)


def crude_variance(model: LinearModel) -> Numbers:
    """The variance of the effects, unweighted, from which Sidik and Jonkman start."""
    present = _equal(model)
    count = model.count
    first = model.values[..., :1]
    shifted = (model.values - first) * present
    mean = shifted.sum(axis=-1) / count
    variance: Numbers = (present * (shifted - mean[..., None]) ** 2).sum(axis=-1) / count
    return variance


def paule_mandel(model: LinearModel) -> Numbers:
    """τ² at which Q equals its degrees of freedom (Paule and Mandel 1982)."""
    return q_profile_root(model, _freedom(model))


def q_profile_root(model: LinearModel, target: Numbers | float) -> Numbers:
    """τ² at which Q(τ²) falls to ``target``, 0 where it lies below from the start.

    1/Q is a weighted harmonic mean of linear functions of τ², hence concave and increasing, so
    that Newton's method on it climbs to the root from the left and never oversteps.
    """
    between = np.zeros(model.values.shape[:-1])
    for _ in range(_MOST_STEPS):
        weights = model.weights(between[..., None])
        residuals = model.residuals(weights)
        weighted = weights * residuals
        q = (weighted * residuals).sum(axis=-1)
        above = q > target
        slope = np.where(above, target * (weighted * weighted).sum(axis=-1), 1.0)
        step = np.where(above, (q - target) * q / slope, 0.0)
        between = between + step
        if (step <= _CLOSE * between).all():
            break
    return between


def maximum_likelihood(model: LinearModel) -> Numbers:
    """ML estimator: the highest of all maxima of the likelihood."""
    return maximise(model, restricted=False)


def restricted_maximum_likelihood_of(model: LinearModel) -> Numbers:
    """REML estimator: the highest of all maxima of the restricted likelihood."""
    return maximise(model, restricted=True)


def _q(model: LinearModel, weights: Numbers) -> Numbers:
    residuals = model.residuals(weights)
    q: Numbers = np.vecdot(weights * residuals, residuals)
    return q


def _freedom(model: LinearModel) -> Numbers:
    return model.count - model.coefficients


def _equal(model: LinearModel) -> Numbers:
    """Weight 1 for every effect, 0 for a place without one."""
    return (model.weights(0.0) > 0).astype(np.float64)


def _positive(between: Numbers) -> Numbers:
    return np.maximum(between, 0.0)


MODEL_ESTIMATORS: Mapping[str, Estimator] = MappingProxyType(
    {
        "common": none,
        "DL": dersimonian_laird,
        "DL2": two_step_dersimonian_laird,
        "HE": hedges,
        "HS": hunter_schmidt,
        "HSk": partial(hunter_schmidt, corrected=True),
        "SJ": sidik_jonkman,
        "PM": paule_mandel,
        "EB": paule_mandel,
        "ML": maximum_likelihood,
        "REML": restricted_maximum_likelihood_of,
    }
)


def _estimate(estimator: Estimator, values: Numbers, variances: Numbers) -> float:
    if len(values) < 2:
        return 0.0
    return float(estimator(CommonMean(values, variances)))


ESTIMATORS: Mapping[str, Callable[[Numbers, Numbers], float]] = MappingProxyType(
    {name: partial(_estimate, estimator) for name, estimator in MODEL_ESTIMATORS.items()}
)

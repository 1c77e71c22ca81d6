"""What each study does to the result: deletion diagnostics.

Each study is left out in turn and the model is fitted anew, τ² included (Viechtbauer and Cheung
2010, doi:10.1002/jrsm.11, whose limits for a study to be looked at are used).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import chdtr

from evidence.synthesis.intervals import Inference
from evidence.synthesis.random_effects.between_study_variance import MODEL_ESTIMATORS
from evidence.synthesis.random_effects.linear_model import CommonMean, LinearModel, Numbers
from evidence.synthesis.random_effects.pooling import checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import INTERCEPT, Design
from evidence.synthesis.regression.meta_regression import residual_scale
from evidence.synthesis.regression.moderated_mean import Regression


@dataclass(frozen=True, slots=True)
class Influence:
    """Diagnostics of one study.

    ``studentised_residual`` is its distance from the prediction of the others in standard errors;
    ``dffits`` and ``dfbetas`` are the change of its fitted value and of each coefficient in
    standard errors; ``cooks_distance`` sums that up over coefficients, ``covariance_ratio`` is
    below 1 where leaving it out makes the result more precise. ``between_study_variance`` and
    ``q`` are those without it. ``is_influential`` when one of the published limits is passed.
    """

    studentised_residual: float
    dffits: float
    cooks_distance: float
    covariance_ratio: float
    between_study_variance: float
    q: float
    hat: float
    weight: float
    dfbetas: tuple[float, ...]
    is_influential: bool


@dataclass(frozen=True, slots=True)
class _Fit:
    """Coefficients with their covariance, and the scale of Knapp and Hartung in it."""

    estimates: Numbers
    covariance: Numbers
    scale: float
    between: float


def influence(
    values: Numbers,
    variances: Numbers,
    method: str,
    *,
    design: Design | None = None,
    test: str = Inference.Z,
) -> tuple[Influence, ...]:
    """Diagnostics of every study, around one mean or a regression on a design.

    Raises:
        CannotComputeError: for what ``pool`` refuses, and where the model cannot be fitted without
            one of the studies.
    """
    inference = checked(values, variances, method, test)
    chosen = design or Design((INTERCEPT,), np.ones((len(values), 1)))
    if len(values) <= len(chosen.names):
        raise CannotComputeError(f"{len(values)} studies are too few to leave one out")
    whole = Regression(values, variances, chosen.matrix)
    between = _without_each(whole, method) if design else _means_without_each(whole, method)
    alone = _model(whole, design is None)
    fit = _fitted(whole, float(MODEL_ESTIMATORS[method](alone)), inference)
    return tuple(
        _of_study(whole, fit, index, float(between[index]), inference)
        for index in range(len(values))
    )


def _model(model: Regression, is_mean: bool) -> LinearModel:
    return CommonMean(model.values, model.variances) if is_mean else model


def _means_without_each(model: Regression, method: str) -> Numbers:
    """τ² without each study in turn, all at once."""
    count = len(model.values)
    if count == 2:
        return np.zeros(2)
    others = np.array([[each for each in range(count) if each != one] for one in range(count)])
    return MODEL_ESTIMATORS[method](CommonMean(model.values[others], model.variances[others]))


def _without_each(model: Regression, method: str) -> Numbers:
    found = []
    for index in range(len(model.values)):
        others = _without(model, index)
        if np.linalg.matrix_rank(others.design) < others.coefficients:
            raise CannotComputeError(
                f"without study {index + 1} the moderators cannot be told apart"
            )
        saturated = len(others.values) == others.coefficients
        found.append(0.0 if saturated else float(MODEL_ESTIMATORS[method](others)))
    return np.array(found)


def _without(model: Regression, index: int) -> Regression:
    return Regression(
        np.delete(model.values, index),
        np.delete(model.variances, index),
        np.delete(model.design, index, axis=0),
    )


def _fitted(model: Regression, between: float, inference: Inference) -> _Fit:
    weights = model.weights(between)
    saturated = len(model.values) <= model.coefficients
    scale = 1.0
    if inference.is_scaled and not saturated:
        scale = residual_scale(model, weights, inference)
    return _Fit(
        model.coefficients_at(weights), scale * model.covariance_at(weights), scale, between
    )


def _of_study(
    whole: Regression, fit: _Fit, index: int, between: float, inference: Inference
) -> Influence:
    others = _without(whole, index)
    without = _fitted(others, between, inference)
    row, count, coefficients = whole.design[index], len(whole.values), whole.coefficients
    weight = whole.weights(fit.between)
    hat = float(weight[index] * (row @ fit.covariance @ row) / fit.scale)
    own = float(whole.variances[index])
    residual = float(whole.values[index] - row @ without.estimates)
    # What rounding leaves of a residual is none.
    if abs(residual) <= 1e-14 * float(np.abs(whole.values).max()):
        residual = 0.0
    error = math.sqrt(without.scale * (own + between) + float(row @ without.covariance @ row))
    change = fit.estimates - without.estimates
    dffits = float(row @ change) / math.sqrt(without.scale * hat * (between + own))
    sizes = np.sqrt(without.scale * np.diagonal(whole.covariance_at(whole.weights(between))))
    dfbetas = tuple((change / sizes).tolist())
    cooks_distance = float(change @ np.linalg.solve(fit.covariance, change))
    ratio = np.linalg.slogdet(without.covariance)[1] - np.linalg.slogdet(fit.covariance)[1]
    return Influence(
        studentised_residual=residual / error,
        dffits=dffits,
        cooks_distance=cooks_distance,
        covariance_ratio=math.exp(float(ratio)),
        between_study_variance=between,
        q=_q(others),
        hat=hat,
        weight=float(100 * weight[index] / weight.sum()),
        dfbetas=dfbetas,
        is_influential=(
            abs(dffits) > 3 * math.sqrt(coefficients / (count - coefficients))
            or float(chdtr(coefficients, cooks_distance)) > 0.5
            or hat > 3 * coefficients / count
            or any(abs(each) > 1 for each in dfbetas)
        ),
    )


def _q(model: Regression) -> float:
    if len(model.values) <= model.coefficients:
        return 0.0
    return float(model.moments(model.weights(0.0)).q)

"""Egger's regression test of asymmetry, and its forms with a between-study variance.

The classical form weighs studies by 1/v and lets them scatter more by a factor (Egger and others
1997, doi:10.1136/bmj.315.7109.629). The forms with τ² add a variance to each study instead
(Sterne and Egger 2005, doi:10.1002/0470870168.ch6; Thompson and Sharp 1999,
doi:10.1002/(SICI)1097-0258(19991030)18:20<2693::AID-SIM235>3.0.CO;2-V).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.intervals import LEVEL, p_value, quantile
from evidence.synthesis.random_effects.between_study_variance import MODEL_ESTIMATORS, Numbers
from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.moderated_mean import Regression
from evidence.synthesis.small_study.asymmetry import AsymmetryTest, LimitEstimate
from evidence.synthesis.small_study.predictor import Predictor
from evidence.synthesis.small_study.weighted_line import WeightedLine, is_flat, weighted_line

_EGGER, _THOMPSON = "Egger's test", "Thompson and Sharp's test"


def egger_test(
    values: ArrayLike,
    variances: ArrayLike,
    *,
    predictor: Predictor = Predictor.STANDARD_ERROR,
    participants: ArrayLike | None = None,
    level: float = LEVEL,
) -> AsymmetryTest:
    """Regression of effects on precision or size, weighted by 1/v, with t on k − 2.

    Raises:
        CannotComputeError: with fewer than three studies, where all have the same precision, or
            where effects lie on a line and leave nothing to test against.
    """
    found, spread = checked_effects(values, variances, least=3, purpose=_EGGER)
    along = predictor.of(spread, participants)
    line = weighted_line(along, found, 1 / spread, purpose=_EGGER)
    limit = None
    if predictor.vanishes_for_large_studies:
        reach = quantile(level, line.degrees_of_freedom) * line.intercept_standard_error
        limit = LimitEstimate(line.intercept, line.intercept - reach, line.intercept + reach)
    return asymmetry_of(line, _EGGER, len(found), limit=limit)


def random_effects_egger_test(
    values: ArrayLike,
    variances: ArrayLike,
    *,
    predictor: Predictor = Predictor.STANDARD_ERROR,
    participants: ArrayLike | None = None,
    method: str = "REML",
    level: float = LEVEL,
) -> AsymmetryTest:
    """The regression with weights 1/(v + τ²), τ² by any estimator, tested on the normal.

    Raises:
        CannotComputeError: with fewer than three studies, where all have the same precision, or
            for an unknown estimator.
    """
    found, spread = checked_effects(values, variances, least=3, purpose=_EGGER)
    along = predictor.of(spread, participants)
    return _random_effects(
        found, spread, along, method, _EGGER, None, level, predictor.vanishes_for_large_studies
    )


def thompson_sharp_test(
    values: ArrayLike, variances: ArrayLike, *, method: str = "DL"
) -> AsymmetryTest:
    """Regression on the standard error with weights 1/(v + τ²), with t on k − 2.

    This is method 3a of Thompson and Sharp, whose τ² is the moment estimate: standard errors take
    the weights as inverse variances.

    Raises:
        CannotComputeError: with fewer than three studies, where all have the same precision, or
            for an unknown estimator.
    """
    found, spread = checked_effects(values, variances, least=3, purpose=_THOMPSON)
    freedom = len(found) - 2
    return _random_effects(found, spread, np.sqrt(spread), method, _THOMPSON, freedom, LEVEL, True)


def asymmetry_of(
    line: WeightedLine, name: str, studies: int, *, limit: LimitEstimate | None = None
) -> AsymmetryTest:
    """The test of a slope with its dispersed standard error."""
    slope, error, freedom = line.slope, line.slope_standard_error, line.degrees_of_freedom
    return AsymmetryTest(
        name=name,
        studies=studies,
        statistic=slope / error,
        degrees_of_freedom=freedom,
        p_value=p_value(slope, error, degrees_of_freedom=freedom),
        bias=slope,
        bias_standard_error=error,
        limit=limit,
    )


def _random_effects(
    values: Numbers,
    variances: Numbers,
    along: Numbers,
    method: str,
    name: str,
    freedom: int | None,
    level: float,
    has_limit: bool,
) -> AsymmetryTest:
    if method not in MODEL_ESTIMATORS:
        raise CannotComputeError(f"{name}: unknown method {method!r}")
    if is_flat(along):
        raise CannotComputeError(f"{name}: all studies have the same precision or size")
    # Scaled so that the columns of the design are of one size, whatever the unit.
    scale = float(np.abs(along).max())
    model = Regression(values, variances, np.column_stack((np.ones_like(along), along / scale)))
    weights = model.weights(float(MODEL_ESTIMATORS[method](model)))
    intercept, slope = model.coefficients_at(weights).tolist()
    errors = np.sqrt(np.diagonal(model.covariance_at(weights))).tolist()
    reach = quantile(level, freedom) * errors[0]
    return AsymmetryTest(
        name=name,
        studies=len(values),
        statistic=slope / errors[1],
        degrees_of_freedom=freedom,
        p_value=p_value(slope, errors[1], degrees_of_freedom=freedom),
        bias=slope / scale,
        bias_standard_error=errors[1] / scale,
        limit=LimitEstimate(intercept, intercept - reach, intercept + reach) if has_limit else None,
    )

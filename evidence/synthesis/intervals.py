"""Tests of coefficients, confidence intervals and prediction intervals.

The prediction interval is that of Higgins, Thompson and Spiegelhalter (2009,
doi:10.1111/j.1467-985X.2008.00552.x), with t on k−2 degrees of freedom, as Riley and others
(2011, doi:10.1136/bmj.d549) and the Cochrane Handbook 10.10.4.3 give it. metafor's own default,
the distribution of the test, is narrower with few studies and is kept for comparison with it.
"""

from __future__ import annotations

import math
from enum import StrEnum

from scipy.special import betainc, ndtr, ndtri, stdtrit

LEVEL = 0.95


class Inference(StrEnum):
    """How uncertainty of a pooled effect or of coefficients is judged.

    ``z`` takes the normal distribution and ``t`` Student's with k − p degrees of freedom.
    Knapp and Hartung (2003, doi:10.1002/sim.1482) take Student's and scale the variance by the
    weighted residual spread; with the floor that scale is never below 1, so that the interval is
    never narrower than that of ``t`` (Rover and others 2015, doi:10.1186/s12874-015-0091-1).
    """

    Z = "z"
    T = "t"
    KNAPP_HARTUNG = "knapp-hartung"
    KNAPP_HARTUNG_FLOOR = "knapp-hartung-floor"

    @property
    def is_scaled(self) -> bool:
        """Whether the variance is scaled by the spread of the residuals."""
        return self in (Inference.KNAPP_HARTUNG, Inference.KNAPP_HARTUNG_FLOOR)


class PredictionConvention(StrEnum):
    """Which distribution a prediction interval is built on."""

    HIGGINS_RILEY = "t(k-2)"
    ONE_MORE_DEGREE = "t(k-1)"
    NORMAL = "normal"


def quantile(level: float, degrees_of_freedom: float | None = None) -> float:
    """How many standard errors an interval reaches; normal without degrees of freedom."""
    if degrees_of_freedom is None:
        return float(ndtri(0.5 + level / 2))
    return float(stdtrit(degrees_of_freedom, 0.5 + level / 2))


def confidence_interval(
    value: float,
    standard_error: float,
    level: float = LEVEL,
    *,
    degrees_of_freedom: float | None = None,
) -> tuple[float, float]:
    """Symmetric interval on the normal distribution, or on Student's with its freedom."""
    reach = quantile(level, degrees_of_freedom) * standard_error
    return value - reach, value + reach


def p_value(
    value: float, standard_error: float, *, degrees_of_freedom: float | None = None
) -> float:
    """Two-sided p value against no effect."""
    if standard_error == 0:
        return 1.0 if value == 0 else 0.0
    statistic = value / standard_error
    if degrees_of_freedom is None:
        return 2 * float(ndtr(-abs(statistic)))
    share = degrees_of_freedom / (degrees_of_freedom + statistic * statistic)
    return float(betainc(degrees_of_freedom / 2, 0.5, share))


def prediction_interval(
    value: float,
    standard_error: float,
    between_study_variance: float,
    studies: int,
    *,
    convention: PredictionConvention = PredictionConvention.HIGGINS_RILEY,
    level: float = LEVEL,
    fewest: int = 3,
) -> tuple[float, float] | None:
    """Where the effect of a new study is expected; ``None`` with fewer studies than ``fewest``.

    With fewer than three, Student's distribution keeps one degree of freedom, as in metafor; such
    an interval says nothing and is there for comparison alone.
    """
    if studies < fewest:
        return None
    freedom = {
        PredictionConvention.HIGGINS_RILEY: max(1, studies - 2),
        PredictionConvention.ONE_MORE_DEGREE: max(1, studies - 1),
        PredictionConvention.NORMAL: None,
    }[convention]
    reach = quantile(level, freedom) * math.sqrt(standard_error**2 + between_study_variance)
    return value - reach, value + reach

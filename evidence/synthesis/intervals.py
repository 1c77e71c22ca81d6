"""Confidence and prediction intervals.

Confidence intervals and tests are Wald's, with the normal distribution, as metafor's default.
The prediction interval is that of Higgins, Thompson and Spiegelhalter (2009,
doi:10.1111/j.1467-985X.2008.00552.x), with t on k−2 degrees of freedom, as Riley and others
(2011, doi:10.1136/bmj.d549) and the Cochrane Handbook 10.10.4.3 give it. metafor's own default,
the normal distribution, is narrower with few studies and is kept for comparison with it.
"""

from __future__ import annotations

import math
from enum import StrEnum

from scipy.special import ndtr, ndtri, stdtrit

LEVEL = 0.95


class PredictionConvention(StrEnum):
    """Which distribution a prediction interval is built on."""

    HIGGINS_RILEY = "t(k-2)"
    NORMAL = "normal"


def confidence_interval(
    value: float, standard_error: float, level: float = LEVEL
) -> tuple[float, float]:
    """Wald interval on the normal distribution."""
    reach = float(ndtri(0.5 + level / 2)) * standard_error
    return value - reach, value + reach


def p_value(value: float, standard_error: float) -> float:
    """Two-sided p value of Wald's test against no effect."""
    if standard_error == 0:
        return 1.0 if value == 0 else 0.0
    return 2 * float(ndtr(-abs(value / standard_error)))


def prediction_interval(
    value: float,
    standard_error: float,
    between_study_variance: float,
    studies: int,
    *,
    convention: PredictionConvention = PredictionConvention.HIGGINS_RILEY,
    level: float = LEVEL,
) -> tuple[float, float] | None:
    """Where the effect of a new study is expected; ``None`` with fewer than three studies."""
    if studies < 3:
        return None
    if convention is PredictionConvention.NORMAL:
        quantile = float(ndtri(0.5 + level / 2))
    else:
        quantile = float(stdtrit(studies - 2, 0.5 + level / 2))
    reach = quantile * math.sqrt(standard_error**2 + between_study_variance)
    return value - reach, value + reach

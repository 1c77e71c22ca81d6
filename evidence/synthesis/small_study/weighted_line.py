"""A straight line through points by weighted least squares."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.refusal import CannotComputeError

# A predictor that varies by less, relative to its size, cannot be told from the intercept.
_FLAT = 1e-10
# Residuals below this share of the largest value are rounding, and a test would divide by them.
_ROUNDING = 1e-14


@dataclass(frozen=True, slots=True)
class WeightedLine:
    """Intercept and slope with their standard errors.

    ``residual_variance`` is the dispersion that the standard errors are multiplied with: 1 would
    mean that points scatter as their weights, taken as inverse variances, say.
    """

    intercept: float
    slope: float
    intercept_standard_error: float
    slope_standard_error: float
    residual_variance: float
    degrees_of_freedom: int


def is_flat(x: Numbers) -> bool:
    """Whether a predictor varies too little to be told from the intercept."""
    return bool(np.ptp(x) <= _FLAT * np.abs(x).max())


def weighted_line(x: Numbers, y: Numbers, weights: Numbers, *, purpose: str) -> WeightedLine:
    """The line through at least three points; those of no weight are left out.

    Raises:
        CannotComputeError: when there are fewer points, all have the same ``x``, or all lie
            exactly on a line, which leaves no scatter to test against.
    """
    used = weights > 0
    x, y, weights = x[used], y[used], weights[used]
    freedom = len(x) - 2
    if freedom < 1:
        raise CannotComputeError(f"{purpose} needs at least 3 studies, not {len(x)}")
    scale = float(weights.max())
    weights = weights / scale
    total = float(weights.sum())
    # Against the first point, so that equal values give exactly a level line.
    middle = float(x[0]) + float(weights @ (x - x[0])) / total
    level = float(y[0]) + float(weights @ (y - y[0])) / total
    across, up = x - middle, y - level
    if is_flat(x):
        raise CannotComputeError(f"{purpose}: all studies have the same precision or size")
    spread = float(weights @ (across * across))
    slope = float(weights @ (across * up)) / spread
    residuals = up - slope * across
    if float(np.abs(residuals).max()) <= _ROUNDING * float(np.abs(y).max()):
        raise CannotComputeError(f"{purpose}: the effects lie on a line, without scatter to test")
    variance = float(weights @ (residuals * residuals)) / freedom
    return WeightedLine(
        intercept=level - slope * middle,
        slope=slope,
        intercept_standard_error=math.sqrt(variance * (1 / total + middle * middle / spread)),
        slope_standard_error=math.sqrt(variance / spread),
        residual_variance=variance * scale,
        degrees_of_freedom=freedom,
    )

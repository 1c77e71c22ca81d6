"""Estimators of the between-study variance τ².

REML follows the restricted likelihood (Viechtbauer 2005, doi:10.3102/10769986030003261). It can
have several maxima, so the score is scanned from 0 to the largest value a root can have, every
root is polished by Newton's method inside its bracket, and the one with the highest likelihood
is taken. Each evaluation costs O(k), against O(k³) for implementations with k×k matrices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_GRID = np.concatenate(([0.0], np.logspace(-10, 0, 41)))
_MOST_STEPS = 200
# Newton's method doubles the digits, so that a step this small ends at the last of them.
_CLOSE = 1e-12


def none(values: Numbers, variances: Numbers) -> float:
    """Zero: the common-effect model knows no between-study variance."""
    del values, variances
    return 0.0


def dersimonian_laird(values: Numbers, variances: Numbers) -> float:
    """Moment estimator of DerSimonian and Laird (1986, doi:10.1016/0197-2456(86)90046-2)."""
    if len(values) < 2:
        return 0.0
    weights = 1 / variances
    total = weights.sum()
    mean = weights @ values / total
    q = weights @ (values - mean) ** 2
    scale = total - weights @ weights / total
    return max(0.0, float((q - (len(values) - 1)) / scale))


def restricted_maximum_likelihood(values: Numbers, variances: Numbers) -> float:
    """REML estimator, converged to the precision of the arithmetic."""
    if len(values) < 2:
        return 0.0
    # No root lies above the squared range R²: there w²r² ≤ w(1 − w/Σw) for every study, because
    # a residual is at most R(1 − w/Σw), so the score cannot be positive.
    top = float(np.ptp(values)) ** 2
    if top == 0:
        return 0.0
    grid = _GRID * top
    scores = _scores(values, variances, grid)
    falls = np.flatnonzero((scores[:-1] > 0) & (scores[1:] <= 0))
    candidates = [_root(values, variances, grid[index], grid[index + 1]) for index in falls]
    if scores[0] <= 0:
        candidates.append(0.0)
    if len(candidates) == 1:
        return candidates[0]
    return max(candidates, key=lambda each: _log_likelihood(values, variances, each), default=0.0)


def _scores(values: Numbers, variances: Numbers, points: Numbers) -> Numbers:
    """Derivative of the restricted log-likelihood at each point, without its factor ½."""
    weights = 1 / (variances + points[:, None])
    squares = weights * weights
    total = weights.sum(axis=1)
    mean = weights @ values / total
    residuals = values - mean[:, None]
    scores: Numbers = (squares * residuals**2).sum(axis=1) - total + squares.sum(axis=1) / total
    return scores


def _score_and_slope(values: Numbers, variances: Numbers, point: float) -> tuple[float, float]:
    weights = 1 / (variances + point)
    squares = weights * weights
    cubes = squares * weights
    total = float(weights.sum())
    residuals = values - float(weights @ values) / total
    second, third = float(squares.sum()), float(cubes.sum())
    residuals_squared = residuals * residuals
    score = float(squares @ residuals_squared) - total + second / total
    slope = (
        second
        - 2 * third / total
        + (second / total) ** 2
        - 2 * float(cubes @ residuals_squared)
        + 2 * float(squares @ residuals) ** 2 / total
    )
    return score, slope


def _root(values: Numbers, variances: Numbers, low: float, high: float) -> float:
    """The root of the score in a bracket where it falls through zero."""
    point = (low + high) / 2
    for _ in range(_MOST_STEPS):
        score, slope = _score_and_slope(values, variances, point)
        if score > 0:
            low = point
        else:
            high = point
        following = point - score / slope if slope < 0 else low
        if not low < following < high:
            following = (low + high) / 2
        if abs(following - point) <= _CLOSE * point or high - low <= _CLOSE * high:
            return float(following)
        point = following
    return float(point)


def _log_likelihood(values: Numbers, variances: Numbers, point: float) -> float:
    weights = 1 / (variances + point)
    total = float(weights.sum())
    residuals = values - float(weights @ values) / total
    return 0.5 * float(np.log(weights).sum() - np.log(total) - weights @ residuals**2)


ESTIMATORS: Mapping[str, Callable[[Numbers, Numbers], float]] = MappingProxyType(
    {"common": none, "DL": dersimonian_laird, "REML": restricted_maximum_likelihood}
)

"""The likelihood of τ² in the normal model, and the τ² at which it is highest.

The likelihood and the restricted one can have several maxima. The score is therefore scanned from
0 to a τ² above which it can have no root, each fall through zero is polished by Newton's method
inside its bracket, and the maximum with the highest likelihood is taken (Viechtbauer 2005,
doi:10.3102/10769986030003261, gives both scores).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from evidence.synthesis.random_effects.linear_model import LinearModel, Numbers

_GRID = np.concatenate(([0.0], np.logspace(-10, 0, 41)))
_MOST_STEPS = 200
# Newton's method doubles the digits, so that a step this small ends at the last of them.
_CLOSE = 1e-7
# As many steps may stay inside their bracket without narrowing it.
_NEWTON_ALONE = 10
# Numbers in one scan, so that its arrays stay within the processor's cache.
_AT_ONCE = 100_000
_LOG_TWO_PI = math.log(2 * math.pi)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The highest likelihood of a model, restricted for REML, and what criteria make of it.

    ``bic`` is ``None`` where no degree of freedom is left to count.
    """

    log_likelihood: float
    aic: float
    bic: float | None
    aicc: float


def log_likelihood(model: LinearModel, between: Numbers | float, *, restricted: bool) -> Numbers:
    """The log-likelihood at a τ², with all constants."""
    weights = model.weights(np.asarray(between)[..., None])
    residuals = model.residuals(weights)
    # The logarithm of 1 stands where a row is filled up.
    logs = np.log(np.where(weights > 0, weights, 1.0)).sum(axis=-1)
    misfit = (weights * residuals * residuals).sum(axis=-1)
    if not restricted:
        return np.asarray(0.5 * (logs - misfit - model.count * _LOG_TWO_PI))
    freedom = model.count - model.coefficients
    return np.asarray(
        0.5 * (logs - misfit - freedom * _LOG_TWO_PI - model.log_determinant(weights))
    )


def criteria(model: LinearModel, between: float, *, restricted: bool) -> Likelihood:
    """The likelihood with the criteria of Akaike and Schwarz, as they are commonly counted.

    Parameters are the coefficients and τ²; for REML, k − p stands for the number of studies.
    """
    value = float(log_likelihood(model, between, restricted=restricted))
    parameters = model.coefficients + 1
    count = float(model.count) - (model.coefficients if restricted else 0)
    enough = max(count, parameters + 2)
    return Likelihood(
        log_likelihood=value,
        aic=2 * parameters - 2 * value,
        bic=parameters * math.log(count) - 2 * value if count else None,
        aicc=2 * parameters * enough / (enough - parameters - 1) - 2 * value,
    )


def maximise(model: LinearModel, *, restricted: bool) -> Numbers:
    """τ² with the highest likelihood, for one analysis or for each of many."""
    stacked = model.stacked()
    tops = np.atleast_1d(_above_all_roots(stacked))
    found = np.zeros(len(tops))
    # Where no τ² above 0 can be a root, the likelihood falls from 0 on.
    open_rows = np.flatnonzero(tops > 0)
    step = max(1, _AT_ONCE // (len(_GRID) * model.values.shape[-1]))
    for start in range(0, len(open_rows), step):
        chosen = open_rows[start : start + step]
        found[chosen] = _highest(stacked.rows(chosen), tops[chosen], restricted)
    return found.reshape(model.values.shape[:-1])


def _above_all_roots(model: LinearModel) -> Numbers:
    """A τ² that no root of the score exceeds; not above 0 where there is none.

    With the residual sum of squares S of the unweighted fit, yᵀP²y ≤ S/(v_min + τ²)², and
    tr P ≥ (k − p)/(v_max + τ²); the score, their difference, is not positive beyond the root of
    the quadratic that sets the two bounds equal.
    """
    precisions = model.weights(0.0)
    equal = (precisions > 0).astype(np.float64)
    residuals = model.residuals(equal) * equal
    spread = np.vecdot(residuals, residuals) / (model.count - model.coefficients)
    least = 1 / precisions.max(axis=-1)
    most = (model.variances * equal).max(axis=-1)
    root = (spread - 2 * least + np.sqrt(spread * spread + 4 * spread * (most - least))) / 2
    # Two studies of one variance have their root there; rounding must not put it outside.
    return np.asarray(1.01 * root)


def _highest(model: LinearModel, tops: Numbers, restricted: bool) -> Numbers:
    """The best of all maxima for each of stacked analyses."""
    count = len(tops)
    grid = tops[:, None] * _GRID
    rows = np.repeat(np.arange(count), len(_GRID))
    scores = _score(model.rows(rows), grid.ravel(), restricted).reshape(grid.shape)
    row, column = np.nonzero((scores[:, :-1] > 0) & (scores[:, 1:] <= 0))
    before, after = (row, column), (row, column + 1)
    # Where a straight line between the ends of the bracket crosses zero.
    share = scores[before] / (scores[before] - scores[after])
    start = grid[before] + share * (grid[after] - grid[before])
    roots = _polished(model.rows(row), start, grid[before], grid[after], restricted)
    at_zero = np.flatnonzero(scores[:, 0] <= 0)
    owners = np.concatenate((row, at_zero))
    candidates = np.concatenate((roots, np.zeros(len(at_zero))))
    if len(owners) > count:
        heights = log_likelihood(model.rows(owners), candidates, restricted=restricted)
        # Of equal heights the last written stays: the lower τ², zero before all.
        order = np.lexsort((-candidates, heights))
        owners, candidates = owners[order], candidates[order]
    best = np.zeros(count)
    best[owners] = candidates
    return best


def _score(model: LinearModel, between: Numbers, restricted: bool) -> Numbers:
    """Derivative of the log-likelihood at each τ², without its factor ½."""
    weights = model.weights(between[:, None])
    weighted = weights * model.residuals(weights)
    trace = model.trace(weights) if restricted else weights.sum(axis=-1)
    score: Numbers = (weighted * weighted).sum(axis=-1) - trace
    return score


def _score_and_slope(
    model: LinearModel, between: Numbers, restricted: bool
) -> tuple[Numbers, Numbers]:
    weights = model.weights(between[:, None])
    moments = model.moments(weights)
    if restricted:
        return moments.q2 - moments.trace, moments.trace2 - 2 * moments.q3
    squares = (weights * weights).sum(axis=-1)
    return moments.q2 - weights.sum(axis=-1), squares - 2 * moments.q3


def _polished(
    model: LinearModel, start: Numbers, low: Numbers, high: Numbers, restricted: bool
) -> Numbers:
    """The root of the score in each bracket where it falls through zero."""
    # Below this, a step is the rounding of τ² + v.
    noise = 1e-16 * model.variances.min(axis=-1)
    point = start
    for step in range(_MOST_STEPS):
        score, slope = _score_and_slope(model, point, restricted)
        following = point - score / np.where(slope < 0, slope, -np.inf)
        inside = (slope < 0) & (low < following) & (following < high)
        if step >= _NEWTON_ALONE or not inside.all():
            low, high = np.where(score > 0, point, low), np.where(score > 0, high, point)
            inside &= (low < following) & (following < high)
            following = np.where(inside, following, (low + high) / 2)
            inside |= high - low <= 1e-15 * high + noise
        if (inside & (np.abs(following - point) <= _CLOSE * point + noise)).all():
            return following
        point = following
    return point

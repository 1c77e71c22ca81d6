"""Kendall's rank correlation, with ties, exactly or by its normal approximation.

Kendall and Gibbons (1990), Rank Correlation Methods, chapters 4 and 5.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import numpy as np
from scipy.special import ndtr

from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.refusal import CannotComputeError

# The exact distribution costs k⁴/8; beyond this the approximation is off in the fifth digit.
MOST_EXACT = 200


@dataclass(frozen=True, slots=True)
class RankCorrelation:
    """Kendall's score S (concordant minus discordant pairs), τ_b, and the test of no correlation.

    ``p_value`` is exact where ``is_exact``, otherwise it belongs to ``statistic`` on the normal
    distribution.
    """

    tau: float
    score: float
    score_standard_error: float
    statistic: float
    p_value: float
    is_exact: bool


def kendall(x: Numbers, y: Numbers, *, exact: bool = False) -> RankCorrelation:
    """The correlation of at least three pairs, without continuity correction.

    The exact p value is given where it is asked for, nothing is tied, and pairs are not too many.

    Raises:
        CannotComputeError: when there are fewer pairs or all values of one side are equal.
    """
    count = len(x)
    if count < 3:
        raise CannotComputeError(f"a rank correlation needs at least 3 studies, not {count}")
    ties_x, ties_y = _ties(x), _ties(y)
    pairs = count * (count - 1) / 2
    free_x = pairs - sum(each * (each - 1) for each in ties_x) / 2
    free_y = pairs - sum(each * (each - 1) for each in ties_y) / 2
    if free_x == 0 or free_y == 0:
        raise CannotComputeError("a rank correlation needs values that are not all equal")
    score = _score(x, y)
    error = math.sqrt(_variance(count, ties_x, ties_y))
    is_exact = exact and not ties_x and not ties_y and count <= MOST_EXACT
    approximate = 2 * float(ndtr(-abs(score) / error))
    return RankCorrelation(
        tau=score / math.sqrt(free_x * free_y),
        score=float(score),
        score_standard_error=error,
        statistic=score / error,
        p_value=_exact_p_value(score, count) if is_exact else approximate,
        is_exact=is_exact,
    )


def _ties(values: Numbers) -> list[int]:
    """The sizes of the groups of equal values."""
    counts = np.unique(values, return_counts=True)[1]
    return [int(each) for each in counts if each > 1]


def _score(x: Numbers, y: Numbers) -> int:
    """Concordant minus discordant pairs, in O(k log k) comparisons."""
    seen: list[float] = []
    score = 0
    pairs = sorted(zip(x.tolist(), y.tolist(), strict=True))
    for _, group in groupby(pairs, key=lambda pair: pair[0]):
        # Pairs that are tied in x are neither concordant nor discordant.
        values = [value for _, value in group]
        for value in values:
            score += bisect_left(seen, value) - (len(seen) - bisect_right(seen, value))
        for value in values:
            insort(seen, value)
    return score


def _variance(count: int, ties_x: list[int], ties_y: list[int]) -> float:
    def single(sizes: list[int]) -> float:
        return sum(each * (each - 1) * (2 * each + 5) for each in sizes)

    def double(sizes: list[int]) -> float:
        return sum(each * (each - 1) for each in sizes)

    def triple(sizes: list[int]) -> float:
        return sum(each * (each - 1) * (each - 2) for each in sizes)

    whole = single([count])
    return (
        (whole - single(ties_x) - single(ties_y)) / 18
        + double(ties_x) * double(ties_y) / (2 * double([count]))
        + triple(ties_x) * triple(ties_y) / (9 * triple([count]))
    )


def _exact_p_value(score: int, count: int) -> float:
    """Two-sided: twice the share of orders at least as far from the middle, on that side."""
    discordant = (count * (count - 1) // 2 - abs(score)) // 2
    return min(1.0, 2 * float(_shares(count)[: discordant + 1].sum()))


@lru_cache(maxsize=32)
def _shares(count: int) -> Numbers:
    """The share of orders of ``count`` values with each number of inversions."""
    shares = np.ones(1)
    for size in range(2, count + 1):
        # Sums of positive terms alone, so that the smallest share keeps all its digits.
        shares = np.convolve(shares, np.full(size, 1 / size))
    shares.setflags(write=False)
    return shares

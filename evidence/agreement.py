"""How far two people who rated the same things agree, beyond what chance gives.

Cohen J. Educ Psychol Meas 1960;20:37–46 (doi:10.1177/001316446002000104) for κ; Cohen J. Psychol
Bull 1968;70:213–220 (doi:10.1037/h0026256) for weighted κ; Fleiss JL, Cohen J, Everitt BS. Psychol
Bull 1969;72:323–327 (doi:10.1037/h0028106) for the large-sample standard error of both.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

_NOTHING_RATED = "no item was rated by both"
_ONE_CATEGORY = "both raters used one and the same category throughout, so chance explains all"
_NO_ERROR = "the large-sample standard error is nil here and says nothing of the uncertainty"
# Sums of a few shares differ from the number meant by less than this.
_ROUNDING = 1e-12


class Weights(StrEnum):
    """How near two different ratings count as being: not at all, by distance, or by its square."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


@dataclass(frozen=True, slots=True)
class Kappa:
    """Agreement beyond chance: 1 is perfect, 0 what chance gives.

    ``value`` is ``None`` where κ is undefined, and the interval where its standard error tells
    nothing; ``reason`` then says why. The interval is kept within −1 and 1.
    """

    weights: Weights
    value: float | None
    standard_error: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two raters on the same items: how many, how many rated alike, their share, and κ.

    ``weighted`` is linearly weighted κ, for ratings that have an order; ``None`` where they have
    none.
    """

    number: int
    agreed: int
    share: float | None
    kappa: Kappa
    weighted: Kappa | None = None


def agreement(
    pairs: Sequence[tuple[str, str]], categories: Sequence[str], *, ordered: bool
) -> Agreement:
    """Agreement of two raters; each pair holds what the one and the other gave to one item.

    Args:
        pairs: Ratings, each one of the categories.
        categories: The scale, from one end to the other where it is ordered.
        ordered: Whether a near rating is a smaller disagreement than a far one.

    Raises:
        ValueError: when a rating is not one of the categories.
    """
    agreed = sum(first == second for first, second in pairs)
    return Agreement(
        number=len(pairs),
        agreed=agreed,
        share=agreed / len(pairs) if pairs else None,
        kappa=kappa(pairs, categories),
        weighted=kappa(pairs, categories, weights=Weights.LINEAR) if ordered else None,
    )


def kappa(
    pairs: Sequence[tuple[str, str]],
    categories: Sequence[str],
    *,
    weights: Weights = Weights.NONE,
    ci_level: float = 0.95,
) -> Kappa:
    """Cohen's κ, or weighted κ, with its standard error and interval.

    Raises:
        ValueError: when a rating is not one of the categories.
    """
    table = _table(pairs, categories)
    if not pairs:
        return Kappa(weights, None, reason=_NOTHING_RATED)
    size = len(categories)
    weight = [[_weight(i, j, size, weights) for j in range(size)] for i in range(size)]
    rows = [sum(row) for row in table]
    columns = [sum(row[j] for row in table) for j in range(size)]
    cells = [(i, j) for i in range(size) for j in range(size)]
    observed = math.fsum(table[i][j] * weight[i][j] for i, j in cells)
    expected = math.fsum(rows[i] * columns[j] * weight[i][j] for i, j in cells)
    if 1 - expected < _ROUNDING:
        return Kappa(weights, None, reason=_ONE_CATEGORY)
    value = (observed - expected) / (1 - expected)
    by_row = [sum(columns[j] * weight[i][j] for j in range(size)) for i in range(size)]
    by_column = [sum(rows[i] * weight[i][j] for i in range(size)) for j in range(size)]
    # Equation 6 of Fleiss, Cohen and Everitt: each cell counts by how far its weight moves κ.
    moved = math.fsum(
        table[i][j]
        * (weight[i][j] * (1 - expected) - (by_row[i] + by_column[j]) * (1 - observed)) ** 2
        for i, j in cells
    )
    spread = moved - (observed * expected - 2 * expected + observed) ** 2
    error = math.sqrt(max(0.0, spread) / len(pairs)) / (1 - expected) ** 2
    if spread < _ROUNDING:
        return Kappa(weights, value, 0.0, reason=_NO_ERROR)
    reach = NormalDist().inv_cdf((1 + ci_level) / 2) * error
    return Kappa(weights, value, error, max(-1.0, value - reach), min(1.0, value + reach))


def _table(
    pairs: Sequence[tuple[str, str]], categories: Sequence[str]
) -> tuple[tuple[float, ...], ...]:
    """Shares of all items: one row for each rating of the first rater."""
    place = {name: number for number, name in enumerate(categories)}
    unknown = [rating for pair in pairs for rating in pair if rating not in place]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not one of the ratings {', '.join(categories)}")
    counts = [[0] * len(place) for _ in place]
    for first, second in pairs:
        counts[place[first]][place[second]] += 1
    total = len(pairs) or 1
    return tuple(tuple(count / total for count in row) for row in counts)


def _weight(row: int, column: int, size: int, weights: Weights) -> float:
    if row == column:
        return 1.0
    if weights is Weights.NONE:
        return 0.0
    distance = abs(row - column) / (size - 1)
    return 1 - (distance if weights is Weights.LINEAR else distance**2)

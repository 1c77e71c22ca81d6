"""Trim and fill: studies that seem to be missing on one side of the funnel, and the mean with them.

Duval and Tweedie (2000, doi:10.1111/j.0006-341X.2000.00455.x and
doi:10.1080/01621459.2000.10473905). It assumes that the funnel is symmetric but for the smallest
or largest effects, and finds missing studies where there is heterogeneity alone (Peters and others
2007, doi:10.1002/sim.2889): a sensitivity analysis, no corrected result.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS, Numbers
from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.random_effects.pooling import COMMON, Pooling, pool, pooled_effect
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.egger import random_effects_egger_test

_PURPOSE = "trim and fill"
_MOST_STEPS = 100


class MissingCount(StrEnum):
    """The estimator of the number of missing studies.

    L0 is the usual one; R0 counts from the rightmost run and has a test; Q0 takes a square root
    that is not there when the ranks on one side are too large.
    """

    L0 = "L0"
    R0 = "R0"
    Q0 = "Q0"


class Side(StrEnum):
    """The side of the funnel on which studies are missing."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class TrimAndFill:
    """How many studies are missing on which side, and the model with them filled in.

    ``filled`` holds the effects and variances that were added. ``missing_standard_error`` is
    ``None`` where its formula has no root; ``p_value``, of no study missing, belongs to R0.
    """

    estimator: MissingCount
    side: Side
    missing: int
    missing_standard_error: float | None
    p_value: float | None
    filled: tuple[tuple[float, float], ...]
    pooling: Pooling


def trim_and_fill(
    values: ArrayLike,
    variances: ArrayLike,
    *,
    estimator: MissingCount = MissingCount.L0,
    side: Side | None = None,
    method: str = COMMON,
    test: str = Inference.Z,
    level: float = LEVEL,
) -> TrimAndFill:
    """Trim one side until the rest is symmetric, then fill in mirror images of what was trimmed.

    Without a ``side``, it is the one that Egger's regression with τ² of ``method`` points to.

    Raises:
        CannotComputeError: with fewer than three studies, where Q0 has no root or R0 no study on
            the side of the missing ones, or where the count does not settle.
    """
    found, spread = checked_effects(values, variances, least=3, purpose=_PURPOSE)
    if method not in ESTIMATORS:
        raise CannotComputeError(f"{_PURPOSE}: unknown method {method!r}")
    chosen = side or _side(found, spread, method)
    sign = -1.0 if chosen is Side.RIGHT else 1.0
    order = np.argsort(sign * found, kind="stable")
    mirrored, spread = sign * found[order], spread[order]
    missing, exact_count, mean = _missing(mirrored, spread, estimator, method)
    trimmed = slice(len(found) - missing, len(found))
    added = sign * (2 * mean - mirrored[trimmed])
    return TrimAndFill(
        estimator=estimator,
        side=chosen,
        missing=missing,
        missing_standard_error=missing_standard_error_of(exact_count, len(found), estimator),
        p_value=0.5 ** (missing + 1) if estimator is MissingCount.R0 else None,
        filled=tuple(zip(added.tolist(), spread[trimmed].tolist(), strict=True)),
        pooling=pool(
            np.concatenate((sign * mirrored, added)),
            np.concatenate((spread, spread[trimmed])),
            method,
            test=test,
            level=level,
        ),
    )


def _side(values: Numbers, variances: Numbers, method: str) -> Side:
    slope = random_effects_egger_test(values, variances, method=method).bias
    return Side.RIGHT if slope < 0 else Side.LEFT


def _missing(
    values: Numbers, variances: Numbers, estimator: MissingCount, method: str
) -> tuple[int, float, float]:
    """The number of missing studies, the same before rounding, and the mean of the rest."""
    count, missing, seen = len(values), 0, set[int]()
    while missing not in seen and len(seen) < _MOST_STEPS:
        seen.add(missing)
        kept = values[: count - missing]
        their_variances = variances[: count - missing]
        between = ESTIMATORS[method](kept, their_variances)
        mean = pooled_effect(kept, their_variances, between, method).value
        exact_count = estimated_missing(values - mean, estimator)
        following = max(0, round(exact_count))
        if following == missing:
            return missing, exact_count, mean
        if following >= count:
            raise CannotComputeError(f"{_PURPOSE} ({estimator}): every study would be trimmed")
        missing = following
    raise CannotComputeError(f"{_PURPOSE} ({estimator}): the number of missing studies circles")


def estimated_missing(centred: Numbers, estimator: MissingCount) -> float:
    """How many studies are missing, before rounding, from sorted effects around a mean.

    Raises:
        CannotComputeError: where Q0 has no root, or R0 no study below the mean.
    """
    count = len(centred)
    order = np.argsort(np.abs(centred), kind="stable")
    ranks = np.empty(count)
    ranks[order] = np.arange(1, count + 1)
    if estimator is MissingCount.R0:
        below = ranks[centred < 0]
        if len(below) == 0:
            raise CannotComputeError(f"{_PURPOSE} (R0): no effect lies below the mean")
        return count - float(below.max()) - 1
    ranks_above = float(ranks[centred > 0].sum())
    if estimator is MissingCount.L0:
        return (4 * ranks_above - count * (count + 1)) / (2 * count - 1)
    square = 2 * count**2 - 4 * ranks_above + 0.25
    if square < 0:
        raise CannotComputeError(
            f"{_PURPOSE} (Q0): the ranks above the mean sum to {ranks_above:g} of "
            f"{count * (count + 1) // 2}, for which the estimator has no value; use L0 or R0"
        )
    return count - 0.5 - math.sqrt(square)


def missing_standard_error_of(missing: float, count: int, estimator: MissingCount) -> float | None:
    """The standard error of the estimate before rounding, ``None`` where it has no root."""
    if estimator is MissingCount.R0:
        return math.sqrt(2 * max(0.0, missing) + 2)
    variance = (
        count * (count + 1) * (2 * count + 1)
        + 10 * missing**3
        + 27 * missing**2
        + 17 * missing
        - 18 * count * missing**2
        - 18 * count * missing
        + 6 * count**2 * missing
    ) / 24
    if variance < 0:
        return None
    if estimator is MissingCount.L0:
        return 4 * math.sqrt(variance) / (2 * count - 1)
    square = (count - 0.5) ** 2 - missing * (2 * count - missing - 1)
    return 2 * math.sqrt(variance) / math.sqrt(square) if square > 0 else None

"""Fail-safe N: how many studies without an effect would undo a result. Not to be relied on.

The number takes for granted that what is missing shows no effect on average, ignores how large
and how different studies are, and has no interval; the three definitions give answers that differ
by an order of magnitude (Becker 2005, doi:10.1002/0470870168.ch7; Cochrane Handbook 13.3.5.5
advises against it). It is here because reviews report it and readers want to check it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.refusal import CannotComputeError

CAUTION = (
    "fail-safe N assumes that missing studies show no effect on average and ignores heterogeneity; "
    "it is no evidence that publication bias is absent"
)
# A count this close to a whole number is that number, not the next.
_WHOLE = float(np.finfo(np.float64).eps ** 0.5)


@dataclass(frozen=True, slots=True)
class FailSafe:
    """The number of studies by one definition.

    ``p_value`` is of the combined test, where the definition has one; ``mean_effect`` and
    ``target`` are the mean of the studies and the one that would be trivial, where it has those.
    """

    definition: str
    studies: int
    number: int
    p_value: float | None = None
    mean_effect: float | None = None
    target: float | None = None
    caution: str = CAUTION


def rosenthal(values: ArrayLike, variances: ArrayLike, *, alpha: float = 0.05) -> FailSafe:
    """Studies of mean z = 0 that bring Stouffer's combined one-sided p value to ``alpha``.

    Rosenthal (1979, doi:10.1037/0033-2909.86.3.638).
    """
    found, spread = checked_effects(values, variances, least=1, purpose="Rosenthal's fail-safe N")
    count = len(found)
    combined = abs(float((found / np.sqrt(spread)).sum())) / math.sqrt(count)
    ratio = combined / float(-ndtri(alpha))
    return FailSafe(
        definition="Rosenthal",
        studies=count,
        number=_whole(count * ratio * ratio - count),
        p_value=float(ndtr(-combined)),
    )


def orwin(
    values: ArrayLike, variances: ArrayLike | None = None, *, target: float | None = None
) -> FailSafe:
    """Studies of no effect that bring the mean effect to ``target``, half of it unless given.

    Orwin (1983, doi:10.3102/10769986008002157). The mean is plain, as his, or weighted by 1/v
    where variances are given.

    Raises:
        CannotComputeError: when the target is no effect, which no number of studies reaches.
    """
    given = np.ones_like(np.asarray(values, dtype=np.float64)) if variances is None else variances
    found, spread = checked_effects(values, given, least=1, purpose="Orwin's fail-safe N")
    weights = spread.min() / spread
    mean = float(weights @ found) / float(weights.sum())
    aim = mean / 2 if target is None else math.copysign(target, mean)
    if aim == 0:
        raise CannotComputeError("Orwin's fail-safe N: no number of studies brings a mean to zero")
    return FailSafe(
        definition="Orwin",
        studies=len(found),
        number=_whole(len(found) * (mean - aim) / aim),
        mean_effect=mean,
        target=aim,
    )


def rosenberg(values: ArrayLike, variances: ArrayLike, *, alpha: float = 0.05) -> FailSafe:
    """Studies of no effect and average weight that bring the common-effect p value to ``alpha``.

    Rosenberg (2005, doi:10.1111/j.0014-3820.2005.tb01004.x).
    """
    found, spread = checked_effects(values, variances, least=1, purpose="Rosenberg's fail-safe N")
    weights = 1 / spread
    total, count = float(weights.sum()), len(found)
    mean = float(weights @ found) / total
    statistic = mean * math.sqrt(total)
    # What weight, added at no effect, would leave the test at its threshold.
    needed = (statistic / float(ndtri(alpha / 2))) ** 2 - 1
    return FailSafe(
        definition="Rosenberg",
        studies=count,
        number=_whole(count * needed),
        p_value=2 * float(ndtr(-abs(statistic))),
        mean_effect=mean,
    )


def _whole(number: float) -> int:
    """The next whole number, none below zero."""
    number = max(0.0, number)
    nearest = round(number)
    return nearest if abs(number - nearest) < _WHOLE else math.ceil(number)

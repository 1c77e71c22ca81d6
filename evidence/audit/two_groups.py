"""The usual comparisons of two independent means, from means and standard deviations as printed.

Student's test pools the variances, Welch's does not (Welch 1947, doi:10.1093/biomet/34.1-2.28).
Every figure is a range: over both tests, and over what rounding may have hidden.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from scipy.special import ndtri, stdtr

from evidence.audit.printed import (
    Range,
    as_printed,
    difference,
    distance_from_zero,
    spread_as_printed,
)
from evidence.model.study import Arm, ArmRole, Outcome


@dataclass(frozen=True, slots=True)
class Group:
    """Mean, standard deviation and size of one group, as printed."""

    mean: float
    sd: float
    total: int


@dataclass(frozen=True, slots=True)
class TwoGroups:
    """An intervention and a comparator group with means."""

    intervention: Group
    comparator: Group

    @property
    def difference(self) -> float:
        """Intervention minus comparator, of the printed means."""
        return self.intervention.mean - self.comparator.mean

    @property
    def difference_range(self) -> Range:
        """What the difference can be before rounding."""
        return difference(as_printed(self.intervention.mean), as_printed(self.comparator.mean))

    @property
    def standard_error_range(self) -> Range:
        """The smallest and the largest standard error of the difference."""
        found = [error for error, _ in self._errors()]
        return Range(min(found), max(found))

    @property
    def z_range(self) -> Range:
        """The absolute z that stands for the p values of both tests."""
        distance = distance_from_zero(self.difference_range)
        lows, highs = [], []
        for error, freedom in self._errors():
            lows.append(_z(distance.low, error, freedom))
            highs.append(_z(distance.high, error, freedom))
        return Range(min(lows), max(highs))

    def _errors(self) -> Iterator[tuple[float, float]]:
        """Standard errors with their degrees of freedom: both tests at both ends of rounding."""
        first, second = self.intervention.total, self.comparator.total
        one = spread_as_printed(self.intervention.sd)
        other = spread_as_printed(self.comparator.sd)
        for sd1, sd2 in ((one.low, other.low), (one.high, other.high)):
            pooled = ((first - 1) * sd1**2 + (second - 1) * sd2**2) / (first + second - 2)
            yield math.sqrt(pooled * (1 / first + 1 / second)), first + second - 2
            parts = (sd1**2 / first, sd2**2 / second)
            freedom = float(first + second - 2)
            if sum(parts) > 0:
                shares = parts[0] ** 2 / (first - 1) + parts[1] ** 2 / (second - 1)
                freedom = sum(parts) ** 2 / shares
            yield math.sqrt(sum(parts)), freedom


def groups_of(outcome: Outcome) -> TwoGroups | None:
    """The two groups of an outcome with one intervention and one comparator arm of means."""
    sides = [
        [arm for arm in outcome.arms if arm.role is role]
        for role in (ArmRole.INTERVENTION, ArmRole.COMPARATOR)
    ]
    if [len(side) for side in sides] != [1, 1]:
        return None
    groups = [_group(side[0]) for side in sides]
    if groups[0] is None or groups[1] is None:
        return None
    return TwoGroups(groups[0], groups[1])


def _group(arm: Arm) -> Group | None:
    if arm.mean is None or arm.sd is None or arm.total is None:
        return None
    if not (math.isfinite(arm.mean) and 0 < arm.sd < math.inf and arm.total > 1):
        return None
    return Group(arm.mean, arm.sd, arm.total)


def _z(distance: float, error: float, freedom: float) -> float:
    """The absolute z with the two-sided p value of a t statistic."""
    if distance == 0:
        return 0.0
    if error == 0:
        return math.inf
    tail = float(stdtr(freedom, -distance / error))
    return -float(ndtri(tail)) if tail > 0 else math.inf

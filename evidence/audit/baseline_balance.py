"""How alike randomised groups were before treatment, against what chance makes of them.

Each row of a baseline table gives the p value of its difference: analysis of variance for means
from means and standard deviations, Fisher's exact test for counts. In a sound trial these are
spread evenly; Stouffer's method adds them up (Carlisle 2017, doi:10.1111/anae.13938). Three things
spoil that even spread without any fault of the trial, and each is met here:

* rounding: z is the mean over what the figures may have been before they were shortened, at the
  points of a Halton sequence, so that the same table always gives the same answer,
* counts: so it is over the chance of tables that are as likely as the one seen (mid-p and around),
* correlated variables: large differences come together, so that the sum is held against the spread
  it has when any two of its terms are correlated by ``CORRELATION``, as variables correlated by 0.3
  give. Small ones do not: in simulations correlations up to 0.5 leave that end as it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtrc, gammaln, ndtr, ndtri

from evidence.audit.printed import half_unit
from evidence.audit.recomputed import LARGEST_TABLE
from evidence.model.study import Arm, BaselineRow

CORRELATION = 0.1
# No row may decide alone.
_LEAST_P = 1e-4
_POINTS = 64
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
_MOST_GROUPS = len(_PRIMES) // 2

_Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Balance:
    """What the rows of one baseline table add up to.

    ``alike`` is the chance that sound groups are as alike as these, ``apart``, with room for
    correlation, that they are as far apart. ``p_values`` are those of the rows used, each in the
    middle of what rounding allows.
    """

    rows: int
    p_values: tuple[float, ...]
    alike: float
    apart: float


def balance(rows: Sequence[BaselineRow]) -> Balance | None:
    """The balance of a baseline table, ``None`` where no row can be tested."""
    found = [z for row in _independent(rows) if (z := z_of_row(row)) is not None]
    if not found:
        return None
    together = sum(found) / math.sqrt(len(found))
    correlated = together / math.sqrt(1 + (len(found) - 1) * CORRELATION)
    return Balance(
        rows=len(found),
        p_values=tuple(float(ndtr(z)) for z in found),
        alike=float(ndtr(-together)),
        apart=float(ndtr(correlated)),
    )


def z_of_row(row: BaselineRow) -> float | None:
    """The z of a row's p value, above 0 where the groups are more alike than usual."""
    if not 2 <= len(row.arms) <= _MOST_GROUPS:
        return None
    p_values = _of_means(row.arms)
    if p_values is None:
        p_values = _of_counts(row.arms)
    if p_values is None:
        return None
    return float(np.mean(ndtri(np.clip(p_values, _LEAST_P, 1 - _LEAST_P))))


def _of_means(arms: Sequence[Arm]) -> _Numbers | None:
    for arm in arms:
        if arm.mean is None or arm.sd is None or arm.total is None or arm.total < 2:
            return None
        if not (math.isfinite(arm.mean) and 0 < arm.sd < math.inf):
            return None
    groups = len(arms)
    shift = 2 * _halton(2 * groups) - 1
    sizes = np.array([float(arm.total or 0) for arm in arms])
    printed = np.array([arm.mean or 0.0 for arm in arms])
    spread = np.array([arm.sd or 0.0 for arm in arms])
    # Cutting off moves all means the same way, so that half a unit is enough for differences.
    means = printed - printed[0] + shift[:, :groups] * [half_unit(arm.mean or 0.0) for arm in arms]
    sds = np.maximum(0.0, spread + shift[:, groups:] * [half_unit(arm.sd or 0.0) for arm in arms])
    people = sizes.sum()
    centres = (means @ sizes / people)[:, None]
    between = (means - centres) ** 2 @ sizes / (groups - 1)
    within = sds**2 @ (sizes - 1) / (people - groups)
    known = within > 0
    if not known.any():
        return None
    ratios = between[known] / within[known]
    found: _Numbers = fdtrc(groups - 1, people - groups, ratios)
    return found


def _of_counts(arms: Sequence[Arm]) -> _Numbers | None:
    """Fisher's p over the chance of tables as likely as the one seen; for two groups."""
    if len(arms) != 2:
        return None
    counts = []
    for arm in arms:
        if arm.events is None or arm.total is None or arm.events != int(arm.events):
            return None
        if not 0 <= arm.events <= arm.total or arm.total == 0:
            return None
        counts.append((int(arm.events), arm.total))
    (a, first), (c, second) = counts
    events = a + c
    if first + second > LARGEST_TABLE or events in (0, first + second):
        return None
    low, high = max(0, events - second), min(first, events)
    seen = np.arange(low, high + 1)
    logs = _log_choose(first, seen) + _log_choose(second, events - seen)
    shares = np.exp(logs - logs.max())
    shares /= shares.sum()
    own = shares[a - low]
    rarer = shares[shares < own * (1 - 1e-7)].sum()
    as_rare = shares[shares <= own * (1 + 1e-7)].sum()
    found: _Numbers = rarer + (as_rare - rarer) * _halton(1)[:, 0]
    return found


def _log_choose(n: int, k: NDArray[np.int64]) -> _Numbers:
    found: _Numbers = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    return found


@cache
def _halton(dimensions: int) -> _Numbers:
    """Points spread evenly over a cube (Halton 1960, doi:10.1007/BF01386213)."""
    points = np.empty((_POINTS, dimensions))
    for column, prime in enumerate(_PRIMES[:dimensions]):
        for row in range(_POINTS):
            rest, value, share = row + 1, 0.0, 1.0
            while rest:
                share /= prime
                rest, digit = divmod(rest, prime)
                value += digit * share
            points[row, column] = value
    points.flags.writeable = False
    return points


def _independent(rows: Sequence[BaselineRow]) -> Iterator[BaselineRow]:
    """Rows without those that follow from the rows just before them.

    Of a variable's categories, which add up to all people of every group, the last tells nothing
    new; nor does a row that repeats another.
    """
    seen: set[tuple[object, ...]] = set()
    kept: list[BaselineRow] = []
    for row in rows:
        numbers = tuple((arm.events, arm.mean, arm.sd, arm.total) for arm in row.arms)
        if numbers not in seen and not _completes(row, kept):
            yield row
        seen.add(numbers)
        kept.append(row)


def _completes(row: BaselineRow, before: Sequence[BaselineRow]) -> bool:
    """Whether a row adds up to everybody with one or more rows right before it."""
    events = [arm.events for arm in row.arms]
    totals = [arm.total for arm in row.arms]
    for earlier in reversed(before):
        if [arm.total for arm in earlier.arms] != totals:
            return False
        sums = []
        for sofar, arm in zip(events, earlier.arms, strict=True):
            if sofar is None or arm.events is None:
                return False
            sums.append(sofar + arm.events)
        events = list(sums)
        if events == totals:
            return True
    return False

"""Whether means and standard deviations can be those of whole numbers.

The mean of n whole numbers is a fraction with n below the line (GRIM: Brown and Heathers 2017,
doi:10.1177/1948550616673876). The sum of their squares is a whole number too, odd exactly where
their sum is (GRIMMER: Anaya 2016, doi:10.7287/peerj.preprints.2400v1; the analytic form is that of
Allard 2018). Of zeros and ones the mean gives the standard deviation (DEBIT: Heathers and Brown
2019, osf.io/5vb3u). Scores that average several items, each a whole number, are fractions of n
times as many.

All three are one-sided: a set of whole numbers always passes, rounded or cut off, with n or n - 1
below the line of the variance. A figure that passes need not be right.
"""

from __future__ import annotations

import math

from evidence.audit.printed import Range, as_printed, overlap, spread_as_printed
from evidence.model.written_number import decimals, number_of

_SLACK = 1e-9
# Where more sums than these print as one mean, some of them fits any standard deviation.
_MOST_SUMS = 500
_LARGEST_SUM = 1e12
# Up to three decimals printed means are tried one by one.
_FINEST = 1_000


def possible_sums(mean: float, count: int) -> range:
    """The whole numbers that, divided by ``count``, print as ``mean``; empty when none does.

    Of sums too large to be told apart, and of very many, only the first few hundred.
    """
    reach = as_printed(mean)
    low, high = reach.low * count, reach.high * count
    if not max(abs(low), abs(high)) < _LARGEST_SUM:
        return range(_MOST_SUMS + 1)
    first, last = math.ceil(low - _SLACK), math.floor(high + _SLACK)
    return range(first, min(last, first + _MOST_SUMS) + 1)


def nearest_means(mean: float, count: int) -> tuple[float, float]:
    """The possible means below and above an impossible one."""
    return math.floor(mean * count) / count, math.ceil(mean * count) / count


def share_caught(mean: float, count: int) -> float:
    """The share of made-up means with as many decimals that would be found impossible."""
    places = decimals(mean)
    unit: int = 10**places
    if unit > _FINEST:
        return max(0.0, 1 - 1.5 * count / unit)
    printed = [number_of(f"{number / unit:.{places}f}") for number in range(unit, 2 * unit)]
    return sum(not possible_sums(each, count) for each in printed) / len(printed)


def sd_is_possible(mean: float, sd: float, people: int, items: int = 1) -> bool:
    """Whether a standard deviation fits whole numbers that print as this mean.

    True also where nothing can be told: below two people, with more than a few hundred sums, or of
    a deviation too large to be squared.
    """
    sums = possible_sums(mean, people * items)
    if people < 2 or not sums or len(sums) > _MOST_SUMS:
        return True
    spread = spread_as_printed(sd)
    scaled = Range(spread.low * items, spread.high * items)
    if not scaled.high < _LARGEST_SUM:
        return True
    return any(_has_squares(total, scaled, people) for total in sums)


def _has_squares(total: int, sd: Range, people: int) -> bool:
    """Whether a sum of squares of the right parity gives a standard deviation in the range."""
    whole, rest = divmod(total, people)
    least = people * whole**2 + rest * (2 * whole + 1)
    for below in (people - 1, people):
        low = below * sd.low**2 + total**2 / people
        high = below * sd.high**2 + total**2 / people
        slack = _SLACK * max(1.0, high)
        first = max(least, math.ceil(low - slack))
        first += (first - total) % 2
        if first <= high + slack:
            return True
    return False


def binary_sds(mean: float, people: int) -> tuple[float, ...]:
    """The standard deviations of as many zeros and ones whose mean prints as ``mean``.

    Empty where nothing can be told: no such mean, or very many people.
    """
    sums = possible_sums(mean, people)
    if len(sums) > _MOST_SUMS:
        return ()
    found = set()
    for ones in sums:
        if 0 <= ones <= people:
            squares = ones * (people - ones) / people
            found |= {math.sqrt(squares / below) for below in (people - 1, people) if below}
    return tuple(sorted(found))


def binary_sd_is_possible(mean: float, sd: float, people: int) -> bool:
    """Whether zeros and ones can have this mean and this standard deviation."""
    sds, spread = binary_sds(mean, people), spread_as_printed(sd)
    return not sds or any(overlap(Range(each, each), spread) for each in sds)

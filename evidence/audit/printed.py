"""What a printed number may have been before it was shortened for print.

Papers round, and some cut off what follows the last digit; a check may call a number wrong only
where neither could have given it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from evidence.model.written_number import WrittenNumber, decimals, written

# Room for the binary form of decimal numbers.
_SLACK = 1e-9
_LESS = 1e-6


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest value that something can have."""

    low: float
    high: float

    def gap(self, other: Range) -> float:
        """How far two ranges lie apart, 0 when they meet."""
        return max(0.0, other.low - self.high, self.low - other.high)

    def in_words(self, form: str = ".3g") -> str:
        """``0.41`` or ``0.38 to 0.44``."""
        low, high = format(self.low, form), format(self.high, form)
        return low if low == high else f"{low} to {high}"


def half_unit(number: float) -> float:
    """Half a unit of the last printed digit: the most that rounding can have moved a number."""
    return 0.5 * 10.0 ** -decimals(number)


def shown(number: float) -> str:
    """A number as it was written, for a message about its last digit."""
    return written(number) if isinstance(number, WrittenNumber) else f"{number:g}"


def as_printed(number: float) -> Range:
    """The values that print as ``number`` when rounded, or cut off towards zero."""
    half = half_unit(number)
    # What is cut off is less than a whole unit.
    rounded, cut = half * (1 + _SLACK), 2 * half * (1 - _LESS)
    if number > 0:
        return Range(number - rounded, number + cut)
    if number < 0:
        return Range(number - cut, number + rounded)
    return Range(-cut, cut)


def spread_as_printed(number: float) -> Range:
    """The same of a number that cannot be negative, such as a standard deviation."""
    found = as_printed(number)
    return Range(max(0.0, found.low), found.high)


def difference(one: Range, other: Range) -> Range:
    """What one value less the other can be."""
    return Range(one.low - other.high, one.high - other.low)


def distance_from_zero(values: Range) -> Range:
    """What the absolute value can be."""
    ends = (abs(values.low), abs(values.high))
    return Range(0.0 if values.low <= 0 <= values.high else min(ends), max(ends))


def overlap(one: Range, other: Range) -> bool:
    """Whether two ranges share a value, with room for the last bits."""
    reach = max(abs(one.low), abs(one.high), abs(other.low), abs(other.high))
    return one.gap(other) <= _SLACK * (reach if math.isfinite(reach) else 1.0)

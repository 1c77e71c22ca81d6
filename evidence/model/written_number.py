"""Numbers that know how they were written, because a final zero says how exact they are.

The mean 3.50 stands for 3.495 to 3.505, the mean 3.5 for ten times as much; as numbers they are
the same, and hash and compare so. A single zero behind the point says nothing: programs write the
whole number 33 as 33.0.
"""

from __future__ import annotations

import re

_FINAL_ZERO = re.compile(r"[+-]?[0-9]*\.[0-9]+0")


class WrittenNumber(float):
    """A number with the text that it was read from; what is computed of it has none."""

    __slots__ = ("written",)
    written: str

    def __new__(cls, written: str) -> WrittenNumber:
        """The number that a text such as ``3.50`` writes."""
        number = super().__new__(cls, written)
        number.written = written
        return number

    def __reduce__(self) -> tuple[type[WrittenNumber], tuple[str]]:
        """How copies are made: from the text."""
        return WrittenNumber, (self.written,)


def number_of(text: str) -> float:
    """The number of a text, which stays with it where it ends in a decimal zero."""
    text = text.strip()
    return WrittenNumber(text) if _FINAL_ZERO.fullmatch(text) else float(text)


def written(number: float) -> str:
    """A number as it was written, else in its shortest form up to 15 digits."""
    return number.written if isinstance(number, WrittenNumber) else f"{number:.15g}"


def decimals(number: float) -> int:
    """How many digits stand behind the point, final zeros counted where they were written."""
    text = number.written if isinstance(number, WrittenNumber) else f"{number:.10f}".rstrip("0")
    return len(text.partition(".")[2])

"""Dates as references give them: often only a year, sometimes a range or a season."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year with, where known, month and day.

    ``end`` holds the last day of a range; ``approximate`` is EDTF's ``~``; ``season`` is
    1 to 4 for spring to winter.
    """

    year: int
    month: int | None = None
    day: int | None = None
    end: PartialDate | None = None
    approximate: bool = False
    season: int | None = None

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month} is not between 1 and 12")
        if self.day is not None:
            if self.month is None:
                raise ValueError("a day needs a month")
            datetime.date(max(self.year, 1), self.month, self.day)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return f"{text}/{self.end}" if self.end else text

    def is_after(self, day: datetime.date) -> bool:
        """Whether even the earliest day this date can mean lies after ``day``."""
        return (self.year, self.month or 1, self.day or 1) > (day.year, day.month, day.day)

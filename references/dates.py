"""Dates as references give them: often only a year, sometimes a range or a season."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from functools import total_ordering


@total_ordering
@dataclass(frozen=True, slots=True)
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
        if self.season is not None and not 1 <= self.season <= 4:
            raise ValueError(f"season {self.season} is not between 1 and 4")
        if self.day is not None:
            if self.month is None:
                raise ValueError("a day needs a month")
            datetime.date(min(max(self.year, 1), 9999), self.month, self.day)

    def __str__(self) -> str:
        text = _year(self.year)
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return f"{text}/{self.end}" if self.end else text

    def __lt__(self, other: PartialDate) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[int, ...]:
        # A coarser date sorts before a finer one of the same year.
        own = (self.year, self.month or 0, self.day or 0, self.season or 0, int(self.approximate))
        return own + (self.end._order() if self.end else ())

    @property
    def edtf(self) -> str:
        """The date as EDTF and biblatex write it, seasons and ``~`` included."""
        text = _year(self.year)
        if self.season is not None:
            text += f"-{self.season + 20}"
        elif self.month is not None:
            text += f"-{self.month:02d}" + (f"-{self.day:02d}" if self.day is not None else "")
        text += "~" if self.approximate else ""
        return f"{text}/{self.end.edtf}" if self.end else text

    def is_after(self, day: datetime.date) -> bool:
        """Whether even the earliest day this date can mean lies after ``day``."""
        return (self.year, self.month or 1, self.day or 1) > (day.year, day.month, day.day)

    @classmethod
    def parse(cls, text: str) -> PartialDate | None:
        """The date a text gives, in EDTF or in words; ``None`` when it gives none.

        Understands ``2005-03-12``, ``2004/2006``, ``199X``, ``2001-21`` (spring), ``1990~``,
        ``March 2005``, ``12 Mar 2005``, ``c. 1990``. An order of numbers that is read one way
        here and another way elsewhere (``03/04/2005``) gives the year only.
        """
        text = text.strip()
        if len(text) > 200:
            return None
        try:
            return _edtf(text) or _in_words(text)
        except ValueError:
            # A month that cannot be is a mistake, unless it is the end of a range: 1998-99.
            return _in_words(text) if _SHORT_RANGE.fullmatch(text) else None


def _year(year: int) -> str:
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


_EDTF = re.compile(
    r"(?P<year>-?\d{4}|\d{2,3}[Xxu]{1,2})"
    r"(?:-(?P<month>\d{1,2}|XX)(?:-(?P<day>\d{1,2}|XX))?)?"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?P<mark>[~?%]?)"
)
_OPEN = frozenset({"", "..", "open", "unknown"})


def _edtf(text: str) -> PartialDate | None:
    first, slash, last = text.partition("/")
    if slash and first.strip() in _OPEN:
        return _edtf_one(last.strip())
    start = _edtf_one(first.strip())
    if start is None or not slash or last.strip() in _OPEN:
        return start
    end = _edtf_one(last.strip())
    return replace(start, end=end.end or end) if end and end > start else None


def _edtf_one(text: str) -> PartialDate | None:
    match = _EDTF.fullmatch(text)
    if match is None:
        return None
    approximate = bool(match["mark"])
    digits = match["year"].upper().replace("U", "X")
    if "X" in digits:
        end = PartialDate(int(digits.replace("X", "9")))
        return PartialDate(int(digits.replace("X", "0")), end=end, approximate=approximate)
    year = int(digits)
    month = int(match["month"]) if (match["month"] or "X").isdigit() else None
    day = int(match["day"]) if (match["day"] or "X").isdigit() and month else None
    if month is not None and 21 <= month <= 24 and day is None:
        return PartialDate(year, season=month - 20, approximate=approximate)
    return PartialDate(year, month, day, approximate=approximate)


_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_YEAR_RANGE = re.compile(r"(?<!\d)(\d{4})\s*(?:-{1,3}|–|—|/)\s*(\d{4}|\d{2})(?![\d-])")
_SHORT_RANGE = re.compile(r"\d{4}-(?:3[2-9]|[4-9]\d)")
_DAY = re.compile(r"(?<![\d/.])(\d{1,2})(?:st|nd|rd|th)?(?![\d/:])")
_ABOUT = re.compile(r"^\W*(?:c|ca|circa|about|approx)\b\.?|\d{4}\s*\?", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MONTHS = {
    prefix: number
    for number, prefixes in enumerate(
        (
            ("jan", "ene", "gen", "jän"),
            ("feb", "fév", "fev"),
            ("mar", "mär", "mrz"),
            ("apr", "avr", "abr"),
            ("may", "mai", "mag"),
            ("jun", "juin", "giu"),
            ("jul", "juil", "lug"),
            ("aug", "aoû", "ago"),
            ("sep", "set"),
            ("oct", "okt", "ott", "out"),
            ("nov",),
            ("dec", "dez", "déc", "dic"),
        ),
        start=1,
    )
    for prefix in prefixes
}
_SEASONS = {"spr": 1, "sum": 2, "aut": 3, "fal": 3, "win": 4}
_SEASON_WORDS = frozenset({"spring", "spr", "summer", "sum", "autumn", "aut", "fall", "winter"})


def month_number(word: str) -> int | None:
    """The month that a name, an abbreviation or a number from 1 to 12 stands for."""
    word = word.strip(" .{}").lower()
    if word.isdecimal():
        return int(word) if 1 <= int(word[:9]) <= 12 else None
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])


def with_month(year: PartialDate, month: str) -> PartialDate | None:
    """A year made finer by what a month field says: ``March``, ``3``, ``Jan-Feb``, ``June 12``.

    ``None`` when the text names no month, season or possible day.
    """
    words = _WORD.findall(month.lower())
    if any(word in _SEASON_WORDS or word == "win" for word in words):
        season = next(_SEASONS[word[:3]] for word in words if word[:3] in _SEASONS)
        return replace(year, season=season)
    months = [number for word in words if (number := month_number(word))]
    days = [int(number) for number in _DAY.findall(month)]
    if not months:
        months, days = [number for number in days if 1 <= number <= 12][:1], []
    if not months:
        return None
    try:
        start = replace(year, month=months[0], day=days[0] if days else None)
        if len(months) > 1 and months[-1] > months[0]:
            last = days[-1] if len(days) > 1 else None
            return replace(start, end=PartialDate(year.year, months[-1], last))
        if len(days) > 1 and days[-1] > days[0]:
            return replace(start, end=PartialDate(year.year, months[0], days[-1]))
    except ValueError:
        return None
    return start


def _in_words(text: str) -> PartialDate | None:
    years = _YEAR.findall(text)
    if not years:
        return None
    approximate = bool(_ABOUT.search(text))
    date = PartialDate(int(years[0]), approximate=approximate)
    if (span := _YEAR_RANGE.search(text)) is not None:
        last = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        if len(span[2]) == 4 or int(span[2]) > 31:
            return replace(date, end=PartialDate(int(last))) if int(last) > date.year else None
        return date
    rest = _YEAR.sub(" ", text)
    if any(month_number(word) or word.lower() in _SEASON_WORDS for word in _WORD.findall(rest)):
        return with_month(date, rest) or date
    return date

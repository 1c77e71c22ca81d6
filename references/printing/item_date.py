"""Dates of CSL items: parts, ranges, seasons, and words where there is nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

Parts = tuple[int, int, int]
"""Year, month and day, 0 for what is not known; months 13 to 16 stand for seasons."""

_SEASON = 12
_MOST_DIGITS = 6
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_ISO = re.compile(r"\s*(-?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\s*(?:T.*)?")
_WORDED = re.compile(r"[A-Za-z]+|\d+")


@dataclass(frozen=True, slots=True)
class ItemDate:
    """A date or a range of dates; ``words`` alone when it was given in words."""

    start: Parts = (0, 0, 0)
    end: Parts | None = None
    circa: bool = False
    words: str = ""

    @property
    def open_ended(self) -> bool:
        """Whether the range has a start alone."""
        return self.end == (0, 0, 0)


def item_date(value: object) -> ItemDate | None:
    """The date of a CSL date variable; ``None`` when it says nothing."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return _from_words(str(value), circa=False)
    if not isinstance(value, Mapping):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "false", "0")
    given = value.get("date-parts")
    parts = [_parts(each) for each in given[:2]] if isinstance(given, list) else []
    if parts and parts[0][0]:
        start = _with_season(parts[0], value.get("season"))
        return ItemDate(start, parts[1] if len(parts) > 1 else None, circa)
    literal = value.get("literal")
    if isinstance(literal, str) and literal.strip():
        return ItemDate(words=literal.strip(), circa=circa)
    raw = value.get("raw")
    if isinstance(raw, (str, int)) and str(raw).strip():
        return _from_words(str(raw), circa=circa)
    return None


def _parts(value: object) -> Parts:
    numbers = [0, 0, 0]
    if isinstance(value, list):
        for place, part in enumerate(value[:3]):
            text = str(part).strip()
            if not re.fullmatch(r"-?\d{1,6}", text):
                break
            numbers[place] = int(text)
    year, month, day = numbers
    if 21 <= month <= 24:
        month -= 20 - _SEASON
    if _SEASON + 4 < month <= _SEASON + 8:
        month -= 4
    if not 0 <= month <= _SEASON + 4:
        month = 0
    return (year, month, day if 0 < day <= 31 and month else 0)


def _with_season(parts: Parts, season: object) -> Parts:
    text = str(season or "").strip().lower()
    number = int(text) if text.isdecimal() and len(text) < 3 else _SEASONS.get(text, 0)
    if not parts[1] and 1 <= number <= 4:
        return (parts[0], _SEASON + number, 0)
    return parts


def _from_words(said: str, *, circa: bool) -> ItemDate | None:
    """A date from words; what is not understood is printed as it stands."""
    said = said.strip()
    if not said:
        return None
    if re.search(r"\?$|^(?:ca?\.|circa)\s", said, re.IGNORECASE):
        circa = True
        said = re.sub(r"\?$|^(?:ca?\.|circa)\s*", "", said, flags=re.IGNORECASE).strip()
    sides = re.split(r"\s*/\s*|\s*–\s*|\s+-+\s+|(?<=\d{4})-+(?=\d{4})", said)
    if re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", said):
        month, day, year = (int(part) for part in said.split("/"))
        return ItemDate(_parts([year, month, day]), None, circa)
    if len(sides) <= 2:
        read = [_one(side) for side in sides]
        if read[0] is not None and (len(read) == 1 or read[1] is not None):
            return ItemDate(read[0], read[1] if len(read) > 1 else None, circa)
    return ItemDate(words=said, circa=circa)


def _one(said: str) -> Parts | None:
    if match := _ISO.fullmatch(said):
        return _parts([part or 0 for part in match.groups()])
    year = month = day = 0
    for word in _WORDED.findall(said):
        if word.isdigit():
            if len(word) > _MOST_DIGITS:
                return None
            if len(word) >= 3 and not year:
                year = int(word)
            elif not day:
                day = int(word)
            else:
                return None
        elif word.lower() in _SEASONS and not month:
            month = _SEASON + _SEASONS[word.lower()]
        elif word.lower()[:3] in _MONTHS and not month:
            month = _MONTHS.index(word.lower()[:3]) + 1
        else:
            return None
    return _parts([year, month, day]) if year else None

"""Dates as people write them, in ISO form where they can be read in one way only."""

from __future__ import annotations

import re

from references.dates import PartialDate, month_number

_LEAD = re.compile(
    r"(?:(?:last )?(?:accessed|visited|retrieved|checked|viewed|seen)(?: on)?|on)?\s*:?\s*", re.I
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_WORD = r"(?P<month>[A-Za-zäûé]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_IN_WORDS = (
    re.compile(rf"{_DAY}[\s-]+(?:of\s+)?{_WORD},?[\s-]+(?P<year>\d{{4}})\.?"),
    re.compile(rf"{_WORD}\s+{_DAY}\s*,?\s+(?P<year>\d{{4}})\.?"),
    re.compile(rf"(?P<year>\d{{4}}),?[\s-]+{_WORD}[\s-]+{_DAY}"),
    re.compile(rf"{_WORD},?\s+(?P<year>\d{{4}})\.?"),
    re.compile(rf"(?P<year>\d{{4}}),?[\s-]+{_WORD}"),
)


def iso_date(text: str) -> tuple[str, bool]:
    """The date in ISO form, empty when there is none; and whether day and month can be swapped."""
    lead = _LEAD.match(text.strip())
    bare = text.strip()[lead.end() if lead else 0 :]
    if (found := _YEAR_FIRST.fullmatch(bare)) is not None:
        return _date(found[1], found[3], found[4]), False
    if (found := _YEAR_LAST.fullmatch(bare)) is not None:
        one, other = int(found[1]), int(found[3])
        if one == other or other > 12:
            return _date(found[4], found[1], found[3]), False
        return (_date(found[4], found[3], found[1]), False) if one > 12 else ("", True)
    for pattern in _IN_WORDS:
        if (found := pattern.fullmatch(bare)) is not None:
            month = month_number(found["month"])
            day = found.groupdict().get("day") or ""
            return (_date(found["year"], str(month), day) if month else ""), False
    return "", False


def _date(year: str, month: str, day: str) -> str:
    try:
        return str(PartialDate(int(year), int(month), int(day) if day else None))
    except ValueError:
        return ""

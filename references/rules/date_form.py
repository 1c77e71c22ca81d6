"""REF073: a date that is not written as year, month and day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_to
from references.checking.written_fields import label, written
from references.dates import PartialDate, month_number
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

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
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each biblatex date that reads as one but is not in that form."""
    for reference in subject.library:
        if not is_bibtex(reference):
            continue
        for field in written(reference, "date", "urldate", "origdate", "eventdate"):
            if _ISO.fullmatch(field.value):
                continue
            date, ambiguous = iso_date(field.value)
            if (date and date != field.value) or ambiguous:
                yield Hit(
                    field.location,
                    f"{label(reference)}: {field.name.lower()} {quoted(field.value)} is not "
                    "written as year-month-day",
                    f"write {date}" if date else "say which number is the month: 2005-09-03",
                    subject=reference.key,
                    edits=set_to(reference, field, date) if date else (),
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


RULE = Rule(
    code="REF073",
    name="date-form",
    severity=Severity.NOTE,
    summary="A date is not written as year-month-day.",
    why=(
        "biblatex reads ISO dates alone and drops all others, so that the day of access is not "
        "printed; 03/04/2005 is March to some readers and April to others."
    ),
    bad="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets/Magnesium/},
  urldate = {Accessed: 1 November 2026},
  year    = {2022},
}
""",
    good="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets/Magnesium/},
  urldate = {2026-11-01},
  year    = {2022},
}
""",
    check=check,
    fixable=True,
)

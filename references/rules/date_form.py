"""REF073: a date that is not written as year, month and day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_to
from references.checking.written_dates import iso_date
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

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

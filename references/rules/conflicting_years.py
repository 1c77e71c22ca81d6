"""REF029: a record that gives two years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.written_fields import label, written
from references.rule import Hit, LibrarySubject, Rule, Severity

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose ``year`` and ``date`` fields name different years."""
    for reference in subject.library:
        year = next(written(reference, "year"), None)
        date = next(written(reference, "date"), None)
        if year is None or date is None:
            continue
        years, dates = _YEAR.findall(year.value), _YEAR.findall(date.value)
        if years and dates and not set(years) & set(dates):
            yield Hit(
                year.location,
                f"{label(reference)}: the year is {years[0]} and the date says {dates[0]}",
                "keep the one that the source prints",
                subject=reference.key,
                related=(date.location,),
            )


RULE = Rule(
    code="REF029",
    name="conflicting-years",
    severity=Severity.WARNING,
    summary="The year and the date of a record contradict each other.",
    why=(
        "BibTeX reads the one field and BibLaTeX the other, so the printed year depends on the "
        "program; readers cannot tell which is right."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  date    = {2005-09},
  year    = {2015},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  date    = {2005-09},
  year    = {2005},
}
""",
    check=check,
)

"""REF076: a day of access that stands in a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import add, is_bibtex, remove
from references.checking.written_dates import iso_date
from references.checking.written_fields import label, written
from references.edit import FieldEdit
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_ACCESSED = re.compile(
    r"[\[(]?\s*(?:(?:online|web)\s*[;,:.]\s*)?"
    r"(?:last )?(?:accessed|visited|retrieved|checked|viewed)(?: on)?\s*:?\s+"
    r"(?P<day>[^\[\]()]{6,30}?)\s*[\])]?\.?",
    re.IGNORECASE,
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each BibTeX note that holds a day of access and nothing else."""
    by_biblatex = any(reference.field("urldate") for reference in subject.library)
    for reference in subject.library:
        if not is_bibtex(reference) or reference.field("urldate") is not None:
            continue
        for field in written(reference, "note", "howpublished", "annote", "addendum"):
            found = _ACCESSED.fullmatch(field.value.strip())
            date, ambiguous = iso_date(found["day"].replace("-", " ")) if found else ("", False)
            if found and not date:
                date, ambiguous = iso_date(found["day"])
            if not date and not ambiguous:
                continue
            edits: tuple[FieldEdit, ...] = ()
            # Classic styles print the note and know no urldate.
            if date and by_biblatex:
                edits = (*add(reference, "urldate", date), *remove(reference, field))
            yield Hit(
                field.location,
                f"{label(reference)}: {field.name.lower()} holds the day of access "
                f"({quoted(field.value)})",
                f"write urldate = {{{date}}}" if date else "write it as urldate = {YYYY-MM-DD}",
                subject=reference.key,
                edits=edits,
            )
            break


RULE = Rule(
    code="REF076",
    name="noted-access-date",
    severity=Severity.NOTE,
    summary="The day of access stands in a note.",
    why=(
        "Styles print the day of access in their own words and place, and what checks it looks in "
        "its own field. The fix is applied where the library uses that field already."
    ),
    bad="""
@online{ods2022,
  author = {{Office of Dietary Supplements}},
  title  = {Magnesium: Fact Sheet for Health Professionals},
  url    = {https://ods.od.nih.gov/factsheets/Magnesium/},
  note   = {[Online; accessed 1-November-2026]},
  year   = {2022},
}
@online{who2021,
  author  = {{World Health Organization}},
  title   = {Anaemia: key facts},
  url     = {https://www.who.int/anaemia},
  urldate = {2026-11-01},
  year    = {2021},
}
""",
    good="""
@online{ods2022,
  author  = {{Office of Dietary Supplements}},
  title   = {Magnesium: Fact Sheet for Health Professionals},
  url     = {https://ods.od.nih.gov/factsheets/Magnesium/},
  urldate = {2026-11-01},
  note    = {Updated since it was accessed on 1 May},
  year    = {2022},
}
""",
    check=check,
    fixable=True,
)

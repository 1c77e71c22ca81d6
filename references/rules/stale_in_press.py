"""REF047: a work that is still called forthcoming."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.unpublished import awaiting_print
from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_YEARS = 2


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record that calls itself forthcoming and is printed, or years old."""
    for reference in subject.library:
        words = awaiting_print(reference)
        if not words:
            continue
        year = reference.year
        if any(char.isdigit() for char in reference.volume) and reference.pages[:1].isdigit():
            matter = "and gives volume and pages"
        elif subject.as_of and year and subject.as_of.year - year >= _YEARS:
            matter = f"and is of {year}"
        else:
            continue
        yield Hit(
            reference.place_of("pubstate", "note", "howpublished", "volume", "pages"),
            f"{label(reference)} calls itself {quoted(words)} {matter}",
            "complete the record from the published version, or remove the words",
            subject=reference.key,
        )


RULE = Rule(
    code="REF047",
    name="stale-in-press",
    severity=Severity.NOTE,
    summary="A record calls a work forthcoming that must have appeared by now.",
    why=(
        "What was in press two years ago has appeared, or never will. The published version has "
        "other pages, and may have other numbers."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  note    = {In press},
}
""",
    good="""
@article{guler2026,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2026},
  note    = {In press},
}
""",
    check=check,
)

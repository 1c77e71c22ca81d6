"""REF003: a field that is given twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from references.checking.mending import remove
from references.checking.reader_problems import problem_hits
from references.edit import FieldEdit
from references.rule import Hit, LibrarySubject, Rule, Severity
from references.source import Location


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """What the reader reported; a repeated field with the same value can go."""
    edits: dict[Location, tuple[FieldEdit, ...]] = {}
    for hit in problem_hits(subject, "REF003"):
        edits = edits or _edits_by_place(subject)
        yield replace(hit, edits=edits.get(hit.location, ()))


def _edits_by_place(subject: LibrarySubject) -> dict[Location, tuple[FieldEdit, ...]]:
    found: dict[Location, tuple[FieldEdit, ...]] = {}
    for reference in subject.library:
        first: dict[str, str] = {}
        for field in reference.fields:
            if first.setdefault(field.name.lower(), field.raw) == field.raw:
                found[field.location] = remove(reference, field)
    return found


RULE = Rule(
    code="REF003",
    name="duplicate-field",
    severity=Severity.WARNING,
    summary="A record gives the same field twice.",
    why=(
        "Programs keep the first or the last of the two values, so the printed reference depends "
        "on the program."
    ),
    bad="""
@book{fawcett1999,
  author = {Fawcett, W. J.},
  title  = {Magnesium physiology},
  year   = {1999},
  year   = {1989},
}
@book{cochran1977,
  author    = {Cochran, William G.},
  title     = {Sampling techniques},
  year      = {1977},
  publisher = {Wiley},
  publisher = {Wiley},
}
""",
    good="""
@book{fawcett1999,
  author    = {Fawcett, W. J.},
  title     = {Magnesium physiology},
  publisher = {Elsevier},
  year      = {1999},
}
""",
    check=check,
    fixable=True,
)

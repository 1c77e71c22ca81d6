"""REF011: a value that is no ISSN."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.identifier_hits import identifier_hits
from references.identifiers import ISSN
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each value that is no ISSN."""
    for reference in subject.library:
        yield from identifier_hits(reference, ISSN, reference.issn, "issn", "eissn")


RULE = Rule(
    code="REF011",
    name="invalid-issn",
    severity=Severity.WARNING,
    summary="A value given as an ISSN is not one.",
    why=(
        "The ISSN tells journals of like names apart; its last character is computed from the "
        "others, so a slip shows."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  issn    = {0003-2998},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  issn    = {0003-2999, 1526-7598},
}
""",
    check=check,
)

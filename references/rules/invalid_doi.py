"""REF009: a value that is no DOI."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.identifier_hits import identifier_hits
from references.identifiers import DOI
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each value that is no DOI."""
    for reference in subject.library:
        yield from identifier_hits(reference, DOI, (reference.doi,), "doi")


RULE = Rule(
    code="REF009",
    name="invalid-doi",
    severity=Severity.WARNING,
    summary="A value given as a DOI is not one.",
    why=(
        "A DOI is the surest way to the source and the key by which retractions, duplicates and "
        "registries are matched; a broken one leads nowhere, in silence."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {1213/01.ANE.0000160529.95019.E6},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
""",
    check=check,
)

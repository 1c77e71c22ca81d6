"""REF013: a value that is no ORCID iD."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.identifier_hits import identifier_hits
from references.identifiers import ORCID
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each value that is no ORCID iD."""
    for reference in subject.library:
        people = (*reference.authors, *reference.editors, *reference.translators)
        values = tuple(person.orcid for person in people)
        yield from identifier_hits(reference, ORCID, values, "orcid")


RULE = Rule(
    code="REF013",
    name="invalid-orcid",
    severity=Severity.WARNING,
    summary="A value given as an ORCID iD is not one.",
    why=(
        "An ORCID iD credits a person; its last character is computed from the others, so a slip "
        "shows and would credit somebody else."
    ),
    bad="""
@article{carberry2008,
  author  = {Carberry, Josiah},
  title   = {Toward a unified theory of high-energy metaphysics},
  journal = {Journal of Psychoceramics},
  year    = {2008},
  orcid   = {0000-0002-1825-0098},
}
""",
    good="""
@article{carberry2008,
  author  = {Carberry, Josiah},
  title   = {Toward a unified theory of high-energy metaphysics},
  journal = {Journal of Psychoceramics},
  year    = {2008},
  orcid   = {0000-0002-1825-0097},
}
""",
    check=check,
)

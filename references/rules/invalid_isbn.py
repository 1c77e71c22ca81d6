"""REF010: a value that is no ISBN."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.identifier_hits import identifier_hits
from references.identifiers import ISBN
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each value that is no ISBN."""
    for reference in subject.library:
        yield from identifier_hits(reference, ISBN, reference.isbn, "isbn")


RULE = Rule(
    code="REF010",
    name="invalid-isbn",
    severity=Severity.WARNING,
    summary="A value given as an ISBN is not one.",
    why=(
        "The last digit of an ISBN is computed from the others, so a slip in copying shows; with "
        "the slip the book cannot be found."
    ),
    bad="""
@book{cochran1977,
  author = {Cochran, W. G.},
  title  = {Sampling Techniques},
  year   = {1977},
  isbn   = {0-471-16240-1},
}
""",
    good="""
@book{cochran1977,
  author = {Cochran, W. G.},
  title  = {Sampling Techniques},
  year   = {1977},
  isbn   = {0-471-16240-X},
}
""",
    check=check,
)

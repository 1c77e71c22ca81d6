"""REF052: one ISBN for two books."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import Indel

from references.checking.written_fields import label
from references.identifiers import ISBN
from references.matching.similarity import agree_or_unknown, comparable
from references.quotation import quoted
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_WHOLE = (ReferenceKind.BOOK, ReferenceKind.PROCEEDINGS, ReferenceKind.REPORT)
_PARTS = (ReferenceKind.CHAPTER, ReferenceKind.PROCEEDINGS_PAPER, ReferenceKind.ENTRY)
_ALIKE = 0.5


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each later record whose ISBN an earlier one gives to a book of another title."""
    first: dict[str, Reference] = {}
    for reference in subject.library:
        if not reference.isbn or not _book_title(reference):
            continue
        for given in reference.isbn:
            value = ISBN.normalise(given)
            earlier = first.setdefault(value, reference) if value else reference
            if earlier is not reference and _are_two_books(earlier, reference):
                yield Hit(
                    reference.place_of("isbn"),
                    f"{label(reference)}: {label(earlier)} gives the ISBN {value} to another book, "
                    f"{quoted(_book_title(earlier))}",
                    "look up whose ISBN it is",
                    subject=reference.key,
                    related=(earlier.location,),
                )
                break


def _book_title(reference: Reference) -> str:
    if reference.kind in _WHOLE:
        return reference.title
    return reference.container if reference.kind in _PARTS else ""


def _are_two_books(one: Reference, other: Reference) -> bool:
    """Whether no part of the one title is like the other; volumes of a set may share an ISBN."""
    if not agree_or_unknown(one.volume, other.volume):
        return False
    left, right = comparable(_book_title(one)), comparable(_book_title(other))
    if not left or not right or left in right or right in left:
        return False
    # A book may be known by its title here and by its series there.
    series = {comparable(item.collection) for item in (one, other)} - {""}
    if {left, right} & series:
        return False
    return Indel.normalized_similarity(left, right) < _ALIKE


RULE = Rule(
    code="REF052",
    name="shared-isbn",
    severity=Severity.WARNING,
    summary="Two books of different titles have the same ISBN.",
    why=(
        "An ISBN names one edition of one book. Libraries and shops deliver by it, and here one "
        "of the two readers gets the wrong book."
    ),
    bad="""
@book{cochran1977,
  author    = {Cochran, W. G.},
  title     = {Sampling techniques},
  publisher = {Wiley},
  year      = {1977},
  isbn      = {978-0-471-16240-7},
}
@book{fleiss1981,
  author    = {Fleiss, J. L.},
  title     = {Statistical methods for rates and proportions},
  publisher = {Wiley},
  year      = {1981},
  isbn      = {978-0-471-16240-7},
}
""",
    good="""
@book{cochran1977,
  author    = {Cochran, W. G.},
  title     = {Sampling techniques},
  publisher = {Wiley},
  year      = {1977},
  isbn      = {978-0-471-16240-7},
}
@incollection{cochran1977b,
  author    = {Cochran, W. G.},
  title     = {Simple random sampling},
  booktitle = {Sampling techniques},
  publisher = {Wiley},
  year      = {1977},
  isbn      = {978-0-471-16240-7},
}
""",
    check=check,
)

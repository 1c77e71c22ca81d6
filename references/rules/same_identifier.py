"""REF018: two records with the same identifier."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.preprint import is_preprint
from references.checking.written_fields import label
from references.identifiers import ARXIV
from references.matching.similarity import comparable, identifiers_of, titles_agree
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

# A chapter and its book may both carry the DOI of the book.
_PARTS_OF_BOOKS = (ReferenceKind.CHAPTER, ReferenceKind.ENTRY, ReferenceKind.PROCEEDINGS_PAPER)
_WHOLE_BOOKS = (ReferenceKind.BOOK, ReferenceKind.PROCEEDINGS)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each later record that repeats an identifier of an earlier one."""
    first: dict[tuple[str, str], Reference] = {}
    for reference in subject.library:
        told: set[int] = set()
        for name, value in identifiers_of(reference):
            earlier = first.setdefault((name, value), reference)
            if earlier is reference or id(earlier) in told or _are_related(earlier, reference):
                continue
            # A published article often names its preprint; another rule speaks of such pairs.
            if name == ARXIV.label and is_preprint(earlier) is not is_preprint(reference):
                continue
            told.add(id(earlier))
            yield _hit(earlier, reference, name, value)


def _hit(earlier: Reference, later: Reference, name: str, value: str) -> Hit:
    same = titles_agree(comparable(earlier.title), comparable(later.title), at_least=0.8)
    return Hit(
        later.place_of(name.lower(), "eprint"),
        f"{label(later)} has the same {name} as {label(earlier)} ({value})",
        "keep one record and cite it everywhere"
        if same
        else "the titles differ: one of the two has the wrong identifier",
        subject=later.key,
        related=(earlier.location,),
    )


def _are_related(one: Reference, other: Reference) -> bool:
    """Whether one is a part of the other or of the same book."""
    parts = [item.kind in _PARTS_OF_BOOKS for item in (one, other)]
    books = [item.kind in _WHOLE_BOOKS for item in (one, other)]
    if any(parts) and any(books):
        return True
    return all(parts) and comparable(one.title) != comparable(other.title)


RULE = Rule(
    code="REF018",
    name="same-identifier",
    severity=Severity.WARNING,
    summary="Two records share a DOI, PubMed id or other identifier of a single work.",
    why=(
        "Either one work is listed twice, and its evidence may be counted twice, or one record "
        "carries the identifier of another work and leads readers astray."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
@article{guler2005a,
  author  = {Guler, Aydin},
  title   = {Magnesium Sulfate Pretreatment Reduces Myoclonus After Etomidate},
  journal = {Anesth Analg},
  year    = {2005},
  doi     = {https://doi.org/10.1213/01.ane.0000160529.95019.e6},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus after etomidate},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  doi     = {10.1213/01.ANE.0000160529.95019.E6},
}
@article{sedighinejad2016,
  author  = {Sedighinejad, A.},
  title   = {Comparison of the effects of low-dose midazolam and magnesium sulfate},
  journal = {Anesthesiology and Pain Medicine},
  year    = {2016},
  doi     = {10.5812/aapm.35333},
}
""",
    check=check,
)

"""REF030: an entry type that no program knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from references.checking.bibtex_words import ENTRY_TYPES
from references.checking.mending import is_bibtex
from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_LONGEST = 40


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each BibTeX entry whose type is in no data model."""
    for reference in subject.library:
        kind = reference.entry_type.lower()
        if kind and kind not in ENTRY_TYPES and is_bibtex(reference):
            near = _nearest(kind)
            yield Hit(
                reference.location,
                f"{label(reference)}: the type {quoted('@' + kind)} is known to no style",
                f"did you mean @{near}?" if near else "styles print it as @misc; choose a type",
                subject=reference.key,
            )


@lru_cache(maxsize=4096)
def _nearest(kind: str) -> str:
    if len(kind) > _LONGEST:
        return ""
    measured = ((OSA.distance(kind, known, score_cutoff=2), known) for known in ENTRY_TYPES)
    distance, near = min(measured)
    return near if distance <= (1 if len(kind) < 6 else 2) else ""


RULE = Rule(
    code="REF030",
    name="unknown-type",
    severity=Severity.WARNING,
    summary="An entry has a type that no data model has.",
    why=(
        "Styles set an unknown type as @misc and leave out the journal, the pages and whatever "
        "else they do not expect there; most often the type is a slip of the pen."
    ),
    bad="""
@artcle{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
    references=("https://ctan.org/pkg/biblatex",),
)

"""REF031: a field whose name is a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from references.checking.bibtex_words import OTHER_FIELDS, STANDARD_FIELDS
from references.checking.mending import is_bibtex
from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_SHORTEST = 4
_LONGEST = 20


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each BibTeX field one slip away from a standard one that the entry lacks."""
    for reference in subject.library:
        if not is_bibtex(reference):
            continue
        for field in reference.fields:
            name = field.name.lower()
            meant = "" if name in STANDARD_FIELDS else _meant_by(name)
            if meant and field.value.strip() and reference.field(meant) is None:
                yield Hit(
                    field.location,
                    f"{label(reference)}: no program reads the field {quoted(field.name)}",
                    f"did you mean {meant!r}?",
                    subject=reference.key,
                )


@lru_cache(maxsize=4096)
def _meant_by(name: str) -> str:
    """The standard field that is one letter away, empty when the name means something itself."""
    if name in OTHER_FIELDS or not _SHORTEST <= len(name) <= _LONGEST or not name.isalpha():
        return ""
    near = [known for known in STANDARD_FIELDS if OSA.distance(name, known, score_cutoff=1) <= 1]
    return min((known for known in near if len(known) >= _SHORTEST), default="")


RULE = Rule(
    code="REF031",
    name="misspelt-field",
    severity=Severity.WARNING,
    summary="A field is named like a standard one, but for a letter.",
    why=(
        "Programs pass over fields they do not know, without a word: the journal of an article "
        "with a “jounal” is printed nowhere and found by no search."
    ),
    bad="""
@article{guler2005,
  author   = {Guler, A.},
  title    = {Magnesium sulfate pretreatment reduces myoclonus},
  journal  = {Anesthesia and Analgesia},
  year     = {2005},
  volumne  = {101},
}
""",
    good="""
@article{guler2005,
  author   = {Guler, A.},
  title    = {Magnesium sulfate pretreatment reduces myoclonus},
  journal  = {Anesthesia and Analgesia},
  year     = {2005},
  volume   = {101},
  keywords = {magnesium; etomidate},
  comments = {a field of one's own},
}
""",
    check=check,
)

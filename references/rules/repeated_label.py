"""REF070: a number that brings the word that is printed before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.reference import ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

_PAGES = re.compile(r"(?:pp?\.\s*|pp?\s+|pages?\s+|seiten?\s+)(?=[A-Za-z]?\d)", re.IGNORECASE)
_VOLUME = re.compile(r"(?:vol(?:ume)?\.?|band|bd\.)\s*(?=\d+$)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:no\.|no\s|nr\.|nr\s|n°|nº|№|issue\s|iss\.|number\s|num\.)\s*(?=\d+(?:[-–/]\d+)?$)",
    re.IGNORECASE,
)
_LABELS = {
    "pages": _PAGES,
    "page": _PAGES,
    "volume": _VOLUME,
    "number": _NUMBER,
    "issue": _NUMBER,
    "sp": _PAGES,
    "vl": _VOLUME,
    "is": _NUMBER,
}
_PERIODICALS = frozenset(
    {
        ReferenceKind.ARTICLE_JOURNAL,
        ReferenceKind.ARTICLE_MAGAZINE,
        ReferenceKind.ARTICLE_NEWSPAPER,
    }
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each such field; the number of a report is printed as it stands and passes."""
    for reference in subject.library:
        for field in written(reference, *_LABELS):
            name = field.name.lower()
            if name in ("number", "issue", "is") and reference.kind not in _PERIODICALS:
                continue
            found = _LABELS[name].match(field.value)
            if found is not None:
                plain = field.value[found.end() :]
                yield Hit(
                    field.location,
                    f"{label(reference)}: {name} {quoted(field.value)} brings its own label",
                    f"write {plain}",
                    subject=reference.key,
                    edits=set_to(reference, field, plain),
                )


RULE = Rule(
    code="REF070",
    name="repeated-label",
    severity=Severity.NOTE,
    summary="A volume, issue or page number carries “vol.”, “no.” or “pp.”.",
    why="Styles print the label themselves, so readers see “vol. vol. 3” or “pp. pp. 5”.",
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {Vol. 101},
  pages   = {pp. 705--709},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
  pages   = {705--709},
}
""",
    check=check,
    fixable=True,
)

"""REF081: letters and their marks as characters of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from references.checking.mending import is_bibtex
from references.checking.worded_fields import PATHS, rewritten, written_text
from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each field that is not in Unicode's composed form."""
    for reference in subject.library:
        for field in reference.fields:
            text = written_text(reference, field)
            if (
                text.isascii()
                or field.name.lower() in PATHS
                or unicodedata.is_normalized("NFC", text)
            ):
                continue
            if field.raw[:1] in ("[", "{") and not is_bibtex(reference):
                continue
            yield Hit(
                field.location,
                f"{label(reference)}: {field.name.lower()} holds letters whose marks are "
                "characters of their own",
                "write letter and mark as one character (Unicode form NFC)",
                subject=reference.key,
                edits=rewritten(reference, field, _composed),
            )


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


RULE = Rule(
    code="REF081",
    name="decomposed-letter",
    severity=Severity.NOTE,
    summary="A value holds letters with marks as two characters each.",
    why=(
        "Text from some PDFs and from macOS writes “é” as “e” and a mark. It looks the same, but "
        "it is sorted and compared as another word, and LaTeX may refuse the mark."
    ),
    bad="""
@article{muller1999,
  author  = {Mu\u0308ller, A.},
  title   = {Magnesium in anaesthesia},
  journal = {Anesthesia and Analgesia},
  year    = {1999},
}
""",
    good="""
@article{muller1999,
  author  = {M\u00fcller, A.},
  title   = {Magnesium in anaesthesia},
  journal = {Anesthesia and Analgesia},
  year    = {1999},
}
""",
    check=check,
    fixable=True,
)

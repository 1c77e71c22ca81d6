"""REF082: blanks that are doubled or not plain ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.worded_fields import PRINTED, printed, rewritten, written_text
from references.checking.written_fields import label
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

# French sets such a blank before its marks, and a number holds on to its unit.
_HARD = re.compile(r"(?<![«\d])[\u00a0\u2007\u202f\u3000](?![\s»:;!?%])")
_DOUBLED = re.compile(r"(?<=[^\s\\])[ \t\u00a0]{2,}(?=\S)")
_TELLING = re.compile(r"[\u00a0\u2007\u202f\u3000]|[^\s\\][ \t]{2,}\S")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each printed field with such a blank; line ends inside values are usual."""
    for reference in subject.library:
        for field in printed(reference, PRINTED):
            text = written_text(reference, field)
            if text.isascii() and "  " not in text and "\t" not in text:
                continue
            if _TELLING.search(text) is None or _CJK.search(text):
                continue
            plain = _plain(text)
            if plain != text:
                what = "a doubled blank" if _DOUBLED.search(text) else "a non-breaking blank"
                yield Hit(
                    field.location,
                    f"{label(reference)}: {field.name.lower()} holds {what} ({quoted(plain)})",
                    "write one plain blank",
                    subject=reference.key,
                    edits=rewritten(reference, field, _plain),
                )


def _plain(text: str) -> str:
    return _HARD.sub(" ", _DOUBLED.sub(" ", text))


RULE = Rule(
    code="REF082",
    name="odd-blank",
    severity=Severity.NOTE,
    summary="A value holds a doubled or a non-breaking blank.",
    why=(
        "Copied blanks keep words from being found and records from being matched; some programs "
        "print them."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate  pretreatment\u00a0reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment
             reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
    fixable=True,
)

"""REF080: characters that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex
from references.checking.worded_fields import PATHS, rewritten, written_text
from references.checking.written_fields import label
from references.rule import Hit, LibrarySubject, Rule, Severity

_NAMES = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
    "\u180e": "a vowel separator",
}
_ALWAYS = "\u00ad\u200b\u2060\ufeff"
# These steer scripts that are joined or run from right to left, and mean nothing among Latin ones.
_AMONG_LATIN = "\u200c-\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = re.compile(
    rf"[{_ALWAYS}]+|(?<=[\x00-\u024f])[{_AMONG_LATIN}]+(?=[\x00-\u024f]|$)"
    rf"|^[{_AMONG_LATIN}]+(?=[\x00-\u024f])"
)
_ANY = re.compile(rf"[{_ALWAYS}{_AMONG_LATIN}]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each field with such characters."""
    for reference in subject.library:
        for field in reference.fields:
            text = written_text(reference, field)
            if text.isascii() or field.name.lower() in PATHS or not _ANY.search(text):
                continue
            if field.raw[:1] in ("[", "{") and not is_bibtex(reference):
                continue  # a value in parts of its own, as CSL-JSON keeps names and dates
            found = _INVISIBLE.search(text)
            if found is None or _is_right_to_left(text, found[0]):
                continue
            what = _NAMES.get(found[0][0], f"U+{ord(found[0][0]):04X}")
            yield Hit(
                field.location,
                f"{label(reference)}: {field.name.lower()} holds {what}, which nobody sees",
                "remove it",
                subject=reference.key,
                edits=rewritten(reference, field, lambda value: _INVISIBLE.sub("", value)),
            )


def _is_right_to_left(text: str, found: str) -> bool:
    return found[0] not in _ALWAYS and _RIGHT_TO_LEFT.search(text) is not None


RULE = Rule(
    code="REF080",
    name="invisible-character",
    severity=Severity.NOTE,
    summary="A value holds soft hyphens, zero-width spaces or marks of writing direction.",
    why=(
        "They come along when text is copied from a web page. Nobody sees them, but words with "
        "them are not found, DOIs with them lead nowhere, and records do not match."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pre\u00adtreatment reduces\u200b myoclonus},
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
    fixable=True,
)

"""REF075: a title that is held as it is by a second pair of braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_markup
from references.checking.written_fields import label, written
from references.people import split_outside_braces
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_ANYTHING = re.compile(r"(?<=\})(?=.)", re.DOTALL)
_WORD = re.compile(r"[^\s{}]+")
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_LONG = re.compile(r"[^\W\d_]{4,}")
_MARKUP = re.compile(r"[{}\\$]")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each title of three words or more in braces as a whole."""
    for reference in subject.library:
        if not is_bibtex(reference):
            continue
        for field in written(reference, "title", "booktitle"):
            raw = field.raw.strip()
            if raw[:1] != "{" or raw[-1:] != "}" or raw[1:2] == "\\":
                continue
            inside = raw[1:-1]
            if len(inside.split()) < 3 or len(split_outside_braces(raw, _ANYTHING)) > 1:
                continue
            plain = unwrapped(inside)
            yield Hit(
                field.location,
                f"{label(reference)}: the whole {field.name.lower()} is in double braces "
                f"({quoted(field.value)})",
                "put braces around names and acronyms alone",
                subject=reference.key,
                edits=set_markup(reference, field, plain) if plain else (),
            )


def unwrapped(title: str) -> str:
    """The title with braces around its capitals alone; empty where that could lose one.

    In a title whose words all begin with capitals, nothing tells a name from a word.
    """
    if _MARKUP.search(title):
        return ""
    words = title.split()
    telling = [word for word in words[1:] if _LONG.search(word)]
    capitalised = [word for word in telling if _CAPITAL.match(word)]
    if telling and len(capitalised) * 2 > len(telling):
        return ""
    first = True

    def protect(match: re.Match[str]) -> str:
        nonlocal first
        word = match[0]
        begins, first = first, False
        shows = _CAPITAL.search(word, 1) if begins else _CAPITAL.search(word)
        return f"{{{word}}}" if shows else word

    return _WORD.sub(protect, title)


RULE = Rule(
    code="REF075",
    name="double-braces",
    severity=Severity.NOTE,
    summary="A whole title stands in double braces.",
    why=(
        "The second pair keeps every letter as it is: a style that sets titles in sentence case "
        "cannot, and the list mixes both. Some reference managers write all titles so."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {{Magnesium sulfate pretreatment reduces myoclonus}},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {{Magnesium} sulfate pretreatment reduces myoclonus in {Parkinson} disease},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
    fixable=True,
)

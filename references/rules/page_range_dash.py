"""REF069: pages parted by the wrong dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_markup
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_RANGE = re.compile(
    r"(?P<before>[A-Za-z]?)(?P<first>\d+)"
    r"(?P<dash>\s*(?:-{1,3}|[‐‑‒–—−]|\\text(?:en|em)dash(?:\{\})?)\s*)"
    r"(?P<after>[A-Za-z]?)(?P<last>\d+)"
)
_LIST = re.compile(rf"{_RANGE.pattern}(?:,\s*(?:[A-Za-z]?\d+)(?:--?[A-Za-z]?\d+)?)*")
_RIGHT = ("--", "–", "\\textendash", "\\textendash{}")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each BibTeX range of pages with another mark than two hyphens or an en dash."""
    for reference in subject.library:
        if not is_bibtex(reference):
            continue
        for field in written(reference, "pages"):
            text = field.raw.strip()
            if _LIST.fullmatch(text) is None:
                continue
            plain = _RANGE.sub(_mended, text)
            if plain != text:
                yield Hit(
                    field.location,
                    f"{label(reference)}: pages {quoted(text)} are parted by the wrong dash",
                    f"write {plain}",
                    subject=reference.key,
                    edits=set_markup(reference, field, plain),
                )


def _mended(match: re.Match[str]) -> str:
    if match["dash"].strip() in _RIGHT or not _is_range(match):
        return match[0]
    return f"{match['before']}{match['first']}--{match['after']}{match['last']}"


def _is_range(match: re.Match[str]) -> bool:
    """Whether the two numbers are pages from and to: 12-3 may be page 3 of chapter 12."""
    first, last = match["first"], match["last"]
    if match["after"] and match["after"] != match["before"]:
        return False
    if len(last) < len(first):
        return len(first) > 2 and int(first[: -len(last)] + last) > int(first)
    return int(last) > int(first)


RULE = Rule(
    code="REF069",
    name="page-range-dash",
    severity=Severity.NOTE,
    summary="A range of pages is written with a hyphen, a minus or an em dash.",
    why=(
        "BibTeX prints what stands there: a hyphen between pages reads as one page number with a "
        "hyphen in it (12-3), and typesetters ask for the en dash, which two hyphens give."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pages   = {705-709},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  pages   = {705--709},
}
@inproceedings{un2011,
  author    = {Un, B.},
  title     = {Prevention of etomidate-related myoclonus},
  booktitle = {Proceedings of the Congress of Anaesthesia},
  year      = {2011},
  pages     = {12-3},
}
""",
    check=check,
    fixable=True,
)

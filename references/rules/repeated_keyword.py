"""REF064: a keyword that is given twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from references.checking.mending import set_to
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

_SEMICOLON = re.compile(r"(\s*;\s*)")
_COMMA = re.compile(r"(\s*,\s*)")


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each list of keywords with one that stood there before, in any case.

    A comma also stands inside headings ("Women, Working"), so a list parted by commas counts only
    when the two stand side by side, or when no other word of the list begins with a capital.
    """
    for reference in subject.library:
        if len({word.casefold() for word in reference.keywords}) == len(reference.keywords):
            continue
        for field in written(reference, "keywords", "keyword"):
            shown, again = _once(field.value)
            if again:
                yield Hit(
                    field.location,
                    f"{label(reference)}: the keyword {quoted(again[0])} is given twice",
                    "keep it once",
                    subject=reference.key,
                    edits=set_to(reference, field, shown),
                )


def _once(text: str) -> tuple[str, list[str]]:
    """The list without the words that repeat an earlier one, and those words."""
    parts = (_SEMICOLON if ";" in text else _COMMA).split(text)
    words = [word.strip().casefold() for word in parts[::2]]
    times = Counter(words)
    may_hold_commas = ";" not in text and any(
        word[:1].isupper() and times[word.strip().casefold()] == 1 for word in parts[::2]
    )
    kept: list[str] = []
    again: list[str] = []
    seen: set[str] = set()
    for number, word in enumerate(words):
        beside = number > 0 and words[number - 1] == word
        if word and word in seen and (beside or not may_hold_commas):
            again.append(parts[2 * number].strip())
            continue
        seen.add(word)
        kept += parts[max(0, 2 * number - 1) : 2 * number + 1]
    return "".join(kept), again


RULE = Rule(
    code="REF064",
    name="repeated-keyword",
    severity=Severity.NOTE,
    summary="A list of keywords holds the same one twice.",
    why="Counts and filters by keyword go wrong; it is mostly a trace of two merged exports.",
    bad="""
@article{guler2005,
  author   = {Guler, A.},
  title    = {Magnesium sulfate pretreatment reduces myoclonus},
  journal  = {Anesthesia and Analgesia},
  year     = {2005},
  keywords = {etomidate; magnesium; Etomidate},
}
""",
    good="""
@article{guler2005,
  author   = {Guler, A.},
  title    = {Magnesium sulfate pretreatment reduces myoclonus},
  journal  = {Anesthesia and Analgesia},
  year     = {2005},
  keywords = {etomidate; magnesium},
}
""",
    check=check,
    fixable=True,
)

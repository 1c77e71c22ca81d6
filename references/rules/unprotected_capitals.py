"""REF077: an acronym that BibTeX would lower."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.mending import is_bibtex, set_markup
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.rule import Hit, LibrarySubject, Rule, Severity

# The standard styles lower the titles of these types alone; books keep theirs.
_LOWERED = frozenset(
    {"article", "inproceedings", "conference", "incollection", "unpublished", "techreport", "misc"}
)
_CAPITAL_INSIDE = re.compile(r"[^\W_][A-Z]")
_PIECE = re.compile(r"\\[A-Za-z]+\s*|\\.|[{}$]|[^\s\\{}$]+|\s+", re.DOTALL)
_ACRONYM = re.compile(
    r"(?<![^\W_])(?=[^\W_]*[A-Z][^\W_]*[A-Z]|[a-z]+[A-Z])[^\W_]+(?:-[^\W_]*[A-Z0-9][^\W_]*)*"
)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each title with words of several capitals outside braces."""
    for reference in subject.library:
        if not is_bibtex(reference) or reference.entry_type not in _LOWERED:
            continue
        for field in written(reference, "title"):
            if field.value.isupper():
                continue
            shown, words = protected(field.raw)
            if words:
                yield Hit(
                    field.location,
                    f"{label(reference)}: {_said(words)} in the title "
                    f"{'is' if len(words) == 1 else 'are'} not in braces",
                    f"write {{{words[0]}}}",
                    subject=reference.key,
                    edits=set_markup(reference, field, shown),
                )


def _said(words: list[str]) -> str:
    shown = list(dict.fromkeys(words))
    return ", ".join(map(quoted, shown[:3])) + (" and others" if len(shown) > 3 else "")


def protected(raw: str) -> tuple[str, list[str]]:
    """The title with braces around each such word, and the words; math and groups stay."""
    if not _CAPITAL_INSIDE.search(raw):
        return raw, []
    out: list[str] = []
    words: list[str] = []
    depth = 0
    in_math = False
    for piece in _PIECE.findall(raw):
        if piece == "$":
            in_math = not in_math
        elif piece in "{}":
            depth += 1 if piece == "{" else -1
        elif depth <= 0 and not in_math and piece[0] != "\\":
            piece = _ACRONYM.sub(lambda match: _braced(match[0], words), piece)
        out.append(piece)
    return "".join(out), words


def _braced(word: str, words: list[str]) -> str:
    words.append(word)
    return f"{{{word}}}"


RULE = Rule(
    code="REF077",
    name="unprotected-capitals",
    severity=Severity.NOTE,
    summary="An acronym in a BibTeX title is not in braces.",
    why=(
        "BibTeX styles that set titles in sentence case lower every letter outside braces but the "
        "first: DNA is printed as dna, and mRNA as mrna."
    ),
    bad="""
@article{horby2021,
  author  = {Horby, Peter and Lim, Wei Shen},
  title   = {Dexamethasone in hospitalized patients with COVID-19},
  journal = {New England Journal of Medicine},
  year    = {2021},
}
""",
    good="""
@article{horby2021,
  author  = {Horby, Peter and Lim, Wei Shen},
  title   = {Dexamethasone in hospitalized patients with {COVID-19}},
  journal = {New England Journal of Medicine},
  year    = {2021},
}
""",
    check=check,
    fixable=True,
)

"""EndNote's tagged format (``.enw``), which goes back to refer of Unix."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.endnote_tagged.mapping import SOURCES, values
from references.formats.endnote_tagged.rendering import ORDER, lines
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import TagGrammar
from references.reading.tagged_reference_format import reference_format

_TAGS = r"[A-Z0-9!?@\[\]=~<>()^$*+&#]"
_RECORD = re.compile(
    r"\A\ufeff?\s*%0 (?![^\r\n]*\{)|^%0 [A-Z]|\A\ufeff?\s*%[AETJBDK] \S[^\r\n]*[\r\n]+%[A-Z0-9] \S",
    re.MULTILINE,
)

ENDNOTE_TAGGED = TaggedFormat(
    name="endnote-tagged",
    title="EndNote tagged and refer",
    grammar=TagGrammar(
        tag=rf"\ufeff?%{_TAGS}(?=[ \t\r\n]|\Z)[ \t]?",
        starts=frozenset({"0"}),
        blank_ends=True,
        name_of=re.compile(r"[^%\ufeff\s]"),
    ),
    values=values,
    lines=lines,
    sources=SOURCES,
    order=ORDER,
    dates=("D", "8"),
    separator=lambda tag: f"%{tag} ",
    items=frozenset({"K"}),
)


def recognises(head: str) -> bool:
    """Whether a record begins in the text."""
    return _RECORD.search(head) is not None


FORMAT: ReferenceFormat = reference_format(ENDNOTE_TAGGED, (".enw", ".refer", ".ref"), recognises)

"""The plain text in which the Cochrane Library exports citations and abstracts."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.cochrane_text.mapping import ORDER, SOURCES, lines, values
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import TagGrammar
from references.reading.tagged_reference_format import reference_format

# A sentence of an abstract may begin with capitals and a colon; only these are tags.
_TAGS = "ID|AU|TI|SO|YR|VL|NO|PG|PM|XR|PT|KY|DOI|AB|US|PB|CC|SN|ED|NT|C[1-9]|CY|LG|CRG|GO|KW"
_RECORD = re.compile(r"^\ufeff?ID: \S[^\r\n]*[\r\n]+(?:AU|TI|PT|SO|YR|CC): ", re.MULTILINE)

COCHRANE_TEXT = TaggedFormat(
    name="cochrane-text",
    title="Cochrane Library plain text",
    grammar=TagGrammar(
        tag=rf"\ufeff?(?:{_TAGS}):(?=[ \t\r\n]|\Z)[ \t]?",
        starts=frozenset({"ID"}),
        openers=frozenset({"AU", "TI"}),
        blank_ends=True,
    ),
    values=values,
    lines=lines,
    sources=SOURCES,
    order=ORDER,
    dates=("YR",),
    separator=lambda tag: f"{tag}: ",
)


def recognises(head: str) -> bool:
    """Whether a record begins in the text."""
    return _RECORD.search(head) is not None


# A bare .txt that shows nothing is a list of identifiers sooner than this.
FORMAT: ReferenceFormat = reference_format(COCHRANE_TEXT, (".cochrane.txt",), recognises)

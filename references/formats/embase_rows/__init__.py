"""The CSV of Embase with one field a row, which no table reader can make sense of."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.embase_rows.mapping import ORDER, SOURCES, lines, values
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import TagGrammar
from references.reading.tagged_reference_format import reference_format

_LINE = r'","[^\r\n]*[\r\n]+"'
_RECORD = re.compile(
    rf'\A\ufeff?\s*"TITLE{_LINE}(?:ORIGINAL |AUTHOR |SOURCE|AiP|FULL RECORD|PUBLICATION )'
    rf'|^"(?:AUTHOR NAMES|AiP/IP ENTRY DATE|EMBASE ACCESSION ID|PUBLICATION YEAR){_LINE}[A-Z]',
    re.MULTILINE,
)

EMBASE_ROWS = TaggedFormat(
    name="embase-rows",
    title="Embase CSV, one field a row",
    grammar=TagGrammar(
        tag=r'\ufeff?"[A-Z][A-Za-z/()&\- ]{1,48}",',
        starts=frozenset({"TITLE"}),
        openers=frozenset({"AUTHOR NAMES", "SOURCE"}),
        blank_ends=True,
        name_of=re.compile(r"[A-Z][A-Za-z/()&\- ]*"),
    ),
    values=values,
    lines=lines,
    sources=SOURCES,
    order=ORDER,
    dates=("PUBLICATION YEAR", "DATE OF PUBLICATION"),
    separator=lambda tag: f'"{tag}",',
)


def recognises(head: str) -> bool:
    """Whether rows begin with the names of Embase's fields, and no row names all columns."""
    return _RECORD.search(head) is not None


FORMAT: ReferenceFormat = reference_format(EMBASE_ROWS, (".csv",), recognises)

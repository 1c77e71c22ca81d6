"""RefWorks Tagged Format, which RefWorks and some databases export."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.refworks.mapping import ORDER, SOURCES, lines, values
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import TagGrammar
from references.reading.tagged_reference_format import reference_format

# Any two capitals and a blank begin a line of prose; only these are tags of the format.
_TAGS = (
    r"RT|SR|ID|A[1-6DNV]|T[1-3AI]|J[FO]|YR|FD|VO|IS|S[FLNPT]|O[LPT]|K1|AB|NO|P[BMNP]|ED|LA|CL|LK|LL"
    r"|DO|CN|DB|DS|IP|RD|U[1-9]|UL|CR|WT|WP|WV|ER"
)
_RECORD = re.compile(r"^\ufeff?RT [A-Z][A-Za-z,/ ]{2,40}[\r\n]+[A-Z][A-Z0-9] ", re.MULTILINE)

REFWORKS = TaggedFormat(
    name="refworks",
    title="RefWorks tagged",
    grammar=TagGrammar(
        tag=rf"\ufeff?(?:{_TAGS})(?=[ \r\n]|\Z)[ ]?",
        starts=frozenset({"RT"}),
        openers=frozenset({"A1", "T1", "ID", "SR"}),
        blank_ends=True,
    ),
    values=values,
    lines=lines,
    sources=SOURCES,
    order=ORDER,
    dates=("YR", "FD"),
    separator=lambda tag: f"{tag} ",
)


def recognises(head: str) -> bool:
    """Whether a record begins in the text."""
    return _RECORD.search(head) is not None


FORMAT: ReferenceFormat = reference_format(REFWORKS, (".txt", ".rw"), recognises)

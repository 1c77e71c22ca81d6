"""RIS, which every reference manager and database exports."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.ris.mapping import values
from references.formats.ris.rendering import ORDER, lines
from references.formats.ris.sources import SOURCES
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import TagGrammar
from references.reading.tagged_reference_format import reference_format

_LOOSE_TAGS = (
    "TY|ER|A[1-4UDNB]|AV|BT|C[1-8AYPTNL]|D[ABEIOPS]|E[DPTRLV]|ID|IS|J[12AFO]|KW|L[1-4ABK]|LA|M[1-3]"
    "|N[12V]|OD|OP|P[BPTY]|RI|RN|RP|S[ENPRT]|T[1-3AITP]|U[1-5R]|V[LO]|WP|WT|Y[12R]"
)
# The two blanks before the hyphen tell a tag from text, so any two characters make one then.
# Without them, a tag must be one that RIS has; in small letters it must have both.
_TAG = (
    r"\ufeff?(?:[A-Z][A-Z0-9]  -|(?:ty|er|[a-z][a-z0-9])  -(?=[ \r\n]|\Z)"
    r"|DOI -(?=[ \t\r\n]|\Z)"
    rf"|[ \t]{{0,3}}(?:{_LOOSE_TAGS})[ \t]{{0,4}}-(?=[ \t\r\n]|\Z))[ \t]?"
)
_RECORD = re.compile(r"^\ufeff?[ \t]{0,3}TY[ \t]{0,4}-(?:[ \t]|$)", re.MULTILINE | re.IGNORECASE)

RIS = TaggedFormat(
    name="ris",
    title="RIS",
    # Ovid writes a journal's abbreviated title behind the end of a record, Web of Science the
    # end of the file behind the last.
    grammar=TagGrammar(
        tag=_TAG,
        starts=frozenset({"TY"}),
        ends=frozenset({"ER"}),
        outside=frozenset({"NL", "EF"}),
    ),
    values=values,
    lines=lines,
    sources=SOURCES,
    order=ORDER,
    dates=("PY", "Y1", "DA", "YR"),
    separator=lambda tag: f"{tag:<3} - ",
    items=frozenset({"KW"}),
    end="ER  - ",
    missing_start="this record does not begin with TY",
    missing_end="this record is not ended by ER; it was read up to the next one",
)


def recognises(head: str) -> bool:
    """Whether a record begins in the text."""
    return _RECORD.search(head) is not None


FORMAT: ReferenceFormat = reference_format(RIS, (".ris",), recognises)

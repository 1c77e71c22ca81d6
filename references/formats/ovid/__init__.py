"""Ovid's own tagged format, which its export dialogue calls "Reprint/Medlars" and "Citavi"."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.ovid.mapping import ORDER, SOURCES, lines, values
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import TagGrammar
from references.reading.tagged_reference_format import reference_format

_RECORD = re.compile(
    r"^\ufeff?VN {1,2}- Ovid|\A\ufeff?\s*<\s*\d+\s*\.?\s*>[ \t]*[\r\n]+[A-Z][A-Z0-9] {0,2}- ",
    re.MULTILINE,
)

OVID = TaggedFormat(
    name="ovid",
    title="Ovid tagged (Reprint/Medlars)",
    grammar=TagGrammar(
        tag=r"\ufeff?(?:[A-Z][A-Z0-9] {1,2}-|FED ?-)(?=[ \t\r\n]|\Z)[ \t]?",
        starts=frozenset({"VN"}),
        openers=frozenset({"DB", "AN", "UI", "TI", "AU"}),
        blank_ends=True,
    ),
    values=values,
    lines=lines,
    sources=SOURCES,
    order=ORDER,
    dates=("DP", "YR"),
    separator=lambda tag: f"{tag:<3} - ",
)


def recognises(head: str) -> bool:
    """Whether a record begins in the text."""
    return _RECORD.search(head) is not None


FORMAT: ReferenceFormat = reference_format(OVID, (".ovd", ".cgi", ".txt"), recognises)

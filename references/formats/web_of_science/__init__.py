"""The plain text of Web of Science, "ISI Export Format"."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.web_of_science.mapping import SOURCES, values
from references.formats.web_of_science.rendering import ORDER, lines
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import TagGrammar
from references.reading.tagged_reference_format import reference_format

_RECORD = re.compile(r"^\ufeff?(?:FN [^\r\n]{3,}|PT [A-Z](?:$|\s))", re.MULTILINE)

WEB_OF_SCIENCE = TaggedFormat(
    name="web-of-science",
    title="Web of Science plain text",
    grammar=TagGrammar(
        tag=r"\ufeff?[A-Z][A-Z0-9](?=[ \r\n]|\Z)[ ]?",
        starts=frozenset({"PT"}),
        ends=frozenset({"ER"}),
        outside=frozenset({"FN", "VR", "EF"}),
        # Any two capitals begin a line of prose; only these show a record that lost its first line.
        openers=frozenset({"AU", "TI", "UT", "DT", "SO"}),
    ),
    values=values,
    lines=lines,
    sources=SOURCES,
    order=ORDER,
    dates=("PY", "PD"),
    separator=lambda tag: f"{tag} ",
    continuation="   ",
    items=frozenset({"AU", "AF", "BA", "BF", "BE", "ED", "CA", "GP", "TR", "C1", "CR", "EM"}),
    end="ER",
    head="FN Clarivate Analytics Web of Science\nVR 1.0\n",
    tail="\nEF\n",
    missing_start="this record does not begin with PT",
    missing_end="this record is not ended by ER; it was read up to the next one",
)


def recognises(head: str) -> bool:
    """Whether the file's header or a record begins in the text."""
    return _RECORD.search(head) is not None


FORMAT: ReferenceFormat = reference_format(WEB_OF_SCIENCE, (".isi", ".ciw", ".txt"), recognises)

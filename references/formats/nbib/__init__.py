"""PubMed's tagged format, which it calls MEDLINE and saves as ``.nbib``."""

from __future__ import annotations

import re

from references.format import ReferenceFormat
from references.formats.nbib.mapping import SOURCES, values
from references.formats.nbib.rendering import ORDER, lines
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import TagGrammar
from references.reading.tagged_reference_format import reference_format

# A tag fills four places before its hyphen; some hands leave out the padding.
_TAG = (
    r"\ufeff?(?:[A-Z][A-Z0-9]{3}|[A-Z][A-Z0-9]{2} |[A-Z][A-Z0-9]  )-[ \t]?"
    r"|(?:TI|AB|AU|FAU|SO|DP|PG|VI|IP|TA|JT|PT|LA|MH|OT|IS|AD|AID|LID|PMC)[ ]?-(?=[ \t\r\n]|\Z)[ ]?"
)
_RECORD = re.compile(
    r"^\ufeff?(?:PMID ?- ?\d|PMC ?- ?(?:PMC)?\d|PMCR- ?\d|PMID- *$|(?:OWN |STAT|DCOM|FAU |OID )- )",
    re.MULTILINE,
)

NBIB = TaggedFormat(
    name="nbib",
    title="PubMed (MEDLINE)",
    grammar=TagGrammar(tag=_TAG, starts=frozenset({"PMID", "PMC", "PMCR", "UI"}), blank_ends=True),
    values=values,
    lines=lines,
    sources=SOURCES,
    order=ORDER,
    dates=("DP", "DEP"),
    separator=lambda tag: f"{tag:<4}- ",
    continuation="      ",
)


def recognises(head: str) -> bool:
    """Whether a record begins in the text."""
    return _RECORD.search(head) is not None


FORMAT: ReferenceFormat = reference_format(NBIB, (".nbib", ".medline", ".txt"), recognises)

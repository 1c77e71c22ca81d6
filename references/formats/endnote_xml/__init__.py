"""EndNote XML, which EndNote, Zotero, Bookends and most screening tools exchange."""

from __future__ import annotations

import re
from functools import partial

from references.format import ReferenceFormat
from references.formats.endnote_xml.layout import CONTAINERS, ORDER, SOURCES
from references.formats.endnote_xml.rendering import pieces, record_name
from references.formats.endnote_xml.values import values
from references.reading.xml_dialect import Dialect, root_of
from references.reading.xml_editing import edit
from references.reading.xml_reader import decode, encode, read, stream
from references.reading.xml_writer import write, write_stream

DIALECT = Dialect(
    name="endnote-xml",
    roots=frozenset({"xml", "records"}),
    records=("record",),
    containers=CONTAINERS,
    values=values,
    pieces=pieces,
    record_name=record_name,
    sources=SOURCES,
    told_apart_by={},
    order=ORDER,
    prolog='<?xml version="1.0" encoding="UTF-8"?>\n<xml>\n<records>\n',
    epilog="</records>\n</xml>\n",
    indent=1,
)
_OWN_RECORD = re.compile(r"<record>.{0,3000}?<(?:ref-type|rec-number|source-app)\b", re.DOTALL)


def recognises(head: str) -> bool:
    """Whether the text begins as EndNote's; a lone ``<record>`` may also be a MARC record."""
    root = root_of(head)
    return root in DIALECT.roots or (root == "record" and _OWN_RECORD.search(head) is not None)


FORMAT = ReferenceFormat(
    name=DIALECT.name,
    title="EndNote XML",
    suffixes=(".xml",),
    read=partial(read, DIALECT),
    write=partial(write, DIALECT),
    recognises=recognises,
    decode=decode,
    encode=encode,
    stream=partial(stream, DIALECT),
    write_stream=partial(write_stream, DIALECT),
    edit=partial(edit, DIALECT),
)

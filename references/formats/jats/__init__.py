"""JATS: the reference list of an article as journals and PubMed Central exchange it."""

from __future__ import annotations

from functools import partial

from references.format import ReferenceFormat
from references.formats.jats.layout import CONTAINERS, ORDER, SOURCES, TOLD_APART_BY, several
from references.formats.jats.rendering import pieces, record_name
from references.formats.jats.values import values
from references.reading.xml_dialect import Dialect
from references.reading.xml_editing import edit
from references.reading.xml_reader import decode, encode, read, stream
from references.reading.xml_writer import write, write_stream

DIALECT = Dialect(
    name="jats",
    roots=frozenset({"article", "ref-list", "ref", "pmc-articleset", "book-part-wrapper"}),
    records=("ref",),
    containers=CONTAINERS,
    values=values,
    pieces=pieces,
    record_name=record_name,
    sources=SOURCES,
    told_apart_by=TOLD_APART_BY,
    order=ORDER,
    prolog='<?xml version="1.0" encoding="UTF-8"?>\n'
    '<ref-list xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:mml="http://www.w3.org/1998/Math/MathML">\n',
    epilog="</ref-list>\n",
    indent=1,
    several=several,
)

FORMAT = ReferenceFormat(
    name=DIALECT.name,
    title="JATS reference list",
    suffixes=(".jats", ".nxml", ".xml"),
    read=partial(read, DIALECT),
    write=partial(write, DIALECT),
    recognises=DIALECT.recognises,
    decode=decode,
    encode=encode,
    stream=partial(stream, DIALECT),
    write_stream=partial(write_stream, DIALECT),
    edit=partial(edit, DIALECT),
)

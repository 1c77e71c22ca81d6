"""The XML of the International Clinical Trials Registry Platform of the WHO."""

from __future__ import annotations

from functools import partial

from references.format import ReferenceFormat
from references.formats.ictrp.layout import ORDER, SOURCES
from references.formats.ictrp.rendering import pieces, record_name
from references.formats.ictrp.values import values
from references.reading.xml_dialect import Dialect
from references.reading.xml_reader import decode, encode, read, stream
from references.reading.xml_writer import write, write_stream

DIALECT = Dialect(
    name="ictrp",
    roots=frozenset({"Trials_downloaded_from_ICTRP", "Trial"}),
    records=("Trial",),
    containers=frozenset(),
    values=values,
    pieces=pieces,
    record_name=record_name,
    sources=SOURCES,
    told_apart_by={},
    order=ORDER,
    prolog='<?xml version="1.0" encoding="UTF-8"?>\n<Trials_downloaded_from_ICTRP>\n',
    epilog="</Trials_downloaded_from_ICTRP>\n",
    indent=1,
)

FORMAT = ReferenceFormat(
    name=DIALECT.name,
    title="WHO ICTRP XML",
    suffixes=(".xml",),
    read=partial(read, DIALECT),
    write=partial(write, DIALECT),
    recognises=DIALECT.recognises,
    decode=decode,
    encode=encode,
    stream=partial(stream, DIALECT),
    write_stream=partial(write_stream, DIALECT),
)

"""CSV and other delimited tables, with the columns that the first row names."""

from __future__ import annotations

from references.format import ReferenceFormat
from references.library import Library
from references.problem import Reading
from references.reading.table import find_header, read_table
from references.reading.table_rewriting import write_table
from references.source import SourceFile

_NAME = "csv"


def read(source: SourceFile) -> Reading[Library]:
    """The references of a table whose columns have well-known headings."""
    return read_table(source, _NAME, {})


def write(library: Library) -> str:
    """The library as CSV: an untouched file as it stands, anything else as a table."""
    return write_table(library, read, {})


def recognises(head: str) -> bool:
    """Whether a row near the beginning names at least three columns of a reference."""
    if head[:1] in "@<[{":
        return False
    header = find_header(head, {})
    return header is not None and len(set(filter(None, header.roles))) >= 3


FORMAT = ReferenceFormat(
    name=_NAME,
    title="CSV and tab-delimited tables",
    suffixes=(".csv", ".tsv", ".tab"),
    read=read,
    write=write,
    recognises=recognises,
)

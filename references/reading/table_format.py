"""Formats that are tables: one reader and one writer, told which columns there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from references.format import Record, ReferenceFormat
from references.library import Library
from references.problem import Reading
from references.reading.table import Header, find_header, read_table
from references.reading.table_rewriting import write_table
from references.reading.table_streaming import stream_table
from references.reading.table_writing import STANDARD_COLUMNS, TABLES, write_rows
from references.reference import Reference
from references.source import SourceFile


def recognises(head: str) -> bool:
    """Whether a row near the beginning names at least three columns of a reference."""
    header = _header(head)
    return (
        header is not None
        and len(set(filter(None, header.roles))) >= 3
        and not is_scopus(header.headings)
    )


def recognises_scopus(head: str) -> bool:
    """Whether the headings are those of Scopus."""
    header = _header(head)
    return header is not None and is_scopus(header.headings)


def is_scopus(headings: Sequence[str]) -> bool:
    """Whether headings are those of Scopus, whose ``Source`` is a database and no journal."""
    names = set(headings)
    return names >= {"Title", "Source title"} and bool(
        names & {"EID", "Author(s) ID", "Art. No.", "Author full names"}
    )


def _header(head: str) -> Header | None:
    return None if head[:1] in ("@", "<", "[", "{") else find_header(head, {})


def table_format(
    name: str,
    title: str,
    suffixes: tuple[str, ...],
    standard: Mapping[str, str] = STANDARD_COLUMNS,
    columns: Mapping[str, str] | None = None,
    recognises: Callable[[str], bool] = recognises,
) -> ReferenceFormat:
    """A format of delimited text with a row of headings.

    ``standard`` are the headings of a new table, ``columns`` what headings of any other name hold.
    """
    known = dict(columns or {})

    def read(source: SourceFile) -> Reading[Library]:
        return read_table(source, name, known)

    def write(library: Library) -> str:
        return write_table(library, read, known, standard)

    def stream(path: Path) -> Iterator[Record]:
        return stream_table(path, name, known)

    def write_stream(references: Iterable[Reference]) -> Iterator[str]:
        rest = iter(references)
        first = next(rest, None)
        if first is not None and first.source_format in TABLES:
            # Which columns its rows have is known when the last of them was seen.
            yield write(Library((first, *rest)))
        else:
            yield from write_rows(chain(() if first is None else (first,), rest), standard)

    def mapped(more: Mapping[str, str]) -> ReferenceFormat:
        return table_format(name, title, suffixes, standard, known | dict(more), recognises)

    return ReferenceFormat(
        name=name,
        title=title,
        suffixes=suffixes,
        read=read,
        write=write,
        recognises=recognises,
        stream=stream,
        write_stream=write_stream,
        mapped=mapped,
    )

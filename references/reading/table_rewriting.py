"""Writing tables that were read from tables: whatever did not change stays to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from references.library import Library
from references.problem import Reading
from references.reading.table import Header, find_header, is_primary
from references.reading.table_headings import roles_of
from references.reading.table_rows import LINE_END, Row, rows, text_of
from references.reading.table_values import ATTRIBUTES_OF_ROLE, cell_of
from references.reading.table_writing import (
    STANDARD_COLUMNS,
    row_text,
    unknown_columns,
    write_rows,
)
from references.reference import Reference
from references.source import SourceFile
from references.spreadsheet import unguarded

# Columns of a new table that are read again as another role.
_SAID_IN = {"short_authors": "authors", "full_authors": "authors", "document_type": "type"}

Read = Callable[[SourceFile], Reading[Library]]


@dataclass(frozen=True, slots=True)
class _Origin:
    """The row that a record was read from, and what it said then."""

    source: SourceFile
    header: Header
    row: Row
    reference: Reference


def write_table(
    library: Library,
    read: Read,
    columns: Mapping[str, str],
    standard: Mapping[str, str] = STANDARD_COLUMNS,
) -> str:
    """The library as a table: the same text for the same library.

    A single file that nothing was changed in comes back to the byte. Tables put together, or with
    changed records, keep the columns of each in their order, with those added that a change needs.
    """
    readings = [(source, read(source).value) for source in library.sources]
    if len(readings) == 1 and readings[0][1].references == library.references:
        return readings[0][0].text
    origins = list(_origins(library, readings, columns))
    if not any(origins):
        unknown = unknown_columns(library.references)
        return "".join(write_rows(library.references, standard, unknown))
    return _Rewriting(library.references, origins, columns, standard).text()


def _origins(
    library: Library,
    readings: Sequence[tuple[SourceFile, Library]],
    columns: Mapping[str, str],
) -> Iterator[_Origin | None]:
    """The origin of each record in turn, ``None`` for one that was read from no table."""
    headers = {source.path: find_header(source.text, columns) for source, _ in readings}
    known = {
        (source.path, reference.span): (source, reference)
        for source, original in readings
        for reference in original.references
    }
    for reference in library.references:
        found = known.pop((reference.location.path, reference.span), None)
        header = headers.get(reference.location.path)
        if found is None or header is None or reference.span is None:
            yield None
            continue
        source, original = found
        row = next(rows(source.text, header.delimiter, reference.span.start))
        yield _Origin(source, header, row, original)


class _Rewriting:
    """Puts the rows of one new table together."""

    def __init__(
        self,
        references: Sequence[Reference],
        origins: Sequence[_Origin | None],
        columns: Mapping[str, str],
        standard: Mapping[str, str],
    ) -> None:
        self.pairs = list(zip(references, origins, strict=True))
        self.first = next(origin for origin in origins if origin is not None)
        self.header = self.first.header
        found = LINE_END.search(self.first.source.text)
        self.line_end = found[0] if found else "\r\n"
        self.headings = list(self.header.headings)
        own = [origin for origin in origins if origin is not None and self._is_own(origin)]
        own_width = max(len(origin.row.cells) for origin in own)
        for index in range(len(self.headings), own_width):
            self.headings.append(f"column {index + 1}")
        for origin in origins:
            if origin is not None and not self._is_own(origin):
                new = (each for each in origin.header.headings if each not in self.headings)
                self.headings += dict.fromkeys(new)
        self.roles = roles_of(self.headings, columns)
        self._add_columns(standard)
        self.primary = is_primary(self.headings, self.roles)

    def _is_own(self, origin: _Origin | None) -> bool:
        return origin is not None and origin.source is self.first.source

    def _add_columns(self, standard: Mapping[str, str]) -> None:
        present = set(self.roles)
        if present & {"month", "date"}:
            present |= {"month", "date"}
        if present & {"date", "year"}:
            present.add("year")
        if "first_page" in present:
            present.add("pages")
        for heading, role in standard.items():
            role = _SAID_IN.get(role, role)
            if role not in present and any(
                cell_of(reference, role) and _differs(reference, origin, role)
                for reference, origin in self.pairs
            ):
                self.headings.append(heading)
                self.roles.append(role)
                present.add(role)

    def text(self) -> str:
        """The table: what stood above the headings, the headings, and a row for each record."""
        source, header = self.first.source, self.header
        above = source.text[: header.span.start]
        heads = source.slice(header.span)
        if len(self.headings) > len(header.headings):
            added = row_text(self.headings[len(header.headings) :], header.delimiter, "")
            heads += header.delimiter + added
        body = (self._row(reference, origin) for reference, origin in self.pairs)
        return "".join((above, heads, self.line_end, *body))

    def _row(self, reference: Reference, origin: _Origin | None) -> str:
        delimiter = self.header.delimiter
        if origin is not None and self._is_own(origin) and origin.reference == reference:
            missing = len(self.headings) - len(origin.row.cells)
            padding = delimiter * missing if len(self.headings) > len(self.header.headings) else ""
            return origin.source.text[origin.row.start : origin.row.end] + padding + self.line_end
        return row_text(self._cells(reference, origin), delimiter, self.line_end)

    def _cells(self, reference: Reference, origin: _Origin | None) -> Iterator[str]:
        stood: dict[str, str] = {}
        own_roles: set[str] = set()
        if origin is not None:
            own_roles = set(origin.header.roles)
            names = [*origin.header.headings]
            names += [f"column {index + 1}" for index in range(len(names), len(origin.row.cells))]
            for name, raw in zip(names, origin.row.cells, strict=False):
                stood.setdefault(name, unguarded(text_of(raw)))
        for heading, role, primary in zip(self.headings, self.roles, self.primary, strict=True):
            changed = bool(role) and _differs(reference, origin, role)
            if heading in stood and not changed:
                yield stood[heading]
            elif primary and (changed or role not in own_roles):
                yield cell_of(reference, role)
            else:
                yield ""


def _differs(reference: Reference, origin: _Origin | None, role: str) -> bool:
    """Whether what a column of this role says has changed since the record was read."""
    if origin is None:
        return True
    return any(
        getattr(reference, name) != getattr(origin.reference, name)
        for name in ATTRIBUTES_OF_ROLE.get(role, (role,))
    )

"""Tables of references: delimited text whose first row says what stands in each column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from references.keys.author_year import key_for
from references.keys.unique import UniqueKeys
from references.library import Library
from references.problem import Problem, Reading
from references.reading.swift_records import (
    swift_cell,
    swift_location,
    swift_reference,
    swift_span,
)
from references.reading.table_headings import preference, roles_of
from references.reading.table_rows import DELIMITERS, LINE_END, MAXIMUM_ROW, Row, rows, text_of
from references.reading.table_values import GATHERED, ValueReader
from references.reference import Field, Reference
from references.source import Location, SourceFile, Span
from references.spreadsheet import unguarded

_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)[ \t]*(?:\r\n|\r|\n)")
_HEAD = 65536
_PREAMBLE_ROWS = 20
_ENOUGH_ALONE = frozenset({"title", "doi", "pmid", "pmcid", "key"})
_HINT = "name the columns in the first row, or say them with --columns title=Heading,year=Heading"
_CLOSE_QUOTES = "look for a quote or a delimiter within a cell that is not quoted"


@dataclass(frozen=True, slots=True)
class Header:
    """The row of headings: what each column is called and holds, and the sign between cells."""

    delimiter: str
    headings: tuple[str, ...]
    roles: tuple[str, ...]
    span: Span
    next: int
    line: int


def find_header(text: str, columns: Mapping[str, str]) -> Header | None:
    """The row that names the columns, which may stand below a title or a note.

    The delimiter is the one that gives the most known headings.
    """
    said = _SEPARATOR_LINE.match(text)
    begin = said.end() if said else 0
    delimiters = [said[1]] if said else list(DELIMITERS)
    best: Header | None = None
    best_score = 0
    for delimiter in delimiters:
        head = text[: begin + _HEAD]
        for count, row in enumerate(rows(head, delimiter, begin, 2 if said else 1)):
            if count == _PREAMBLE_ROWS:
                break
            headings = tuple(text_of(cell.lstrip("\ufeff")) for cell in row.cells)
            roles = tuple(roles_of(headings, columns))
            known = set(filter(None, roles))
            score = len(known)
            if score < 2 and not known & _ENOUGH_ALONE and not (columns and known):
                continue
            if score > best_score:
                best_score = score
                span = Span(row.start, row.end)
                best = Header(delimiter, headings, roles, span, row.next, row.next_line)
    return best


@dataclass(slots=True)
class TableReader:
    """Reads the rows of one file below its header."""

    path: str
    format_name: str
    header: Header
    problems: list[Problem] = field(default_factory=list)
    _values: ValueReader = field(default_factory=ValueReader)
    _keys: UniqueKeys = field(default_factory=UniqueKeys)
    _lines: dict[str, int] = field(default_factory=dict)
    _columns: list[tuple[str, str, bool]] = field(default_factory=list)
    _cells: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        headings, roles = self.header.headings, self.header.roles
        primary = is_primary(headings, roles)
        self._columns = list(zip(headings, roles, primary, strict=True))
        self._tell_repeated_headings()

    def _tell_repeated_headings(self) -> None:
        seen: set[str] = set()
        for heading in self.header.headings:
            if heading and heading.lower() in seen:
                message = (
                    f"the column {heading!r} appears again; the first one that is filled holds"
                )
                place = Location(self.path, self.header.line - 1)
                self.problems.append(Problem("library/duplicate-column", message, place))
            seen.add(heading.lower())

    def reference(self, row: Row) -> Reference | None:
        """The reference of one row, ``None`` when every cell is empty."""
        if not row.cells:
            message = f"the row has more than {MAXIMUM_ROW:,} characters; it was not read"
            place = Location(self.path, row.line)
            self.problems.append(Problem("library/row-too-long", message, place, _CLOSE_QUOTES))
        fields = self._fields(row)
        if not fields:
            return None
        location = swift_location(self.path, row.line)
        if len(row.cells) != len(self._columns):
            self._tell_ragged(row, location)
        cells = self._cells
        values = self._values.values(cells)
        if self._values.complaints:
            self._complain(fields, location)
        values["key"] = self._key(cells.get("key", ""), values, location)
        values["location"] = location
        values["fields"] = tuple(fields)
        values["span"] = swift_span(row.start, row.end)
        values["source_format"] = self.format_name
        return swift_reference(values)

    def _fields(self, row: Row) -> list[Field]:
        """The cells that say something; those of known columns gather by role in ``_cells``."""
        path, line = self.path, row.line
        cells = self._cells
        cells.clear()
        fields: list[Field] = []
        spare: list[tuple[str, str]] = []
        columns = self._columns
        if len(row.cells) > len(columns):
            columns = columns + self._beyond(len(row.cells))
        column = 1
        # A short row ends the walk; what it lacks is told of elsewhere.
        for raw, (heading, role, primary) in zip(row.cells, columns):  # noqa: B905
            if raw and (value := text_of(raw)):
                if value[0] == "'":
                    value = unguarded(value)
                fields.append(swift_cell(heading, raw, value, path, line, column))
                if primary:
                    cells[role] = value
                elif role:
                    spare.append((role, value))
            column += len(raw) + 1
        for role, value in spare:
            if role not in cells:
                cells[role] = value
            elif role in GATHERED:
                cells[role] = f"{cells[role]};{value}"
        return fields if row.next_line == line + 1 else self._placed(fields, row)

    def _placed(self, fields: Sequence[Field], row: Row) -> list[Field]:
        """The fields with their places right although cells before them hold line ends."""
        line, line_start, start = row.line, 0, 0
        place_of: dict[int, Location] = {}
        for cell in row.cells:
            place_of[start + 1] = Location(self.path, line, start - line_start + 1)
            for match in LINE_END.finditer(cell):
                line += 1
                line_start = start + match.end()
            start += len(cell) + 1
        return [replace(each, location=place_of[each.location.column]) for each in fields]

    def _beyond(self, width: int) -> list[tuple[str, str, bool]]:
        """Columns for cells to the right of the last heading."""
        begin = len(self._columns)
        return [(f"column {index + 1}", "", False) for index in range(begin, width)]

    def _key(self, key: str, values: Mapping[str, Any], location: Location) -> str:
        """The key that the row brings, or one made of what it says."""
        if not key:
            made = key_for(
                values.get("authors", ()), values.get("issued"), values.get("title", ""),
                values.get("editors", ()),
            )  # fmt: skip
            key = self._keys.make(made)
        elif not self._keys.take(key):
            place = f" at {Location(self.path, self._lines[key])}" if key in self._lines else ""
            message = f"the key {key!r} is taken{place}; both were kept"
            self.problems.append(Problem("library/duplicate-key", message, location))
            return key
        self._lines[key] = location.line
        return key

    def _tell_ragged(self, row: Row, location: Location) -> None:
        count, width = len(row.cells), len(self.header.headings)
        if count > width and not any(cell.strip(' "') for cell in row.cells[width:]):
            return
        what = "the rest were kept as they are" if count > width else "the missing ones are empty"
        message = f"the row has {count} cells where the header has {width}; {what}"
        self.problems.append(Problem("library/ragged-row", message, location, _CLOSE_QUOTES))

    def _complain(self, fields: Sequence[Field], location: Location) -> None:
        roles = dict(zip(self.header.headings, self.header.roles, strict=True))
        for kind, message, role in self._values.complaints:
            places = (each.location for each in fields if roles.get(each.name) == role)
            self.problems.append(Problem(kind, message, next(places, location)))
        self._values.complaints.clear()


def is_primary(headings: Sequence[str], roles: Sequence[str]) -> list[bool]:
    """Which columns are looked at first for what they hold: the preferred heading, or the first."""
    chosen: dict[str, int] = {}
    for index in sorted(range(len(roles)), key=lambda index: preference(headings[index])):
        chosen.setdefault(roles[index], index)
    return [bool(role) and chosen[role] == index for index, role in enumerate(roles)]


def read_table(
    source: SourceFile, format_name: str, columns: Mapping[str, str]
) -> Reading[Library]:
    """The references of a table, and everything that was wrong with it, by place."""
    text = source.text
    header = find_header(text, columns)
    if header is None:
        return Reading(Library((), (source,)), no_header(source.path, text))
    reader = TableReader(source.path, format_name, header)
    references = [
        reference
        for row in rows(text, header.delimiter, header.next, header.line)
        if (reference := reader.reference(row)) is not None
    ]
    return Reading(Library(tuple(references), (source,)), tuple(reader.problems))


def no_header(path: str, text: str) -> tuple[Problem, ...]:
    """What is said of a table whose columns nobody named; nothing of an empty file."""
    if not text.strip():
        return ()
    message = "no row names the columns of this table"
    return (Problem("library/no-header", message, Location(path), _HINT),)

"""Tables of references: delimited text whose first row says what stands in each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from references.format import Record
from references.library import Library
from references.problem import Problem, Reading
from references.reading.table_headings import preference, roles_of
from references.reading.table_rows import DELIMITERS, LINE_END, Row, rows, text_of
from references.reading.table_values import GATHERED, ValueReader
from references.reference import Field, Reference
from references.source import Location, SourceFile, Span
from references.spreadsheet import unguarded

_SEPARATOR_LINE = re.compile(r"\ufeff?sep=(.)[ \t]*(?:\r\n|\r|\n)")
_HEAD = 65536
_PREAMBLE_ROWS = 20
_ENOUGH_ALONE = frozenset({"title", "doi", "pmid", "pmcid", "key"})
_HINT = "name the columns in the first row, or say them with --columns title=Heading,year=Heading"


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
            headings = tuple(text_of(cell).strip(" \ufeff\t\r\n") for cell in row.cells)
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
    _first: dict[str, int] = field(default_factory=dict)
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
        fields = self._fields(row)
        if not fields:
            return None
        location = Location(self.path, row.line, 1)
        if len(row.cells) != len(self.header.headings):
            self._tell_ragged(row, location)
        cells = self._cells
        values = self._values.values(cells)
        if self._values.complaints:
            self._complain(fields, location)
        return Reference(
            key=self._key(cells.get("key", ""), location),
            location=location,
            fields=tuple(fields),
            span=Span(row.start, row.end),
            source_format=self.format_name,
            **values,
        )

    def _fields(self, row: Row) -> list[Field]:
        """The cells that say something; those of known columns gather by role in ``_cells``."""
        path, line, start = self.path, row.line, row.starts[0]
        cells = self._cells
        cells.clear()
        fields: list[Field] = []
        spare: list[tuple[str, str]] = []
        several_lines = row.next_line - line > 1
        columns = self._columns
        if len(row.cells) > len(columns):
            columns = columns + self._beyond(len(row.cells))
        for raw, begin, (heading, role, primary) in zip(row.cells, row.starts, columns):  # noqa: B905
            if not raw or not (value := _value(raw)):
                continue
            place = (
                _place(path, row, begin)
                if several_lines
                else Location(path, line, begin - start + 1)
            )
            fields.append(Field(heading, raw, value, place))
            if primary:
                cells[role] = value
            elif role:
                spare.append((role, value))
        for role, value in spare:
            if role not in cells:
                cells[role] = value
            elif role in GATHERED:
                cells[role] = f"{cells[role]};{value}"
        return fields

    def _beyond(self, width: int) -> list[tuple[str, str, bool]]:
        """Columns for cells to the right of the last heading."""
        begin = len(self._columns)
        return [(f"column {index + 1}", "", False) for index in range(begin, width)]

    def _key(self, key: str, location: Location) -> str:
        if not key:
            return f"row-{location.line}"
        first = self._first.setdefault(key, location.line)
        if first != location.line:
            message = f"the key {key!r} is taken at {Location(self.path, first)}; both were kept"
            self.problems.append(Problem("library/duplicate-key", message, location))
        return key

    def _tell_ragged(self, row: Row, location: Location) -> None:
        count, width = len(row.cells), len(self.header.headings)
        if count > width and not any(cell.strip(' "') for cell in row.cells[width:]):
            return
        what = "the rest were kept as they are" if count > width else "the missing ones are empty"
        message = f"the row has {count} cells where the header has {width}; {what}"
        hint = "look for a quote or a delimiter within a cell that is not quoted"
        self.problems.append(Problem("library/ragged-row", message, location, hint))

    def _complain(self, fields: Sequence[Field], location: Location) -> None:
        roles = dict(zip(self.header.headings, self.header.roles, strict=True))
        for kind, message, role in self._values.complaints:
            places = (each.location for each in fields if roles.get(each.name) == role)
            self.problems.append(Problem(kind, message, next(places, location)))
        self._values.complaints.clear()


def _value(raw: str) -> str:
    """What a cell says, without quotes, guard and the blanks around it."""
    value = raw.strip()
    if value[:1] == '"':
        value = text_of(value).strip()
    return unguarded(value) if value[:1] == "'" else value


def _place(path: str, row: Row, begin: int) -> Location:
    """Where a cell begins when those before it may hold line ends."""
    line, line_start = row.line, row.start
    for cell, start in zip(row.cells, row.starts, strict=True):
        if start == begin:
            break
        for match in LINE_END.finditer(cell):
            line += 1
            line_start = start + match.end()
    return Location(path, line, begin - line_start + 1)


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


def stream_rows(reader: TableReader, found: Iterator[Row]) -> Iterator[Record]:
    """References and problems in the order of the file."""
    yield from reader.problems
    for row in found:
        reader.problems.clear()
        reference = reader.reference(row)
        yield from reader.problems
        if reference is not None:
            yield reference

"""Tables of ratings as other programs write them, cell by cell with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from evidence.appraisal.rating_words import folded
from references.encoding import decode
from references.formats.xlsx.workbook import sheets
from references.problem import Problem, Reading
from references.source import Location

_ZIP = b"PK"
_DELIMITERS = (",", ";", "\t")
_LOOKED_AT = 20
"""Rows above the headings: titles and notes of a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as rows of cells; ``lines`` are the lines or rows they begin on, from 1."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RatedTable:
    """A sheet with the number of the row that holds its headings, counted from 0."""

    path: str
    sheet: Sheet
    heading_row: int

    def place(self, row: int, column: int) -> Location:
        """Where a cell stands: its row and its column, from 1."""
        return Location(self.path, self.sheet.lines[row], column + 1)

    def cell_name(self, row: int, column: int) -> str:
        """A cell as spreadsheets call it, such as ``C4``."""
        letters = ""
        number = column + 1
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{self.sheet.lines[row]}"

    def text(self, row: int, column: int) -> str:
        """What a cell says, empty beyond the end of its row."""
        cells = self.sheet.rows[row]
        return cells[column].strip() if column < len(cells) else ""

    def records(self) -> range:
        """The rows below the headings."""
        return range(self.heading_row + 1, len(self.sheet.rows))


def sheets_of(path: str, data: bytes) -> Reading[tuple[Sheet, ...]]:
    """The sheets of a workbook, or the one table of delimited text."""
    if data.startswith(_ZIP):
        reading = sheets(path, data)
        found = tuple(
            Sheet(name, rows, tuple(range(1, len(rows) + 1))) for name, rows in reading.value
        )
        return Reading(found, reading.problems)
    source = decode(path, data)
    text = source.value.text
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        line = 1
        for cells in reader:
            rows.append(tuple(cells))
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        place = Location(path, reader.line_num or 1)
        problem = Problem("file/not-a-table", f"cannot be read as a table: {error}", place)
        return Reading((), (*source.problems, problem))
    return Reading((Sheet("", tuple(rows), tuple(lines)),), source.problems)


def _delimiter(text: str) -> str:
    head = text[:2_000].split("\n", 1)[0]
    return max(_DELIMITERS, key=head.count)


def heading_row(rows: Sequence[Sequence[str]], wanted: frozenset[str]) -> int | None:
    """The first row that has one of the headings, looked for as written in any letters."""
    for number, row in enumerate(rows[:_LOOKED_AT]):
        if any(folded(cell) in wanted for cell in row):
            return number
    return None

"""Rows and cells of delimited text, each with its place, however badly it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

DELIMITERS = (",", ";", "\t")
MAXIMUM_ROW = 16 * 1024 * 1024
"""Characters of one row; a spreadsheet holds 32,767 in a cell, so a longer row is no record."""

LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Row:
    """The cells of one row as they stand, quotes included, and where each begins.

    ``end`` is where the last cell ends, ``next`` where the next row begins; ``line`` and
    ``next_line`` are the lines on which the two rows begin, from 1.
    """

    cells: list[str]
    starts: list[int]
    end: int
    next: int
    line: int
    next_line: int

    @property
    def start(self) -> int:
        """Where the first cell begins."""
        return self.starts[0]


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    """One cell and what ends it.

    A cell is quoted only when its closing quote stands at its end. Any other quote is a letter,
    as in ``5" disk``, so that one unclosed quote cannot swallow the rows below it. Possessive
    repetition keeps the search linear.
    """
    cut = re.escape(delimiter)
    return re.compile(
        rf'(?:"[^"]*+(?:""[^"]*+)*+"(?=[{cut}\r\n]|\Z)|[^{cut}\r\n]*+)({cut}|\r\n|\r|\n|\Z)'
    )


def rows(text: str, delimiter: str, position: int = 0, line: int = 1) -> Iterator[Row]:
    """The rows of a text that are not blank, from a position on."""
    length = len(text)
    newline = -2
    while position < length:
        # A file without line feeds is searched for them once, not once a row.
        if -1 != newline < position:
            newline = text.find("\n", position)
        end = length if newline < 0 else newline
        if text.find('"', position, end) < 0 and text.find("\r", position, end - 1) < 0:
            row = _plain_row(text, delimiter, position, end, line)
        else:
            row = _row(text, delimiter, position, line)
        position, line = row.next, row.next_line
        if len(row.cells) > 1 or row.cells[0]:
            yield row


def _plain_row(text: str, delimiter: str, position: int, end: int, line: int) -> Row:
    """A row without quotes, as most rows of most files are, cut at one go."""
    following = min(end + 1, len(text))
    if end > position and text[end - 1] == "\r":
        end -= 1
    cells = text[position:end].split(delimiter)
    starts = []
    for cell in cells:
        starts.append(position)
        position += len(cell) + 1
    return Row(cells, starts, end, following, line, line + 1)


def _row(text: str, delimiter: str, position: int, line: int) -> Row:
    cells: list[str] = []
    starts: list[int] = []
    begun = line
    cell = _cell(delimiter).match
    while True:
        match = cell(text, position)
        assert match is not None  # noqa: S101 - the pattern matches the empty cell
        end = match.start(1)
        raw = text[position:end]
        cells.append(raw)
        starts.append(position)
        position = match.end()
        if raw[:1] == '"' and ("\n" in raw or "\r" in raw):
            line += sum(1 for _ in LINE_END.finditer(raw))
        if match[1] != delimiter:
            return Row(cells, starts, end, position, begun, line + 1)


def text_of(raw: str) -> str:
    """What a cell says, its quotes taken off."""
    if raw[:1] == '"' and len(raw) > 1 and raw[-1] == '"':
        inner = raw[1:-1]
        return inner.replace('""', '"') if '"' in inner else inner
    return raw

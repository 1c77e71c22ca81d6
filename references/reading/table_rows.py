"""Rows and cells of delimited text, each with its place, however badly it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

DELIMITERS = (",", ";", "\t")
MAXIMUM_ROW = 16 * 1024 * 1024
"""Characters of one row; a spreadsheet holds 32,767 in a cell, so a longer row is no record."""

_QUOTE_OR_BLANK = ('"', " ")
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Row:
    """The cells of one row as they stand, quotes included; none when the row is too long.

    ``end`` is where the last cell ends, ``next`` where the next row begins; ``line`` and
    ``next_line`` are the lines on which the two rows begin, from 1.
    """

    cells: list[str]
    start: int
    end: int
    next: int
    line: int
    next_line: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How cells are cut at one delimiter.

    ``cell`` is a cell and what ends it. A cell is quoted only when its closing quote stands at its
    end; any other quote is a letter, as in ``5" disk``, so that one unclosed quote cannot swallow
    the rows below it. ``clean`` is a line of nothing but well-quoted and unquoted cells, and
    ``clean_cell`` a cell of such. Possessive repetition keeps all of them linear.
    """

    quoted: re.Pattern[str]
    cell: re.Pattern[str]
    clean: re.Pattern[str]
    clean_cell: re.Pattern[str]


@cache
def _patterns(delimiter: str) -> _Patterns:
    cut = re.escape(delimiter)
    quoted = r' *+"[^"]*+(?:""[^"]*+)*+" *+'
    strict = rf'(?:{quoted}(?=[{cut}]|\Z)|(?! *+")[^{cut}]*+)'
    return _Patterns(
        re.compile(quoted),
        re.compile(rf"({quoted}(?=[{cut}\r\n]|\Z)|[^{cut}\r\n]*+)({cut}|\r\n|\r|\n|\Z)"),
        re.compile(rf"{strict}(?:{cut}{strict})*+"),
        re.compile(rf"({quoted}(?=[{cut}]|\Z)|[^{cut}]*+)(?:{cut}|\Z)"),
    )


def rows(text: str, delimiter: str, position: int = 0, line: int = 1) -> Iterator[Row]:
    """The rows of a text that are not blank, from a position on."""
    length = len(text)
    patterns = _patterns(delimiter)
    newline = -2
    while position < length:
        # A file without line feeds is searched for them once, not once a row.
        if -1 != newline < position:
            newline = text.find("\n", position)
        end = following = length
        if newline >= 0:
            end, following = newline, newline + 1
            if newline > position and text[newline - 1] == "\r":
                end -= 1
        cells = None
        if text.find("\r", position, min(end, position + MAXIMUM_ROW)) < 0:
            if end - position > MAXIMUM_ROW:
                yield Row([], position, end, following, line, line + 1)
                position, line = following, line + 1
                continue
            cells = _cells_of_line(text, delimiter, patterns, position, end)
        if cells is None:
            row = _row(text, delimiter, patterns.cell, position, line)
        else:
            row = Row(cells, position, end, following, line, line + 1)
        position, line = row.next, row.next_line
        if len(row.cells) != 1 or row.cells[0]:
            yield row


def _cells_of_line(
    text: str, delimiter: str, patterns: _Patterns, position: int, end: int
) -> list[str] | None:
    """The cells of a line, ``None`` when a quote in it may open a cell of several lines."""
    if text.find('"', position, end) < 0:
        return text[position:end].split(delimiter)
    if patterns.clean.fullmatch(text, position, end) is None:
        return None
    cells = patterns.clean_cell.findall(text, position, end)
    # The pattern also finds the nothing after a last cell that no delimiter ends.
    if text[end - 1] != delimiter:
        cells.pop()
    return cells


def _row(text: str, delimiter: str, cell: re.Pattern[str], position: int, line: int) -> Row:
    cells: list[str] = []
    start, begun = position, line
    limit = min(len(text), position + MAXIMUM_ROW)
    following = end = limit
    for match in cell.finditer(text, position, limit):
        raw, separator = match.groups()
        cells.append(raw)
        if raw[:1] in _QUOTE_OR_BLANK and ("\n" in raw or "\r" in raw):
            line += sum(1 for _ in LINE_END.finditer(raw))
        if separator != delimiter:
            end, following = match.span(2)
            break
    if end == limit < len(text):
        beyond = LINE_END.search(text, limit)
        end, following = beyond.span() if beyond else (len(text), len(text))
        cells = []
    return Row(cells, start, end, following, begun, line + 1)


def is_certain(row: Row, delimiter: str) -> bool:
    """Whether the row is cut right whatever follows: no cell opens a quote that none closes."""
    quoted = _patterns(delimiter).quoted.fullmatch
    return all(cell.lstrip(" ")[:1] != '"' or quoted(cell) for cell in row.cells)


def text_of(raw: str) -> str:
    """What a cell says, without quotes and the blanks around it."""
    if raw[:1] in _QUOTE_OR_BLANK:
        raw = raw.strip(" ")
        if raw[:1] == '"' and len(raw) > 1 and raw[-1] == '"':
            raw = raw[1:-1].replace('""', '"')
    return raw.strip()

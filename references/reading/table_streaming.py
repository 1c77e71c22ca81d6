"""Tables read row by row from disk, whatever their size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from references.format import Record
from references.reading.opening import opened_text
from references.reading.table import TableReader, find_header, no_header
from references.reading.table_rows import LINE_END, MAXIMUM_ROW, Row, is_certain, rows

_BLOCK = 1 << 20


def stream_table(path: Path, format_name: str, columns: Mapping[str, str]) -> Iterator[Record]:
    """The references and problems of a table in the order of the file, as ``read_table`` has them.

    Raises:
        InputError: when the file cannot be opened.
    """
    with opened_text(path) as opened:
        yield from opened.problems
        if opened.text is None:
            return
        text = opened.text.read(_BLOCK)
        header = find_header(text, columns)
        if header is None:
            yield from no_header(str(path), text)
            return
        reader = TableReader(str(path), format_name, header)
        yield from reader.problems
        window = _Window(opened.text.read, text[header.next :], header.next, header.line)
        for row in window.rows(header.delimiter):
            reader.problems.clear()
            reference = reader.reference(row)
            yield from reader.problems
            if reference is not None:
                yield reference


class _Window:
    """The part of a text that is held at a time, and where it stands in the whole."""

    def __init__(self, read: Callable[[int], str], text: str, offset: int, line: int) -> None:
        self._read = read
        self._text = text
        self._offset = offset
        self._line = line

    def rows(self, delimiter: str) -> Iterator[Row]:
        """The rows in turn, each with its place in the whole text."""
        ended = False
        size = _BLOCK
        while True:
            done = 0
            for row in rows(self._text, delimiter, 0, self._line):
                full = ended or len(self._text) - row.start > 2 * MAXIMUM_ROW
                if not full and not self._is_whole(row, delimiter):
                    break
                done, self._line = row.next, row.next_line
                size = _BLOCK
                too_long = not row.cells and row.next == len(self._text)
                yield self._moved(row)
                if too_long and not ended:
                    self._skip_line()
                    done = 0
                    break
            self._text = self._text[done:]
            self._offset += done
            if ended:
                return
            # Larger and larger blocks keep a row that needs many of them from being cut as often.
            block = self._read(size)
            size = min(2 * size, MAXIMUM_ROW)
            ended = not block
            self._text += block

    def _is_whole(self, row: Row, delimiter: str) -> bool:
        return row.next < len(self._text) and is_certain(row, delimiter)

    def _moved(self, row: Row) -> Row:
        row.start += self._offset
        row.end += self._offset
        row.next += self._offset
        return row

    def _skip_line(self) -> None:
        """Let go of all text up to the next line end."""
        found = None
        while found is None:
            self._offset += len(self._text)
            self._text = self._read(_BLOCK)
            if self._text.endswith("\r"):
                self._text += self._read(1)
            found = LINE_END.search(self._text)
            if not self._text:
                return
        self._text = self._text[found.end() :]
        self._offset += found.end()

"""Where the content of Markdown blocks stands in the file.

markdown-it-py says on which lines a block stands, and gives its content without quote marks,
indentation and the pipes of tables; here each line or cell is found again in its source line.
"""

from __future__ import annotations

from markdown_it.token import Token

from evidence.articles.offsets import Offsets, Transcript
from references.source import SourceFile


class BlockPlaces:
    """Places of lines and of table cells, the cells of a row in their order."""

    def __init__(self, source: SourceFile, text: str) -> None:
        self._line_starts = source.line_starts
        # The parser reads NUL as the replacement character, as CommonMark asks.
        self._text = text.replace("\0", "\ufffd")
        self._cell_end = 0

    def begin_row(self, token: Token) -> None:
        """A table row begins; its cells are looked for one after the other."""
        self._cell_end = self.line_start(token.map[0]) if token.map else 0

    def line_start(self, line: int) -> int:
        """Where a line counted from 0 begins; the end of the text for lines after the last."""
        starts = self._line_starts
        return min(starts[line] if line < len(starts) else len(self._text), len(self._text))

    def of_lines(self, token: Token) -> Offsets:
        """Where the lines of a block's content stand, past quote marks and indentation."""
        transcript = Transcript()
        lines = token.content.split("\n")
        first = self._first_line(token, lines)
        for number, line in enumerate(lines, first):
            start = self.line_start(number)
            end = self.line_start(number + 1)
            if number > first:
                transcript.append("\n", max(start - 1, 0))
            at = self._text.rfind(line, start, end)
            if at >= 0:
                transcript.append(line, at)
                continue
            bare = line.strip()
            at = max(self._text.rfind(bare, start, end), start)
            indent = len(line) - len(line.lstrip())
            transcript.append_at_one_place(line[:indent], at)
            transcript.append(bare, at)
            transcript.append_at_one_place(line[indent + len(bare) :], at + len(bare))
        return transcript.finish(transcript.next_target)[1]

    def _first_line(self, token: Token, lines: list[str]) -> int:
        """Where content begins: lines of odd spaces are trimmed from it and not from its map."""
        begin, end = token.map or (0, 0)
        for number in range(begin, max(end - len(lines), begin) + 1):
            start, stop = self.line_start(number), self.line_start(number + 1)
            if self._text.find(lines[0], start, stop) >= 0:
                return number
        return begin

    def of_cell(self, token: Token) -> Offsets:
        r"""Where a cell's content stands in its row; ``\|`` in the source is ``|`` in it."""
        transcript = Transcript()
        line = token.map[0] if token.map else 0
        end = self.line_start(line + 1)
        cursor = self._cell_end
        at = self._text.find(token.content.replace("|", "\\|"), cursor, end)
        at = cursor if at < 0 else at
        for index, part in enumerate(token.content.split("|")):
            if index:
                transcript.append("|", at + 1)
                at += 2
            transcript.append(part, at)
            at += len(part)
        if token.content:
            self._cell_end = min(at, end)
        return transcript.finish(at)[1]

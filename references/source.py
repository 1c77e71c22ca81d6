"""Where something was read: files, spans of characters, and places a person can go to."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of character offsets in the text of one source file."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} is not a range")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place to show to a person; line and column count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class SourceFile:
    """The decoded text of one file, with the path it is shown under.

    Line ends are kept as they were; LF, CR LF and a lone CR each end a line.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    has_byte_order_mark: bool = False

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of every line."""
        if "\r" not in self.text:
            lengths = (len(line) + 1 for line in self.text.split("\n")[:-1])
            return tuple(accumulate(lengths, initial=0))
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def location(self, offset: int) -> Location:
        """Line and column of a character offset; one past the end is allowed."""
        line = bisect_right(self.line_starts, offset)
        return Location(self.path, line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Text of a line counted from 1, without its line end; empty when there is none."""
        if not 1 <= number <= len(self.line_starts):
            return ""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def slice(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span.start : span.end]

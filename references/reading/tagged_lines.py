"""Text of tagged lines (RIS, PubMed, Web of Science, refer) cut into records, in one pass.

The text is split at its tags by one compiled pattern, so that the work per character is done by
the regular expression engine. A value reaches to the next tag; what stands between records
belongs to none and is left to the writer, which copies it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

TagLine: TypeAlias = tuple[str, str, int, int, int]
"""Tag, raw value, line of the tag, offset of the tag's line, offset of the value."""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n|\Z)")
_END_OF_LINE = re.compile(r"\r\n|\r|\n")
_NAME = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one record, without the one that ends it.

    ``unended`` tells that the line which should end it is missing, ``untyped`` that the one which
    should begin it is. ``closed`` is false for a record that the end of the text cuts short.
    """

    lines: list[TagLine]
    start: int
    end: int
    unended: bool = False
    untyped: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class TagGrammar:
    """How a format writes its tags and parts its records.

    ``tag`` matches a tag with its separator at the beginning of a line, ``name_of`` the tag in
    that. A tag in ``starts`` begins a record and one in ``ends`` ends it; ``outside`` tags stand
    between records. ``openers`` begin a record although its first line is missing (``None``: any
    tag does). With ``blank_ends`` a blank line can end a record, and a tag in ``starts`` that the
    record has already begins the next.
    """

    tag: str
    starts: frozenset[str]
    ends: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    openers: frozenset[str] | None = None
    blank_ends: bool = False
    name_of: re.Pattern[str] = _NAME
    patterns: tuple[re.Pattern[str], re.Pattern[str]] = field(init=False)

    def __post_init__(self) -> None:
        # A pattern that begins with one plain character is searched for much faster.
        patterns = (re.compile(f"\n({self.tag})"), re.compile(f"[\n\r]({self.tag})"))
        object.__setattr__(self, "patterns", patterns)


def blocks(grammar: TagGrammar, text: str, line: int = 1, offset: int = 0) -> Iterator[Block]:
    """The records of a text whose first line is ``line`` and first character ``offset``."""
    pattern = grammar.patterns["\r" in text and _LONE_RETURN.search(text) is not None]
    pieces = pattern.split("\n" + text)
    cutter = _Cutter(grammar)
    position = len(pieces[0])  # in the text; the line end put before it makes up for the first
    returns = "\r" in text
    line += _lines_in(pieces[0], text, position - 1, returns=returns)
    special = grammar.starts | grammar.ends
    watches = grammar.blank_ends
    tag_of: dict[str, str] = {}
    lines = cutter.lines
    for index in range(1, len(pieces), 2):
        separator, raw = pieces[index], pieces[index + 1]
        tag = tag_of.get(separator)
        if tag is None:
            found = grammar.name_of.search(separator)
            tag = tag_of[separator] = found[0].upper() if found else ""
        value = position + len(separator)
        after = value + len(raw)
        line_after = line + 1
        if returns or "\n" in raw:
            line_after += _lines_in(raw, text, after, returns=returns)
            if raw[-1:] == "\r" and text[after : after + 1] == "\n":
                raw = raw[:-1]
        tag_line = (tag, raw, line, offset + position, offset + value)
        if not lines or tag in special or cutter.after_blank:
            if (done := cutter.take(tag_line)) is not None:
                yield done
            lines = cutter.lines
        else:
            lines.append(tag_line)
        if watches and ("\n" in raw or "\r" in raw):
            cutter.after_blank = _holds_blank_line(raw)
        position = after + 1
        line = line_after
    if (last := cutter.close(unended=bool(grammar.ends), closed=False)) is not None:
        yield last


def _lines_in(piece: str, text: str, end: int, *, returns: bool) -> int:
    """Line ends within a piece that ends at ``end``; a CR there may belong to the LF behind."""
    if not returns:
        return piece.count("\n")
    ends = len(_END_OF_LINE.findall(piece))
    return ends - 1 if piece[-1:] == "\r" and text[end : end + 1] == "\n" else ends


def _holds_blank_line(raw: str) -> bool:
    """Whether a blank line stands in a value or behind it."""
    return raw.rstrip(" \t")[-1:] in ("\n", "\r") or (
        ("\n\n" in raw or "\n\r" in raw) and _BLANK_LINE.search(raw) is not None
    )


def before_blank_line(raw: str) -> str:
    """A value as far as the first blank line below it."""
    found = _BLANK_LINE.search(raw)
    return raw if found is None else raw[: found.start()]


class _Cutter:
    """Gathers tag lines into blocks."""

    def __init__(self, grammar: TagGrammar) -> None:
        self.grammar = grammar
        self.watches = grammar.blank_ends
        self.lines: list[TagLine] = []
        self.tags: set[str] = set()
        self.looked_at = 0
        self.after_blank = False
        self.untyped = False

    def take(self, line: TagLine) -> Block | None:
        """Add a line; the block that it completes, if it does."""
        tag = line[0]
        if tag in self.grammar.ends:
            return self._end(line)
        done = None
        if self.lines and self._begins_next(tag):
            done = self.close(unended=bool(self.grammar.ends))
        if not self.lines:
            if tag in self.grammar.outside or not self._opens(tag):
                return done
            self.untyped = tag not in self.grammar.starts
        self.lines.append(line)
        self.after_blank = False
        return done

    def _has(self, tag: str) -> bool:
        """Whether the open record has this tag; each of its lines is looked at but once."""
        self.tags.update(line[0] for line in self.lines[self.looked_at :])
        self.looked_at = len(self.lines)
        return tag in self.tags

    def _opens(self, tag: str) -> bool:
        openers = self.grammar.openers
        return openers is None or tag in openers or tag in self.grammar.starts

    def _begins_next(self, tag: str) -> bool:
        """Whether a tag belongs to another record than the one that is open."""
        starts = self.grammar.starts
        if not self.watches:
            # Several starting lines one below the other are one record whose type is repeated.
            return tag in starts and self.lines[-1][0] not in starts
        if tag in starts:
            return self.after_blank or self._has(tag)
        return self.after_blank and self._opens(tag) and (self.untyped or self._has(tag))

    def _end(self, line: TagLine) -> Block | None:
        first_end = _END_OF_LINE.search(line[1])
        value = line[1][: first_end.start()] if first_end else line[1]
        return self.close(end=line[4] + len(value.rstrip("\r")))

    def close(self, *, unended: bool = False, closed: bool = True, end: int = -1) -> Block | None:
        """The block of the lines so far, if there are any."""
        if not self.lines:
            return None
        if end < 0:
            tag, raw, line, start, value_start = self.lines[-1]
            if self.watches:
                raw = before_blank_line(raw)
                self.lines[-1] = (tag, raw, line, start, value_start)
            end = value_start + len(raw.rstrip())
        done = Block(self.lines, self.lines[0][3], end, unended, self.untyped, closed)
        self.lines = []
        self.tags = set()
        self.looked_at = 0
        self.after_blank = False
        return done

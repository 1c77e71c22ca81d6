"""Finds the records of an XML bibliography in its text, whole or piece by piece.

Only the tags of records are looked at, so that one broken record, a truncated download or a
hostile prolog cannot cost the others; a parser sees a record alone, never a document type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass

from references.reading.running_place import RunningPlace
from references.reading.xml_markup import CLOSERS
from references.source import Location

MAXIMUM_RECORD = 32 * 1024 * 1024
"""Characters of one record; the longest real ones, with thousands of citations, have 2 million."""

_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?([^\s>]{1,80})")
_TAG_REST = re.compile(r"(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>")
_DOCTYPE_REST = re.compile(r"(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*+(?:\[(?s:.*?)\]\s*)?>")

# How far the end of a record is looked for without looking at each tag on the way.
_AHEAD = 1 << 16


@dataclass(frozen=True, slots=True)
class RecordText:
    """One record as its file has it; ``complete`` is false when its end tag is missing."""

    name: str
    text: str
    start: int
    location: Location
    complete: bool

    def places(self) -> Callable[[int], Location]:
        """Tells where characters of the record stand in the file, asked in rising order."""
        running = RunningPlace(self.location.path)
        first = self.location

        def place(offset: int) -> Location:
            inside = running.of(self.text, 0, offset)
            column = inside.column + (first.column - 1 if inside.line == 1 else 0)
            return Location(first.path, first.line + inside.line - 1, column)

        return place


@dataclass(frozen=True, slots=True)
class Declaration:
    """An entity that the file declares for itself: never expanded."""

    name: str
    location: Location


@dataclass(frozen=True, slots=True)
class Lost:
    """A stretch too long to be one record; it was passed over."""

    name: str
    length: int
    location: Location


Found = RecordText | Declaration | Lost


def records_in(path: str, chunks: Iterable[str], names: Sequence[str]) -> Iterator[Found]:
    """The records of a text that comes in chunks, in memory bounded by the longest record.

    ``names`` are the elements that are records, the outer first: one that begins inside a record
    of an inner or the same rank shows that the end tag of that one is missing.
    """
    yield from _Scanner(path, names).scan(chunks)


class _Scanner:
    def __init__(self, path: str, names: Sequence[str]) -> None:
        self.running = RunningPlace(path)
        self.rank = {name: place for place, name in enumerate(names)}
        self.outer = {
            name: [f"{mark}{outer}" for outer in names[:rank] for mark in "<:"]
            for name, rank in self.rank.items()
        }
        every = "|".join(map(re.escape, names))
        self.token = re.compile(
            rf"<(?:!--|!\[CDATA\[|\?|!DOCTYPE\b|(/?)(?:[A-Za-z_][\w.-]*+:)?({every})(?=[\s/>]))"
        )
        self.buffer = ""
        self.base = 0
        """Offset in the file of the buffer's first character."""
        self.position = 0
        self.open: tuple[str, int] | None = None
        """Name and file offset of the record that is not closed yet."""
        self.absent: set[str] = set()
        """Closers that the rest of the text does not hold: searched once, not once an opener."""
        self.last = False
        self.has_type = False

    def scan(self, chunks: Iterable[str]) -> Iterator[Found]:
        for chunk in chunks:
            self._forget()
            self.buffer += chunk
            yield from self._tokens()
            yield from self._bounded()
        self.last = True
        yield from self._tokens()
        if self.open is not None:
            yield self._cut(len(self.buffer))

    def _forget(self) -> None:
        """Drop what is dealt with, so that the buffer holds one record at most."""
        keep = self.position if self.open is None else self.open[1] - self.base
        self._place(keep)
        self.buffer = self.buffer[keep:]
        self.base += keep
        self.position -= keep

    def _bounded(self) -> Iterator[Found]:
        if self.open is not None and len(self.buffer) + self.base - self.open[1] > MAXIMUM_RECORD:
            name, start = self.open
            place = self._place(start - self.base)
            yield Lost(name, len(self.buffer) + self.base - start, place)
            self.open = None
        if self.open is None and len(self.buffer) - self.position > MAXIMUM_RECORD:
            self.position = len(self.buffer)

    def _tokens(self) -> Iterator[Found]:
        while True:
            match = self.token.search(self.buffer, self.position)
            if match is None:
                # What could be the beginning of a token stays for the next chunk.
                cut = self.buffer.rfind("<", self.position)
                near = cut >= 0 and len(self.buffer) - cut < 200
                self.position = cut if near and not self.last else len(self.buffer)
                if not near and not self.last and self.buffer.endswith("\r"):
                    self.position -= 1  # its line feed may come with the next chunk
                return
            before = self.open
            end = yield from self._token(match)
            if end < 0:
                self.position = match.start()
                return
            opened = self.open is not None and self.open is not before
            self.position = self._inside(end) if opened else end

    def _token(self, match: re.Match[str]) -> Generator[Found, None, int]:
        """Deal with one token; returns where the next may begin, or -1 to wait for more text."""
        token = match[0]
        if token in CLOSERS:
            return self._past(match, CLOSERS[token])
        if token.startswith("<!DOCTYPE") and self.has_type:
            return match.end()  # a document has one; more are debris
        if token.startswith("<!DOCTYPE"):
            rest = _DOCTYPE_REST.match(self.buffer, match.end())
            if rest is None:
                self.has_type = self.last
                return match.end() if self.last or self.base + len(self.buffer) > 1 << 20 else -1
            for entity in _ENTITY.finditer(self.buffer, match.end(), rest.end()):
                yield Declaration(entity[1], self._place(entity.start()))
                break
            self.has_type = True
            return rest.end()
        rest = _TAG_REST.match(self.buffer, match.end())
        if rest is None and not self.last and self.buffer.find("<", match.end()) < 0:
            return -1
        end = rest.end() if rest is not None else match.end()
        yield from self._tag(match, end)
        return end

    def _past(self, match: re.Match[str], closer: str) -> int:
        if closer not in self.absent:
            found = self.buffer.find(closer, match.end())
            if found >= 0:
                return found + len(closer)
            if not self.last and len(self.buffer) - match.start() < MAXIMUM_RECORD:
                return -1
            self.absent.add(closer)
        return match.end()

    def _tag(self, match: re.Match[str], end: int) -> Iterator[Found]:
        name = match[2]
        if match[1]:
            if self.open is not None and self.open[0] == name:
                yield self._record(end, complete=True)
            return
        if self.open is not None:
            if self.rank[name] > self.rank[self.open[0]]:
                return
            yield self._cut(match.start())
        self.open = (name, self.base + match.start())
        if self.buffer[end - 2] == "/":
            yield self._record(end, complete=True)

    def _inside(self, position: int) -> int:
        """How far the inside of the record just opened can be passed over unseen.

        Most records hold nothing but elements of other names. Each search ends where the one
        before it found something, so that records without an end cost no more.
        """
        name = (self.open or ("", 0))[0]
        end = min(len(self.buffer), position + _AHEAD)
        for opener in (f"<{name}", f":{name}", "<!", "<?", *self.outer[name]):
            found = self.buffer.find(opener, position, end)
            end = found if found >= 0 else end
        found = self.buffer.find(f"</{name}", position, end)
        return found if found >= 0 else position

    def _cut(self, end: int) -> RecordText:
        """The open record, which lacks its end tag, without the blanks that follow it."""
        start = (self.open or ("", self.base))[1] - self.base
        return self._record(start + len(self.buffer[start:end].rstrip()), complete=False)

    def _record(self, end: int, *, complete: bool) -> RecordText:
        name, offset = self.open or ("", self.base)
        start = offset - self.base
        self.open = None
        return RecordText(name, self.buffer[start:end], offset, self._place(start), complete)

    def _place(self, index: int) -> Location:
        return self.running.of(self.buffer, self.base, index)

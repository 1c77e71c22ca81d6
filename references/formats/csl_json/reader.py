"""Reads the items of a CSL-JSON file, whole or one by one, losing none."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from references.csl import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES, as_text, date_in
from references.csl_custom import from_csl_with_custom
from references.formats.csl_json.extra import extra_values
from references.formats.csl_json.items import ItemDecoder
from references.garbage import collection_paused
from references.library import Library
from references.problem import Problem, Reading
from references.reading.opening import opened_text
from references.reading.running_place import RunningPlace
from references.reading.swift_records import swift_cell, swift_reference, swift_span
from references.reference import Field, Reference
from references.source import Location, SourceFile

NAME = "csl-json"
MAXIMUM_ITEM = 32 * 1024 * 1024
"""Characters of one item; what is longer is no bibliographic item."""

_CHUNK = 1 << 20
_OPENING = re.compile(r'\[|\{\s*"(?:items|references)"\s*:\s*\[')
_BLANK = re.compile(r"[\s,\ufeff]*")
_NEXT_ITEM = re.compile(r"\}\s*,?\s*(?=\{)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_URL_OR_NUMBER = re.compile(r"https?://\S+|\d*", re.IGNORECASE)
_PLAIN = re.compile(r"[\w -]+", re.ASCII)


def read(source: SourceFile) -> Reading[Library]:
    """The items of a CSL-JSON file; a broken item is a problem and the next one is read."""
    references: list[Reference] = []
    problems: list[Problem] = []
    with collection_paused():
        for item in _Reader(source.path).read((source.text,)):
            if isinstance(item, Reference):
                references.append(item)
            else:
                problems.append(item)
    return Reading(Library(tuple(references), (source,)), tuple(problems))


def stream(path: Path) -> Iterator[Reference | Problem]:
    """The same, item by item, in memory that does not grow with the file."""
    with opened_text(path) as opened:
        yield from opened.problems
        text = opened.text
        if text is not None:
            yield from _Reader(str(path)).read(iter(lambda: text.read(_CHUNK), ""))


class _Reader:
    def __init__(self, path: str) -> None:
        self.running = RunningPlace(path)
        self.encode = json.JSONEncoder(ensure_ascii=False).encode
        self.items = ItemDecoder()
        self.first: dict[str, Location] = {}
        self.chunks: Iterator[str] = iter(())
        self.buffer = ""
        self.base = 0
        self.ended = False

    def read(self, chunks: Iterable[str]) -> Iterator[Reference | Problem]:
        self.chunks = iter(chunks)
        self._more()
        position = yield from self._opening()
        while position >= 0:
            position = self._past(_BLANK, position)
            if position >= len(self.buffer) or self.buffer[position] in "]}":
                return
            if position > len(self.buffer) // 2:
                # Not after each item: what is left would be copied as often.
                position = self._forget(position)
            position = yield from self._item(position)

    def _more(self) -> bool:
        """Whether there was more of the text to add to the buffer."""
        chunk = "" if self.ended else next(self.chunks, "")
        # Few large additions: an item that spans many chunks is not copied once a chunk.
        parts = [chunk]
        while chunk and sum(map(len, parts)) < len(self.buffer):
            chunk = next(self.chunks, "")
            parts.append(chunk)
        self.ended = self.ended or not chunk
        self.buffer += "".join(parts)
        return bool(parts[0])

    def _forget(self, position: int) -> int:
        """Drop what stands before a character; gives where that one is now."""
        self._place(position)
        self.buffer = self.buffer[position:]
        self.base += position
        return 0

    def _past(self, blank: re.Pattern[str], position: int) -> int:
        while True:
            match = blank.match(self.buffer, position)
            position = match.end() if match is not None else position
            if position < len(self.buffer) or not self._more():
                return position

    def _place(self, index: int) -> Location:
        return self.running.of(self.buffer, self.base, index)

    def _opening(self) -> Generator[Problem, None, int]:
        position = self._past(_BLANK, 0)
        opening = _OPENING.match(self.buffer, position)
        if opening is not None:
            return opening.end()
        if self.buffer.startswith("{", position):
            return position
        if self.buffer[position:]:
            message = "this is not a list of CSL items"
            yield Problem("library/failed-block", message, self._place(position))
        return -1

    def _item(self, start: int) -> Generator[Reference | Problem, None, int]:
        """The item at ``start`` if it can be read; gives where the next one may begin."""
        while True:
            try:
                value, end = self.items.decode(self.buffer, start)
            except (ValueError, RecursionError) as error:
                if self._may_go_on(start, error):
                    start = self._forget(start)
                    self._more()
                    continue
                return (yield from self._broken(start, error))
            if end == len(self.buffer) and not isinstance(value, dict) and self._more():
                continue  # a number or word may be cut in two
            break
        if isinstance(value, dict):
            yield from self._reference(value, start, end)
        else:
            message = "this is not a CSL item but a bare value"
            yield Problem("library/failed-block", message, self._place(start))
        return end

    def _may_go_on(self, start: int, error: Exception) -> bool:
        """Whether the item may be whole with more of the text."""
        length = len(self.buffer) - start
        if self.ended or length > MAXIMUM_ITEM or isinstance(error, RecursionError):
            return False
        place = getattr(error, "pos", len(self.buffer))
        return place > len(self.buffer) - 16 or "nterminated" in str(error)

    def _broken(self, start: int, error: Exception) -> Generator[Problem, None, int]:
        place = getattr(error, "pos", start)
        what = getattr(error, "msg", "it is nested too deeply")
        if not self.ended and len(self.buffer) - start > MAXIMUM_ITEM:
            what = f"it does not end within {MAXIMUM_ITEM:,} characters"
        message = f"an item could not be read: {what}"
        yield Problem("library/failed-block", message, self._place(max(place, start)))
        position = max(start + 1, place)
        while True:
            following = _NEXT_ITEM.search(self.buffer, position)
            if following is not None:
                return following.end()
            keep = max(position, len(self.buffer) - 4096)
            self._place(keep)
            self.buffer, self.base, position = self.buffer[keep:], self.base + keep, 0
            if not self._more():
                return -1

    def _reference(
        self, item: dict[str, Any], start: int, end: int
    ) -> Iterator[Reference | Problem]:
        location = self._place(start)
        text = self.buffer[start:end]
        place = _places(text, location)
        values = from_csl_with_custom(item)
        values |= extra_values(item, values)
        key = key_of(item)
        offsets = _offsets(text, item)
        fields = tuple(
            [
                swift_cell(
                    name,
                    self.encode(value),
                    _readable(name, value, values),
                    location.path,
                    *place(offsets.get(name, 0)),
                )
                for name, value in item.items()
            ]
        )
        yield from self._doubts(item, key, fields, location)
        span = swift_span(self.base + start, self.base + end)
        made = values | {"key": key, "location": location, "fields": fields, "span": span}
        yield swift_reference(made | {"source_format": NAME})

    def _doubts(
        self, item: dict[str, Any], key: str, fields: tuple[Field, ...], location: Location
    ) -> Iterator[Problem]:
        for field in fields:
            value = item[field.name]
            if field.name in DATE_VARIABLES and value and not field.value:
                message = f"{field.name} {field.raw[:60]} is not a date"
                yield Problem("library/bad-date", message, field.location)
        if self.items.repeated:
            names = ", ".join(map(repr, self.items.repeated[:5]))[:200]
            message = f"{names} stands more than once in the item; the last one counts"
            yield Problem("library/duplicate-field", message, location)
        if not key:
            yield Problem("library/missing-key", "the item has no id", location)
        elif key in self.first:
            message = f"the id {key!r} is taken at {self.first[key]}; both were kept"
            yield Problem("library/duplicate-key", message, location)
        self.first.setdefault(key, location)


def key_of(item: dict[str, Any]) -> str:
    """The citation key: the id, unless that is an address or a number and a key stands beside."""
    own = as_text(item.get("id"))
    if _URL_OR_NUMBER.fullmatch(own):
        return as_text(item.get("citation-key")) or own
    return own


def _places(text: str, location: Location) -> Callable[[int], tuple[int, int]]:
    """Tells line and column of the characters of an item."""
    starts = [1 - location.column]
    if "\n" in text or "\r" in text:
        starts += (match.end() for match in _LINE_END.finditer(text))

    def place(offset: int) -> tuple[int, int]:
        index = max(bisect_right(starts, offset) - 1, 0)
        return location.line + index, offset - starts[index] + 1

    return place


def _offsets(text: str, item: dict[str, Any]) -> dict[str, int]:
    """Where each variable of the item stands: searched in turn, each behind the one before."""
    found: dict[str, int] = {}
    position = 0
    for name in item:
        spelled = f'"{name}"' if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)
        offset = text.find(spelled, position)
        if offset >= 0:
            found[name] = offset
            position = offset + len(spelled)
    return found


def _readable(name: str, value: object, values: Mapping[str, Any]) -> str:
    """A variable as a person reads it, by what was already made of it."""
    if name in NAME_VARIABLES:
        return " and ".join(map(str, values.get(NAME_VARIABLES[name], ())))
    if type(value) is str and name in TEXT_VARIABLES and "<" not in value and value.strip():
        return str(values[TEXT_VARIABLES[name]])
    if name in DATE_VARIABLES:
        date = values.get(DATE_VARIABLES[name]) or date_in(value)
        return str(date) if date else ""
    return as_text(value)

"""Reads tagged formats: a whole text at once, or a file record by record in bounded memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from references.dates import PartialDate
from references.format import Record
from references.garbage import collection_paused
from references.keys.author_year import key_for
from references.keys.unique import UniqueKeys
from references.library import Library
from references.problem import Problem, Reading
from references.reading.opening import opened_text
from references.reading.swift_records import (
    swift_fields,
    swift_location,
    swift_reference,
    swift_span,
)
from references.reading.tagged_format import TaggedFormat
from references.reading.tagged_lines import Block, blocks
from references.reading.tagged_values import each_line, readable
from references.reference import Field, Reference, ReferenceKind
from references.source import Location, SourceFile

MAXIMUM_FIELDS = 200_000
"""Fields of one record; the longest author lists of physics need a quarter of it."""
MAXIMUM_RECORD = 8 * 1024 * 1024
"""Characters of one record; nobody writes so long a one, and a stream must hold it in memory."""
_CHUNK = 1 << 20
_END_OF_LINE = re.compile(r"\r\n|\r|\n")
_NO_DATE = re.compile(
    r"in[ -]press|in print|to appear|forthcoming|submitted|accepted|under review|preprint|"
    r"unpublished|n\.?\s?d\.?|no date|s\.?\s?a\.?|undated|in preparation|ahead of print|\W*",
    re.IGNORECASE,
)


def read_tagged(fmt: TaggedFormat, source: SourceFile) -> Reading[Library]:
    """The records of a text, and what was wrong with it, in its order."""
    with collection_paused():
        return _read(fmt, source)


def _read(fmt: TaggedFormat, source: SourceFile) -> Reading[Library]:
    reader = RecordReader(fmt, source.path)
    references: list[Reference] = []
    problems: list[Problem] = []
    for block in blocks(fmt.grammar, source.text):
        reference = reader.reference(block)
        if reader.problems:
            problems += reader.problems
            reader.problems = []
        if reference is not None:
            references.append(reference)
    if not references and not problems:
        problems += reader.nothing_in(source.text[:_CHUNK], 1)
    return Reading(Library(tuple(references), (source,)), tuple(problems))


def stream_tagged(fmt: TaggedFormat, path: Path) -> Iterator[Record]:
    """The records of a file one by one, each after the problems it has.

    Raises:
        InputError: when the file cannot be opened.
    """
    with opened_text(path) as opened:
        yield from opened.problems
        if opened.text is not None:
            yield from _stream(fmt, str(path), opened.text)  # type: ignore[arg-type]


def _stream(fmt: TaggedFormat, path: str, file: TextIO) -> Iterator[Record]:
    reader = RecordReader(fmt, path)
    text = ""
    line, offset = 1, 0
    found = False
    beginning: str | None = None
    size = _CHUNK
    while True:
        more = file.read(size)
        if beginning is None:
            beginning = more[:_CHUNK]
        text += more
        cut = 0
        for block in blocks(fmt.grammar, text, line, offset):
            if not block.closed and more and len(text) <= 2 * MAXIMUM_RECORD:
                break  # the rest of this record is in what was not read yet
            reference = reader.reference(block)
            found = found or reference is not None or bool(reader.problems)
            yield from reader.problems
            reader.problems = []
            if reference is not None:
                yield reference
            cut = block.end - offset
        if not more:
            break
        cut = cut or _harmless(text, fmt)
        line += len(_END_OF_LINE.findall(text, 0, cut))
        text, offset = text[cut:], offset + cut
        # A record that outgrows the chunk is split again from its start: by doubling what is
        # read, all of that together stays in proportion to the file.
        size = max(_CHUNK, len(text))
    if not found:
        yield from reader.nothing_in(beginning or "", 1)


def _harmless(text: str, fmt: TaggedFormat) -> int:
    """How much of a text without any record may be let go: all whole lines but the last."""
    if next(blocks(fmt.grammar, text), None) is not None:
        return 0
    if len(text) > MAXIMUM_RECORD:
        return len(text) - _CHUNK
    last = max(text.rfind("\n", 0, -1), text.rfind("\r", 0, -1))
    return last + 1 if last > 0 and text[last : last + 2] != "\r\n" else 0


class RecordReader:
    """Turns the blocks of one file into references; problems gather in ``problems``."""

    def __init__(self, fmt: TaggedFormat, path: str) -> None:
        self.fmt = fmt
        self.path = path
        self.problems: list[Problem] = []
        self._keys = UniqueKeys()
        self._first: dict[str, int] = {}

    def nothing_in(self, text: str, line: int) -> list[Problem]:
        """A problem that says that a text which is not blank holds no record."""
        words = re.search(r"\S", text)
        if words is None or (self.fmt.head and text[words.start() :].startswith(self.fmt.head)):
            return []
        line += len(_END_OF_LINE.findall(text, 0, words.start()))
        message = f"this file holds no record of {self.fmt.title}"
        return [Problem("library/no-record", message, Location(self.path, line))]

    def _problem(self, kind: str, message: str, line: int, hint: str = "") -> None:
        self.problems.append(Problem(kind, message, Location(self.path, line), hint))

    def reference(self, block: Block) -> Reference | None:
        """The reference of a block; none when it is beyond all measure."""
        line = block.lines[0][2]
        if len(block.lines) > MAXIMUM_FIELDS or block.end - block.start > MAXIMUM_RECORD:
            message = (
                f"this record has {len(block.lines):,} fields and {block.end - block.start:,} "
                f"characters; at most {MAXIMUM_FIELDS:,} and {MAXIMUM_RECORD:,} are read"
            )
            self._problem("library/record-too-large", message, line, "look for a missing end")
            return None
        if block.untyped and self.fmt.missing_start:
            self._problem("library/missing-type", self.fmt.missing_start, line)
        if block.unended and self.fmt.missing_end:
            self._problem("library/missing-end", self.fmt.missing_end, line)
        fields, tags = self._fields(block)
        values = self.fmt.values(tags, fields)
        if "issued" not in values:
            self._check_dates(tags)
        values["key"] = self._key(values, line)
        values["location"] = swift_location(self.path, line)
        values["fields"] = tuple(fields)
        values["span"] = swift_span(block.start, block.end)
        values["source_format"] = self.fmt.name
        values.setdefault("kind", ReferenceKind.OTHER)
        return swift_reference(values)

    def _fields(self, block: Block) -> tuple[list[Field], dict[str, list[Field]]]:
        items = self.fmt.items
        lines = [(tag, raw.rstrip(), line) for tag, raw, line, _, _ in block.lines]
        if items:
            values = [
                "; ".join(each_line(raw))
                if tag in items and ("\n" in raw or "\r" in raw)
                else readable(raw)
                for tag, raw, _ in lines
            ]
        else:
            values = [readable(raw) for _, raw, _ in lines]
        fields = swift_fields(lines, values, self.path)
        tags: dict[str, list[Field]] = {}
        for (tag, _, _), field in zip(lines, fields, strict=True):
            if tag in tags:
                tags[tag].append(field)
            else:
                tags[tag] = [field]
        return fields, tags

    def _check_dates(self, tags: dict[str, list[Field]]) -> None:
        given = [field for tag in self.fmt.dates for field in tags.get(tag, ())]
        said = next((field for field in given if not _NO_DATE.fullmatch(field.value)), None)
        if said is not None:
            message = f"{said.name} {said.value[:60]!r} is not a date; dates are 2005 or 2005/03/12"
            self.problems.append(Problem("library/bad-date", message, said.location))

    def _key(self, values: dict[str, Any], line: int) -> str:
        brought: str = values.pop("key", "")
        if brought:
            if not self._keys.take(brought):
                place = Location(self.path, self._first.get(brought, line))
                message = f"the key {brought!r} is taken at {place}; both were kept"
                self._problem("library/duplicate-key", message, line)
            else:
                self._first[brought] = line
            return brought
        issued: PartialDate | None = values.get("issued")
        wanted = key_for(
            values.get("authors", ()), issued, values.get("title", ""), values.get("editors", ())
        )
        return self._keys.make(wanted)

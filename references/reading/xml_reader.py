"""Reads the records of an XML bibliography, whole or one by one, losing none."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from lxml import etree

from references import encoding
from references.errors import InputError
from references.garbage import collection_paused
from references.keys.author_year import key_for
from references.keys.unique import UniqueKeys
from references.library import Library
from references.problem import Problem, Reading
from references.reading.opening import opened_text
from references.reading.swift_records import (
    swift_cell,
    swift_reference,
    swift_span,
)
from references.reading.xml_dialect import Dialect, Values, looks_like
from references.reading.xml_extra import extra_values
from references.reading.xml_pieces import Piece, is_element, pieces_of, record_text
from references.reading.xml_records import Declaration, Lost, RecordText, records_in
from references.reading.xml_tree import Flaw, parse
from references.reference import Field, Reference, ReferenceKind
from references.source import Location, SourceFile, Span

_CHUNK = 1 << 20
_HEAD = 4096
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_WIDE = ("utf-16", "utf16", "utf-32", "utf32", "ucs-2", "iso-10646-ucs-2")


def read(dialect: Dialect, source: SourceFile) -> Reading[Library]:
    """The references of a file, and what was wrong with it, by place."""
    references: list[Reference] = []
    problems: list[Problem] = []
    with collection_paused():
        for item in _Reader(dialect, source.path).read((source.text,)):
            if isinstance(item, Reference):
                references.append(item)
            else:
                problems.append(item)
    return Reading(Library(tuple(references), (source,)), tuple(problems))


def stream(dialect: Dialect, path: Path) -> Iterator[Reference | Problem]:
    """The same, record by record, in memory that does not grow with the file."""
    declared = _declared_single_byte(path)
    if declared:
        # ``newline=""`` keeps line ends, so that offsets are those of the whole file.
        with path.open(encoding=declared, errors="replace", newline="") as text:
            yield from _Reader(dialect, str(path)).read(_chunks(text))
        return
    with opened_text(path) as opened:
        yield from opened.problems
        if opened.text is not None:
            yield from _Reader(dialect, str(path)).read(_chunks(opened.text))


def _chunks(text: io.TextIOBase) -> Iterator[str]:
    return iter(lambda: text.read(_CHUNK), "")


def _declared_single_byte(path: Path) -> str:
    """The encoding that the file declares, when it is one that ``decode`` would go by."""
    try:
        with path.open("rb") as file:
            head = file.read(400)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    declared = _DECLARED.match(head.lstrip()[:300])
    name = declared[1].decode().lower() if declared is not None else ""
    try:
        return name if name and _is_single_byte(name) else ""
    except LookupError:
        return ""


def _is_single_byte(name: str) -> bool:
    return codecs.lookup(name).name.startswith(("iso8859", "cp125", "latin", "koi8", "mac"))


def decode(path: str, data: bytes) -> Reading[SourceFile]:
    """The text of an XML file: as its own declaration says where the bytes agree with it."""
    declared = _DECLARED.match(data.lstrip()[:300])
    if declared is not None and len(data) <= encoding.MAXIMUM_BYTES:
        name = declared[1].decode().lower()
        if not name.startswith(_WIDE) and not data.startswith(codecs.BOM_UTF8):
            try:
                return Reading(SourceFile(path, data.decode(name), codecs.lookup(name).name))
            except (LookupError, UnicodeDecodeError, ValueError):
                pass
    return encoding.decode(path, data)


def encode(text: str) -> bytes:
    """The bytes of an XML text in the encoding that it declares.

    A letter that this encoding lacks becomes a character reference, which means the same.
    """
    declared = _DECLARED.match(text.lstrip("\ufeff \t\r\n")[:300].encode("ascii", "replace"))
    name = declared[1].decode().lower() if declared is not None else "utf-8"
    try:
        codecs.lookup(name)
    except LookupError:
        name = "utf-8"
    return text.encode("utf-16" if name == "utf-16" else name, "xmlcharrefreplace")


class _Reader:
    def __init__(self, dialect: Dialect, path: str) -> None:
        self.dialect = dialect
        self.path = path
        self.keys = UniqueKeys()
        self.first: dict[str, Location] = {}

    def read(self, chunks: Iterable[str]) -> Iterator[Reference | Problem]:
        iterator = iter(chunks)
        first = next(iterator, "")
        empty = True
        for found in records_in(self.path, chain((first,), iterator), self.dialect.records):
            empty = False
            if isinstance(found, RecordText):
                yield from self._record(found)
            elif isinstance(found, Declaration):
                yield Problem(
                    "library/declared-entity",
                    f"the file declares the entity {found.name!r} for itself; no such entity is "
                    "expanded or fetched, and &…; stays as it is written",
                    found.location,
                )
            elif isinstance(found, Lost):
                message = f"<{found.name}> is not closed within {found.length:,} characters"
                yield Problem("library/failed-block", message, found.location)
        if empty and first.strip("\ufeff \t\r\n") and not self.dialect.recognises(first[:_HEAD]):
            yield self._no_record(first)

    def _no_record(self, text: str) -> Problem:
        head = text.lstrip("\ufeff \t\r\n")[:_HEAD]
        name = looks_like(head)
        names = " or ".join(f"<{record}>" for record in self.dialect.records[:2])
        message = f"this file holds no {names}" + (f"; it looks like {name}" if name else "")
        hint = "export it in a format that is read, or name the format of the file"
        return Problem("library/no-record", message, Location(self.path), hint)

    def _record(self, record: RecordText) -> Iterator[Reference | Problem]:
        if not record.complete:
            message = f"<{record.name}> has no end tag; what there is of it was read"
            yield Problem("library/failed-block", message, record.location)
        tree = parse(record.text if record.complete else f"{record.text}</{record.name}>")
        if tree.flaws:
            place = record.places()
            for flaw in sorted(tree.flaws, key=lambda flaw: flaw.offset):
                if record.complete or flaw.kind != "library/broken-xml":
                    yield _problem(flaw, place(min(flaw.offset, len(record.text))))
        pieces = pieces_of(record.text, self.dialect.containers, self.dialect.told_apart_by)
        parts = self.dialect.several(pieces) if self.dialect.several is not None else [pieces]
        if len(parts) > 1 and record.complete and not tree.flaws:
            place = record.places()
            for part in parts:
                yield from self._part(record, part, place)
            return
        values = self._values(tree.root, record.text)
        span = swift_span(record.start, record.start + len(record.text))
        yield from self._checked(values, record.name, record.location)
        yield from self._reference(values, _fields(pieces, record), record.location, span)

    def _part(
        self, record: RecordText, pieces: list[Piece], place: Callable[[int], Location]
    ) -> Iterator[Reference | Problem]:
        """One of several records in one element; its place is that of its own pieces."""
        own = [piece for piece in pieces if is_element(piece)]
        start = min(piece.start for piece in own)
        end = max(piece.start + len(piece.raw) for piece in own)
        text = record_text(record.name, pieces)
        values = self._values(parse(text).root, text)
        span = Span(record.start + start, record.start + end)
        yield from self._reference(values, _fields(pieces, record), place(start), span)

    def _values(self, root: etree._Element | None, text: str) -> Values:
        if root is None:
            return {}
        values = self.dialect.values(root)
        values.update(extra_values(root, text))
        return values

    def _checked(self, values: Values, name: str, location: Location) -> Iterator[Problem]:
        if not any(values.get(each) for each in ("title", "authors", "issued", "doi", "note")):
            message = f"<{name}> holds neither title, author nor date"
            yield Problem("library/failed-block", message, location)
        for text in values.get("bad_dates", ()):
            yield Problem("library/bad-date", f"{text[:60]!r} is not a date", location)

    def _reference(
        self, values: Values, fields: tuple[Field, ...], location: Location, span: Span
    ) -> Iterator[Reference | Problem]:
        values.pop("bad_dates", None)
        key = values.pop("key", "")
        if key:
            if key in self.first:
                message = f"the key {key!r} is taken at {self.first[key]}; both were kept"
                yield Problem("library/duplicate-key", message, location)
            self.keys.take(key)
        else:
            key = self.keys.make(made_key(values))
        self.first.setdefault(key, location)
        values.setdefault("kind", ReferenceKind.OTHER)
        made = {name: value for name, value in values.items() if value}
        made |= {"key": key, "location": location, "fields": fields, "span": span}
        yield swift_reference(made | {"source_format": self.dialect.name})


def _fields(pieces: Iterable[Piece], record: RecordText) -> tuple[Field, ...]:
    """The pieces with their places; one that was made for its part stands where the record does."""
    text, place = record.text, record.location
    path, line, column = place.path, place.line, place.column
    if "\r" in text:
        at = record.places()
        return tuple(Field(each.path, each.raw, each.value, at(each.start)) for each in pieces)
    line_start, position = 1 - column, 0
    fields: list[Field] = []
    for piece in pieces:
        start = piece.start
        if start > position:
            if feeds := text.count("\n", position, start):
                line += feeds
                line_start = text.rindex("\n", position, start) + 1
            position = start
        value = piece.value
        if start < position:
            fields.append(Field(piece.path, piece.raw, value, place))
        else:
            column = start - line_start + 1
            fields.append(swift_cell(piece.path, piece.raw, value, path, line, column))
    return tuple(fields)


def made_key(values: Values) -> str:
    """The key for a record that has none of its own, before it is made unique."""
    return key_for(
        values.get("authors", ()),
        values.get("issued"),
        values.get("title", ""),
        values.get("editors", ()),
    )


def _problem(flaw: Flaw, location: Location) -> Problem:
    return Problem(flaw.kind, flaw.message, location)

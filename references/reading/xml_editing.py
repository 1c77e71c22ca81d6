"""Single elements of an XML bibliography changed in place; every other byte stays."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence

from references.edit import FieldEdit
from references.library import Library
from references.reading.xml_dialect import Dialect
from references.reading.xml_reader import read
from references.reading.xml_tree import is_well_formed
from references.reading.xml_writer import write
from references.reading.xml_writing import escaped
from references.reference import Field
from references.source import SourceFile, Span

# A run of text in its own element, or in one within it, such as EndNote's styles.
_PLAIN = re.compile(
    r"(?P<open>(?:<[\w:][^<>]*>\s*)++)(?P<text>[^<>]*)(?P<close>(?:</[^<>]*>\s*)++)"
)


def edit(dialect: Dialect, source: SourceFile, edits: Sequence[FieldEdit]) -> str:
    """The text of the file with the edits in it.

    An element that holds text alone gets another text, or is taken out. One with markup within
    its text, an attribute, and a field that is to be added stay as they are, since only a person
    can tell what was meant; a changed citation key is written where the format has a place for it.
    """
    keys = {
        each.reference.span: each.value
        for each in edits
        if each.field is None and not each.name and each.value
    }
    changes = {
        change
        for each in edits
        if each.field is not None
        for change in _changes(source, each.field, each.value)
    }
    text = source.text
    position = len(text)
    for start, end, new in sorted(changes, reverse=True):
        if end <= position:
            text = text[:start] + new + text[end:]
            position = start
    return text if not keys else _with_keys(dialect, source, text, keys)


def _changes(source: SourceFile, field: Field, value: str | None) -> Iterator[tuple[int, int, str]]:
    """The stretch of the file that changes, and what stands there then."""
    start = _offset(source, field)
    end = start + len(field.raw)
    if not field.raw.startswith("<") or source.text[start:end] != field.raw:
        return
    if value is None:
        if is_well_formed(field.raw):
            yield _with_blank_before(source.text, start), end, ""
        return
    match = _PLAIN.fullmatch(field.raw)
    if match is not None:
        yield start + match.start("text"), start + match.end("text"), escaped(value)


def _offset(source: SourceFile, field: Field) -> int:
    line = min(field.location.line, len(source.line_starts))
    return source.line_starts[line - 1] + max(field.location.column - 1, 0)


def _with_blank_before(text: str, start: int) -> int:
    """Where what is taken out begins: with the line end and the blanks before it, if any."""
    before = text[:start].rstrip(" \t")
    if before.endswith("\n"):
        return len(before) - (2 if before.endswith("\r\n") else 1)
    return start


def _with_keys(
    dialect: Dialect, source: SourceFile, text: str, keys: Mapping[Span | None, str | None]
) -> str:
    """The changed text with other keys for the records that stood at these places."""
    before = read(dialect, source).value.references
    changed = SourceFile(source.path, text, source.encoding, source.has_byte_order_mark)
    after = read(dialect, changed).value.references
    if len(before) != len(after):
        return text
    named = tuple(
        dataclasses.replace(new, key=keys.get(old.span) or new.key)
        for old, new in zip(before, after, strict=True)
    )
    return write(dialect, Library(named, (changed,)))

"""One record of a tagged format as text: new, as it stood, or with what changed written anew."""

from __future__ import annotations

import dataclasses
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from references.reading.tagged_format import Line, TaggedFormat
from references.reading.tagged_lines import Block, blocks
from references.reading.tagged_reading import RecordReader
from references.reading.tagged_values import escaped
from references.reference import Field, Reference

_NOT_TYPED = frozenset({"key", "location", "fields", "span", "source_format"})
TYPED = tuple(field.name for field in dataclasses.fields(Reference) if field.name not in _NOT_TYPED)
_WIDTH = 80


class Piece(NamedTuple):
    """A line of a record with its tag and its text, line end included."""

    tag: str
    text: str


def line_text(fmt: TaggedFormat, tag: str, value: str, line_end: str) -> str:
    """A tag with its value, wrapped where the format wraps, without the last line end."""
    if not fmt.continuation:
        return fmt.separator(tag) + value.replace("\n", line_end)
    lines: list[str] = []
    for item in value.split("\n"):
        lines += textwrap.wrap(
            item, _WIDTH, break_long_words=False, break_on_hyphens=False
        ) or [""]  # fmt: skip
    return fmt.separator(tag) + (line_end + fmt.continuation).join(lines)


def typed(reference: Reference) -> tuple[object, ...]:
    """All that is understood of a record, its key apart."""
    return tuple(getattr(reference, name) for name in TYPED)


def new_record(fmt: TaggedFormat, reference: Reference, line_end: str) -> str:
    """A record written from its values, and from those fields that no value stands for."""
    lines: list[Line] = []
    for attribute in fmt.order:
        lines += fmt.lines(reference, attribute)
    texts = [line_text(fmt, tag, value, line_end) for tag, value in lines]
    if reference.source_format == fmt.name:
        texts += [_as_it_stood(fmt, field) for field in reference.fields if _is_spare(fmt, field)]
    return line_end.join([*texts, *([fmt.end] if fmt.end else [])]) + line_end


def _is_spare(fmt: TaggedFormat, field: Field) -> bool:
    return field.name.upper() not in fmt.known


def _as_it_stood(fmt: TaggedFormat, field: Field) -> str:
    return fmt.separator(field.name) + field.raw


def from_fields(fmt: TaggedFormat, reference: Reference, line_end: str) -> str:
    """A record put together from its original fields, whose file is not at hand."""
    texts = [_as_it_stood(fmt, field) for field in reference.fields]
    return line_end.join([*texts, *([fmt.end] if fmt.end else [])]) + line_end


def reread(fmt: TaggedFormat, text: str) -> Reference | None:
    """The one record that a text is read as."""
    found = list(blocks(fmt.grammar, text))
    return RecordReader(fmt, "").reference(found[0]) if len(found) == 1 else None


def changed_record(
    fmt: TaggedFormat, text: str, original: Reference, current: Reference, line_end: str
) -> str:
    """The text of a record with changed values written anew and every other line as it stood.

    The values may come from several tags, so the outcome is read again; where replacing the
    first of those tags does not give the wanted values, all of them are replaced, and failing
    that the record is written new.
    """
    found = list(blocks(fmt.grammar, text))
    if len(found) == 1 and len(found[0].lines) == len(original.fields):
        pieces, end = _pieces(found[0], text)
        pieces = _with_fields(fmt, pieces, original.fields, current.fields, line_end)
        for whole, with_key in ((False, False), (True, False), (False, True), (True, True)):
            changed = [
                attribute
                for attribute in fmt.order
                if getattr(original, attribute) != getattr(current, attribute)
                or (with_key and attribute == "key")
            ]
            new = "".join(
                piece.text
                for piece in _replaced(fmt, pieces, changed, original, current, line_end, whole)
            )
            again = reread(fmt, new + end)
            if again is not None and typed(again) == typed(current) and _same_key(again, current):
                return new + end
    return new_record(fmt, current, line_end).rstrip("\r\n")


def _same_key(again: Reference, current: Reference) -> bool:
    """Whether the record has its key, but for the letter that tells it from others of its file."""
    return re.fullmatch(f"{re.escape(again.key)}[a-z]{{0,2}}", current.key) is not None


def _pieces(block: Block, text: str) -> tuple[list[Piece], str]:
    """The lines of a record, and the text that ends it."""
    starts = [start for _, _, _, start, _ in block.lines]
    _, raw, _, _, value_start = block.lines[-1]
    stop = value_start + len(raw.rstrip())
    after = text[stop:]
    ends = [*starts[1:], stop]
    pieces = [
        Piece(line[0], text[start:end])
        for line, start, end in zip(block.lines, starts, ends, strict=True)
    ]
    return pieces, after


def _with_fields(
    fmt: TaggedFormat,
    pieces: list[Piece],
    before: Sequence[Field],
    now: Sequence[Field],
    line_end: str,
) -> list[Piece]:
    """The lines without the fields that were taken out, and with those that were put in."""
    if tuple(before) == tuple(now):
        return pieces
    wanted = Counter(now)
    kept: list[Piece] = []
    for piece, field in zip(pieces, before, strict=True):
        if wanted[field] > 0:
            wanted[field] -= 1
            kept.append(piece)
    for field in now:
        if wanted[field] > 0:
            wanted[field] -= 1
            _append(kept, Piece(field.name.upper(), _as_it_stood(fmt, field)), line_end)
    return kept


def _append(pieces: list[Piece], piece: Piece, line_end: str) -> None:
    """Add a line; the last one of a record has no line end, which belongs to what ends it."""
    if pieces and not pieces[-1].text.endswith(("\n", "\r")):
        pieces[-1] = pieces[-1]._replace(text=pieces[-1].text + line_end)
    pieces.append(piece)


def _replaced(
    fmt: TaggedFormat,
    pieces: Sequence[Piece],
    changed: Sequence[str],
    original: Reference,
    current: Reference,
    line_end: str,
    whole: bool,
) -> list[Piece]:
    """The lines with those of changed values replaced, each in the place of the first."""
    out = list(pieces)
    for attribute in changed:
        present = {piece.tag for piece in out}
        sources = [tag for tag in fmt.sources.get(attribute, ()) if tag in present]
        used = set(sources if whole else sources[:1])
        new = list(fmt.lines(current, attribute))
        if not whole and sources and len({tag for tag, _ in new}) == 1:
            new = [(sources[0], value) for _, value in new]
        used.update(tag for tag, _ in new if tag in fmt.sources.get(attribute, ()))
        gone = [piece for piece in out if piece.tag in used]
        gone = [piece for piece in gone if _says(piece, getattr(original, attribute))] or gone
        out = _in_place(out, gone, [_piece(fmt, line, line_end) for line in new], line_end)
    if out and out[-1].text.endswith(("\n", "\r")):
        out[-1] = out[-1]._replace(text=out[-1].text.rstrip("\r\n"))
    return out


def _piece(fmt: TaggedFormat, line: Line, line_end: str) -> Piece:
    return Piece(line[0], line_text(fmt, line[0], line[1], line_end) + line_end)


def _says(piece: Piece, value: object) -> bool:
    """Whether a line holds the value, or one of its parts, as it is read.

    Some tags hold several things: a line with another of them is not to go with this one.
    """
    parts = value if isinstance(value, tuple) else (value,)
    return any(isinstance(part, str) and part and part in piece.text for part in parts)


def _in_place(
    pieces: Iterable[Piece], gone: Sequence[Piece], new: Sequence[Piece], line_end: str
) -> list[Piece]:
    out: list[Piece] = []
    left_out = {id(piece) for piece in gone}
    placed = False
    for piece in pieces:
        if id(piece) not in left_out:
            out.append(piece)
        elif not placed:
            out.extend(new)
            placed = True
    if not placed:
        for piece in new:
            _append(out, piece, line_end)
    return out


def edited_value(fmt: TaggedFormat, tag: str, value: str, line_end: str) -> str:
    """What is written behind a tag for a new readable value."""
    if tag in fmt.items:
        value = "\n".join(escaped(item) for item in value.split(";") if item.strip())
    else:
        value = escaped(value)
    return line_text(fmt, tag, value, line_end)[len(fmt.separator(tag)) :]

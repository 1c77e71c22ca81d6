"""What a bibliographic format is: it reads and writes libraries and loses nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

from references import encoding
from references.collect import collect
from references.edit import FieldEdit
from references.errors import InputError
from references.library import Library
from references.problem import Problem, Reading
from references.reference import Reference
from references.source import SourceFile

HEAD = 4096
"""Characters at the beginning of a text by which its format is recognised."""

EVERYTHING = frozenset(
    field.name
    for field in dataclasses.fields(Reference)
    if field.name not in ("location", "entry_type", "fields", "span", "source_format")
)
"""The attributes that say what was cited, not where or how it was written down."""

Record: TypeAlias = Reference | Problem
"""What a stream gives, in the file's order."""


@dataclass(frozen=True, slots=True)
class ReferenceFormat:
    """One bibliographic file format.

    ``read`` never raises for bad content; ``write`` gives text, the same bytes for the same
    library. ``recognises`` tells from a text's beginning whether it is of this format, with few
    false alarms. ``decode`` and ``encode`` stand between text and bytes; a format packed in
    another (a workbook) has its own. ``stream`` reads a file record by record in bounded memory,
    and ``write_stream`` writes so; both give what ``read`` and ``write`` give. ``edit`` changes
    single fields in the text of a file and leaves every other byte alone. ``mapped`` gives the
    format of a table whose columns have other headings, from what each heading holds. ``carries``
    names the attributes of a reference that writing and reading again keep.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[SourceFile], Reading[Library]]
    write: Callable[[Library], str]
    recognises: Callable[[str], bool]
    decode: Callable[[str, bytes], Reading[SourceFile]] = encoding.decode
    encode: Callable[[str], bytes] = str.encode
    stream: Callable[[Path], Iterator[Record]] | None = None
    write_stream: Callable[[Iterable[Reference]], Iterator[str]] | None = None
    edit: Callable[[SourceFile, Sequence[FieldEdit]], str] | None = None
    mapped: Callable[[Mapping[str, str]], ReferenceFormat] | None = None
    carries: frozenset[str] = EVERYTHING


@cache
def reference_formats() -> tuple[ReferenceFormat, ...]:
    """Every registered format, by name."""
    return collect("references.formats", "FORMAT", ReferenceFormat, key=lambda item: item.name)


def format_named(name: str) -> ReferenceFormat:
    """The format of that name.

    Raises:
        InputError: when there is none, naming those there are.
    """
    known = {item.name: item for item in reference_formats()}
    if name not in known:
        raise InputError(f"unknown bibliographic format {name!r}; known are {', '.join(known)}")
    return known[name]


def format_of(path: str, head: str) -> ReferenceFormat:
    """The format of a file, by its suffix and the beginning of its text.

    Several formats share ``.xml``, ``.txt`` and ``.csv``, and a download is often named wrongly:
    what the text shows outranks the suffix, and the suffix decides where the text shows nothing.

    Raises:
        InputError: when neither tells, naming the suffixes that are claimed.
    """
    head = head[:HEAD].lstrip("\ufeff \t\r\n")
    claiming = [item for item in reference_formats() if path.lower().endswith(item.suffixes)]
    by_text = [item for item in claiming if item.recognises(head)]
    by_text = by_text or [item for item in reference_formats() if item.recognises(head)]
    if by_text or claiming:
        return (by_text or claiming)[0]
    known = ", ".join(sorted({end for item in reference_formats() for end in item.suffixes}))
    raise InputError(f"{path}: no bibliographic format has this suffix; known are {known}")


def open_bibliography(
    path: str, data: bytes | str, name: str = "", otherwise: str = ""
) -> tuple[ReferenceFormat, Reading[SourceFile]]:
    """The format of a file, by name or by what it shows, and its text.

    ``otherwise`` names the format of what shows none, such as the text of a pipe.

    Raises:
        InputError: when no format has the name, or nothing tells the format.
    """
    if name:
        chosen = format_named(name)
        return chosen, _decoded(chosen, path, data)
    if isinstance(data, str):
        decoded = Reading(SourceFile(path, data))
    else:
        decoded = encoding.decode(path, data)
    if isinstance(data, bytes) and any(each.kind == "file/binary" for each in decoded.problems):
        unpacked = _unpacked(path, data)
        if unpacked is not None:
            return unpacked
    try:
        found = format_of(path, decoded.value.text)
    except InputError:
        if not otherwise:
            raise
        found = format_named(otherwise)
    return found, decoded if found.decode is encoding.decode else _decoded(found, path, data)


def _unpacked(path: str, data: bytes) -> tuple[ReferenceFormat, Reading[SourceFile]] | None:
    """The format whose own way of unpacking makes its text of a binary file, whatever its name."""
    for item in reference_formats():
        if item.decode is not encoding.decode:
            decoded = item.decode(path, data)
            if item.recognises(decoded.value.text[:HEAD]):
                return item, decoded
    return None


def _decoded(item: ReferenceFormat, path: str, data: bytes | str) -> Reading[SourceFile]:
    if isinstance(data, str):
        return Reading(SourceFile(path, data))
    return item.decode(path, data)


def format_of_path(path: str) -> ReferenceFormat:
    """The format that a file's suffix alone stands for.

    Raises:
        InputError: when no format claims the suffix, naming those that are claimed.
    """
    return format_of(path, "")

"""What a bibliographic format is: it reads and writes libraries and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from references.collect import collect
from references.errors import InputError
from references.library import Library
from references.problem import Reading
from references.source import SourceFile


@dataclass(frozen=True, slots=True)
class ReferenceFormat:
    """One bibliographic file format.

    ``read`` never raises for bad content; ``write`` gives text, the same bytes for the same
    library.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    read: Callable[[SourceFile], Reading[Library]]
    write: Callable[[Library], str]


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


def format_of_path(path: str) -> ReferenceFormat:
    """The format that a file's suffix stands for.

    Raises:
        InputError: when no format claims the suffix, naming those that are claimed.
    """
    for item in reference_formats():
        if path.lower().endswith(item.suffixes):
            return item
    known = ", ".join(suffix for item in reference_formats() for suffix in item.suffixes)
    raise InputError(f"{path}: no bibliographic format has this suffix; known are {known}")

"""What a format of tagged lines must say of itself; reading and writing follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from references.reading.tagged_lines import TagGrammar
from references.reference import Field, Reference

Tags: TypeAlias = Mapping[str, Sequence[Field]]
"""The fields of a record by their tag in capitals."""

Line: TypeAlias = tuple[str, str]
"""A tag, and its value as it is to be written, already escaped."""


def first_value(tags: Tags, name: str) -> str:
    """The first value of a tag that is not empty."""
    return next((field.value for field in tags.get(name, ()) if field.value), "")


def every_value(tags: Tags, name: str) -> list[str]:
    """The values of a tag that are not empty."""
    return [field.value for field in tags.get(name, ()) if field.value]


@dataclass(frozen=True, slots=True)
class TaggedFormat:
    """One format of tagged lines.

    ``values`` gives the attributes of a ``Reference`` from the fields of a record; ``key`` among
    them only where the record brings one. ``lines`` gives the lines that an attribute of a
    reference is written as, and ``sources`` the tags it may have been read from, in the order in
    which they are looked at. ``order`` is the order in which a new record is written. ``items``
    are the tags that hold one item a line. ``separator`` stands between a tag and its value,
    ``end`` is the line that ends a record, ``head`` and ``tail`` stand around all records.
    """

    name: str
    title: str
    grammar: TagGrammar
    values: Callable[[Tags, Sequence[Field]], dict[str, Any]]
    lines: Callable[[Reference, str], Sequence[Line]]
    sources: Mapping[str, Sequence[str]]
    order: Sequence[str]
    dates: Sequence[str]
    separator: Callable[[str], str]
    continuation: str = ""
    items: frozenset[str] = frozenset()
    end: str = ""
    head: str = ""
    tail: str = ""
    missing_start: str = ""
    missing_end: str = ""
    known: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        tags = (tag for group in self.sources.values() for tag in group)
        object.__setattr__(self, "known", frozenset(tags))

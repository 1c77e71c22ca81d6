"""Work on a library that several rules need, done once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import ref

from references.library import Library

Made = TypeVar("Made")


def once_per_library(make: Callable[[Library], Made]) -> Callable[[Library], Made]:
    """The function, which remembers what it made of a library for as long as the library lives.

    Libraries are told apart by identity: their equality compares every record. What is made is
    shared by all who ask, so it must not be changed.
    """
    made: dict[int, tuple[ref[Library], Made]] = {}

    @wraps(make)
    def remembered(library: Library) -> Made:
        number = id(library)
        known = made.get(number)
        if known is not None and known[0]() is library:
            return known[1]
        value = make(library)
        made[number] = (ref(library, lambda _: made.pop(number, None)), value)
        return value

    return remembered

"""What a reader says of bad input: a fact with a place, never an opinion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from references.source import Location

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader could not take as it stood.

    ``kind`` is ``room/what``: ``library/duplicate-key``, ``article/encoding-guessed``,
    ``review/unknown-key``. It is stable; the message is not.
    """

    kind: str
    message: str
    location: Location
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.location}: {self.message}" + (f" ({self.hint})" if self.hint else "")


@dataclass(frozen=True, slots=True)
class Reading(Generic[T_co]):
    """What a reader gives: a value, and what was wrong with its input."""

    value: T_co
    problems: tuple[Problem, ...] = ()

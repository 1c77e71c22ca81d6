"""Which rule speaks for which problem that a bibliography's reader met.

Readers state facts and rules state opinions; this table ties the two, so that no problem is lost:
what no rule claims is found by the rule for everything else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from references.library import Library
from references.problem import Problem
from references.rule import Hit, LibrarySubject

CLAIMED_BY: dict[str, str] = {
    "too-large": "REF001",
    "binary": "REF001",
    "failed-block": "REF001",
    "missing-key": "REF001",
    "duplicate-key": "REF002",
    "duplicate-field": "REF003",
    "undefined-string": "REF004",
    "unresolved-crossref": "REF004",
    "encoding-guessed": "REF005",
    "bad-date": "REF015",
    "bad-name": "REF021",
}
# What is said of bytes comes as ``file/…`` when a bibliography is read by itself.
_ROOMS = ("library", "file")
# These lie in no record that was read, so the record before them is not what they are about.
_OUTSIDE_RECORDS = frozenset(
    {
        "too-large",
        "binary",
        "failed-block",
        "missing-key",
        "encoding-guessed",
        "duplicate-string",
        "no-record",
        "record-too-large",
    }
)


def problem_hits(subject: LibrarySubject, code: str) -> Iterator[Hit]:
    """A hit for each problem that the rule of this code speaks for."""
    return _hits(subject, lambda what: CLAIMED_BY.get(what) == code)


def unclaimed_hits(subject: LibrarySubject) -> Iterator[Hit]:
    """A hit for each problem of a bibliography that no rule speaks for."""
    return _hits(subject, lambda what: what not in CLAIMED_BY)


def _hits(subject: LibrarySubject, wanted: Callable[[str], bool]) -> Iterator[Hit]:
    places: list[tuple[tuple[str, int, int], str]] = []
    for problem in subject.problems:
        room, _, what = problem.kind.partition("/")
        if room not in _ROOMS or not wanted(what):
            continue
        places = places or _places(subject.library)
        key = "" if what in _OUTSIDE_RECORDS else _key_at(places, problem)
        yield Hit(problem.location, problem.message, problem.hint, subject=key)


def _places(library: Library) -> list[tuple[tuple[str, int, int], str]]:
    """Where each record begins, in order, with its key."""
    found = (
        ((place.path, place.line, place.column), reference.key)
        for reference in library
        for place in (reference.location,)
    )
    return sorted(found)


def _key_at(places: list[tuple[tuple[str, int, int], str]], problem: Problem) -> str:
    """Key of the record that a problem lies in: the last that begins at or before it."""
    place = problem.location
    wanted = (place.path, place.line, place.column)
    index = bisect_right(places, wanted, key=lambda item: item[0]) - 1
    return places[index][1] if index >= 0 and places[index][0][0] == place.path else ""

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
    "library/failed-block": "REF001",
    "library/missing-key": "REF001",
    "library/duplicate-key": "REF002",
    "library/duplicate-field": "REF003",
    "library/undefined-string": "REF004",
    "library/unresolved-crossref": "REF004",
    "library/encoding-guessed": "REF005",
    "library/bad-date": "REF015",
    "library/bad-name": "REF021",
}
# These lie in no record that was read, so the record before them is not what they are about.
_OUTSIDE_RECORDS = frozenset(
    {
        "library/failed-block",
        "library/missing-key",
        "library/encoding-guessed",
        "library/duplicate-string",
    }
)


def problem_hits(subject: LibrarySubject, code: str) -> Iterator[Hit]:
    """A hit for each problem that the rule of this code speaks for."""
    return _hits(subject, lambda problem: CLAIMED_BY.get(problem.kind) == code)


def unclaimed_hits(subject: LibrarySubject) -> Iterator[Hit]:
    """A hit for each problem of a bibliography that no rule speaks for."""
    return _hits(
        subject,
        lambda problem: problem.kind.startswith("library/") and problem.kind not in CLAIMED_BY,
    )


def _hits(subject: LibrarySubject, wanted: Callable[[Problem], bool]) -> Iterator[Hit]:
    problems = [problem for problem in subject.problems if wanted(problem)]
    if not problems:
        return
    places = _places(subject.library)
    for problem in problems:
        key = "" if problem.kind in _OUTSIDE_RECORDS else _key_at(places, problem)
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

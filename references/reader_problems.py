"""Which rule speaks for which problem that a bibliography's reader met.

Readers state facts and rules state opinions; this table ties the two, so that no problem is lost:
what no rule claims is found by the rule for everything else.
"""

from __future__ import annotations

from collections.abc import Iterator

from references.problem import Problem
from references.rule import Hit, LibrarySubject

CLAIMED_BY: dict[str, str] = {
    "library/failed-block": "REF001",
    "library/duplicate-key": "REF002",
    "library/duplicate-field": "REF003",
    "library/undefined-string": "REF004",
    "library/undefined-crossref": "REF004",
    "library/encoding-guessed": "REF005",
    "library/invalid-date": "REF015",
}


def problem_hits(subject: LibrarySubject, code: str) -> Iterator[Hit]:
    """A hit for each problem that the rule of this code speaks for."""
    for problem in subject.problems:
        if CLAIMED_BY.get(problem.kind) == code:
            yield hit_of(problem)


def unclaimed_hits(subject: LibrarySubject) -> Iterator[Hit]:
    """A hit for each problem of a bibliography that no rule speaks for."""
    for problem in subject.problems:
        if problem.kind.startswith("library/") and problem.kind not in CLAIMED_BY:
            yield hit_of(problem)


def hit_of(problem: Problem) -> Hit:
    """The problem as a rule's hit."""
    return Hit(problem.location, problem.message, problem.hint)

"""What a rule is, for the whole product: one checkable opinion with its reasons and examples."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, Generic, TypeVar

from references.collect import collect
from references.edit import FieldEdit
from references.library import Library
from references.problem import Problem
from references.source import Location

Subject = TypeVar("Subject")


class Severity(StrEnum):
    """How much a finding matters; ``ERROR`` outranks ``WARNING`` outranks ``NOTE``."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for a note."""
        return {"error": 3, "warning": 2, "note": 1}[self.value]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule yields: a place and what is the matter there.

    ``subject`` is the claim id, study id or citation key that the hit is about; suppressions and
    baselines go by it, so it must not hold wording that changes. ``edits`` mend what the hit is
    about; a rule gives them only when they cannot change what the record means.
    """

    location: Location
    message: str
    hint: str = ""
    subject: str = ""
    related: tuple[Location, ...] = ()
    edits: tuple[FieldEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule(Generic[Subject]):
    """One thing that can be wrong, why it matters, and how to find it.

    ``bad`` must give at least one hit of this rule, ``good`` none. For a rule on libraries they
    are a bibliography's text; for a rule on reviews, a mapping of file name to text.
    ``fixable`` says that hits of this rule may carry edits.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    bad: Any
    good: Any
    check: Callable[[Subject], Iterable[Hit]]
    references: tuple[str, ...] = ()
    fixable: bool = False


@dataclass(frozen=True, slots=True)
class LibrarySubject:
    """What REF rules look at: a library, and what is known around it.

    ``as_of`` is the day the review is dated, ``None`` when unknown. ``cited`` are the keys that
    an article or a claim uses, ``None`` when there is no article to look at.
    """

    library: Library
    problems: tuple[Problem, ...] = ()
    as_of: datetime.date | None = None
    cited: frozenset[str] | None = field(default=None)


@cache
def library_rules() -> tuple[Rule[LibrarySubject], ...]:
    """Every REF rule, by code."""
    rules: tuple[Rule[LibrarySubject], ...] = collect(
        "references.rules", "RULE", Rule, key=lambda rule: rule.code
    )
    return rules

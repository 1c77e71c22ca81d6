"""An appraisal tool that a review declares in a file of its own, as written there."""

from __future__ import annotations

from dataclasses import dataclass, field

from references.source import Location


@dataclass(frozen=True, slots=True)
class DeclaredRating:
    """One word of the tool; ``risk`` runs from 0 to 1, ``None`` where it says nothing."""

    id: str
    label: str
    symbol: str
    risk: float | None = None


@dataclass(frozen=True, slots=True)
class DeclaredQuestion:
    """One signalling question; ``asked_if`` is a condition on earlier answers."""

    id: str
    label: str
    answers: tuple[str, ...]
    asked_if: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredRule:
    """A rating that follows where a condition on answers holds."""

    rating: str
    when: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredDomain:
    """One thing the tool looks at."""

    id: str
    label: str
    questions: tuple[DeclaredQuestion, ...] = ()
    rules: tuple[DeclaredRule, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredCount:
    """An overall rating that follows where so many domains have one of these ratings."""

    rating: str
    domains_rated: tuple[str, ...]
    at_least: int


@dataclass(frozen=True, slots=True)
class DeclaredTool:
    """A tool of a review's own: ratings from the best to the worst, domains, and the overall rule.

    ``overall_rule`` is ``worst``, ``counts`` or ``manual``. Of the ``counts`` the first that holds
    decides, and ``otherwise`` where none does. ``designs`` are values of ``StudyDesign``. Equal
    content is an equal tool, wherever it stands.
    """

    name: str
    title: str
    source: str
    ratings: tuple[DeclaredRating, ...]
    domains: tuple[DeclaredDomain, ...]
    url: str = ""
    version: str = ""
    licence: str = ""
    designs: tuple[str, ...] = ()
    overall_rule: str = "worst"
    overall_ratings: tuple[DeclaredRating, ...] = ()
    counts: tuple[DeclaredCount, ...] = ()
    otherwise: str = ""
    location: Location = field(default=Location(""), compare=False)

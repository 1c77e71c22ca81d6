"""A grading framework that a review declares in a file of its own, as written there."""

from __future__ import annotations

from dataclasses import dataclass, field

from references.source import Location


@dataclass(frozen=True, slots=True)
class DeclaredLevel:
    """One certainty; ``wording`` names the strongest certainty of language it can carry."""

    id: str
    label: str
    symbol: str
    meaning: str
    wording: str


@dataclass(frozen=True, slots=True)
class DeclaredStart:
    """The level at which a body begins whose strongest design is one of these.

    ``designs`` are values of ``StudyDesign`` and ``kinds`` of ``ClaimKind``; without kinds it holds
    for all that the framework grades.
    """

    level: str
    designs: tuple[str, ...]
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredDomain:
    """One thing the framework looks at; ``ratings`` are words with the change each makes.

    ``data`` names what the data are asked: ``risk-of-bias``, ``inconsistency``, ``indirectness``,
    ``imprecision`` or ``large-effect``; empty where only a person can say.
    """

    id: str
    label: str
    question: str
    ratings: tuple[tuple[str, int], ...]
    data: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredVerdict:
    """What the reader is told at a level where the evidence points a certain way."""

    level: str
    direction: str
    verdict: str


@dataclass(frozen=True, slots=True)
class DeclaredFramework:
    """A framework of a review's own: it starts at a level by design and moves by domains.

    ``levels`` run from the strongest to the weakest. Equal content is an equal framework, wherever
    it stands.
    """

    name: str
    title: str
    source: str
    levels: tuple[DeclaredLevel, ...]
    starts: tuple[DeclaredStart, ...]
    domains: tuple[DeclaredDomain, ...]
    well_supported: tuple[str, ...]
    verdicts: tuple[DeclaredVerdict, ...] = ()
    kinds: tuple[str, ...] = ()
    url: str = ""
    location: Location = field(default=Location(""), compare=False)

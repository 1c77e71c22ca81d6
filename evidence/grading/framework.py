"""What a grading framework is: levels, domains, and the published rules between data and level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from evidence.grading.bound import Bound
from evidence.model.claim import Claim, Link, Verdict
from evidence.model.declared_framework import DeclaredFramework
from evidence.model.judgement import Judgement
from evidence.model.study import Study
from evidence.model.synthesis import Synthesis
from references.collect import collect
from references.errors import InputError


@dataclass(frozen=True, slots=True)
class Level:
    """One certainty of one framework; a higher ``rank`` is stronger, within that framework only.

    ``wording`` names the strongest certainty of language the level can carry (see
    ``evidence.claims.wording``): ``high``, ``moderate``, ``low`` or ``very-low``.
    """

    id: str
    label: str
    rank: int
    symbol: str
    meaning: str
    wording: str


@dataclass(frozen=True, slots=True)
class Domain:
    """One thing a framework looks at.

    ``ratings`` maps the words a person may write to the change in levels they make, such as
    ``{"not-serious": 0, "serious": -1}``.
    """

    id: str
    label: str
    ratings: Mapping[str, int]
    question: str


class Direction(StrEnum):
    """Which way the graded evidence of a claim points."""

    SUPPORTS = "supports"
    MIXED = "mixed"
    DISPUTES = "disputes"
    QUALIFIES = "qualifies"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One link of a claim and the study it reports, ``None`` when none is recorded."""

    link: Link
    study: Study | None


@dataclass(frozen=True, slots=True)
class Body:
    """The body of evidence of one claim, ready to grade.

    ``items`` has one entry for each link and study; background links are in it, and frameworks
    leave them out. ``retracted`` are citation keys known to be retracted; they do not count.
    ``counting`` are the items that do, worked out from the others when it is ``None``.
    ``declared`` are the frameworks of the review itself, which an outcome may be judged in.
    """

    claim: Claim
    items: tuple[EvidenceItem, ...]
    direction: Direction
    synthesis: Synthesis | None = None
    retracted: frozenset[str] = frozenset()
    counting: tuple[EvidenceItem, ...] | None = None
    declared: tuple[DeclaredFramework, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One move on the way to a level: where it began, or what a domain changed, and why.

    ``decided_by`` is ``rule`` when the data decided and ``person`` when a rating was taken from
    the judgement because the rules leave it to a person. ``bound`` is what of the rules decided,
    ``None`` where a person did.
    """

    domain: str
    label: str
    change: int
    reason: str
    decided_by: str = "rule"
    rating: str = ""
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Undecided:
    """What the rules leave to a person."""

    domain: str
    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """What the rules give: the level (``None`` when the framework does not grade such evidence).

    ``outside`` says that the framework rates no claims of this kind, whatever the evidence.
    """

    framework: str
    level: Level | None
    steps: tuple[Step, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    reason: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where a person's judgement breaks the framework's own rules.

    ``kind`` is stable: ``unknown-level``, ``unknown-domain``, ``unknown-rating``,
    ``change-without-reason``, ``upgrade-not-allowed``, ``arithmetic``, ``differs-from-derived``,
    ``ignored-inconsistency``, ``unknown-start``. ``domain`` is empty where it concerns the whole.
    """

    kind: str
    message: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """One published grading system.

    ``derive`` gives the level from the data alone, taking from a judgement only what the rules
    leave to a person. ``check`` holds a judgement against the framework's rules and against what
    was derived. ``verdicts`` maps level id and direction to what the reader is told; it is total
    over levels and directions. ``levels`` run from strongest to weakest.
    """

    name: str
    title: str
    citation: str
    url: str
    levels: tuple[Level, ...]
    domains: tuple[Domain, ...]
    derive: Callable[[Body, Judgement | None], Derivation]
    check: Callable[[Body, Judgement, Derivation], tuple[Discrepancy, ...]]
    verdicts: Mapping[tuple[str, Direction], Verdict]

    def level(self, level_id: str) -> Level | None:
        """The level of that id."""
        return next((level for level in self.levels if level.id == level_id), None)


@cache
def frameworks() -> tuple[Framework, ...]:
    """Every registered framework, by name."""
    return collect("evidence.grading.frameworks", "FRAMEWORK", Framework, key=lambda f: f.name)


def framework_named(name: str) -> Framework:
    """The framework of that name.

    Raises:
        InputError: when there is none, naming those there are.
    """
    known = {item.name: item for item in frameworks()}
    if name not in known:
        raise InputError(f"unknown framework {name!r}; known are {', '.join(known)}")
    return known[name]

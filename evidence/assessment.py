"""What the methods make of a review, computed once for rules, commands and reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.claims.wording import WordingCheck
from evidence.grading.framework import Body, Derivation, Discrepancy, Framework, Level
from evidence.model.anchoring import Resolution
from evidence.model.claim import Claim, Verdict
from evidence.model.review import Review
from evidence.model.synthesis import Synthesis


@dataclass(frozen=True, slots=True)
class GradeChange:
    """What would change a claim's grade: an event, and the level it would lead to.

    ``kind`` is ``retraction``, ``drop-study``, ``one-more-trial`` or ``sensitivity``.
    """

    kind: str
    event: str
    level: Level | None
    verdict: Verdict
    explanation: str


@dataclass(frozen=True, slots=True)
class ClaimAssessment:
    """Everything derived for one claim.

    ``level`` is the one that counts: the person's where there is a judgement, else the derived.
    ``out_of_date`` names the parts that changed since the judgement was accepted; it is empty
    when nothing changed or nothing was accepted.
    """

    claim: Claim
    anchor: Resolution
    framework: Framework
    body: Body
    synthesis: Synthesis | None
    derivation: Derivation
    level: Level | None
    verdict: Verdict
    discrepancies: tuple[Discrepancy, ...]
    out_of_date: tuple[str, ...]
    wording: WordingCheck | None
    changes: tuple[GradeChange, ...]


@dataclass(frozen=True)
class Assessment:
    """A review with everything the methods derive from it; rules and views only read this.

    ``claims`` are in the order of the review. ``retracted`` are citation keys.
    """

    review: Review
    claims: tuple[ClaimAssessment, ...]
    by_id: Mapping[str, ClaimAssessment]
    retracted: frozenset[str]


def assess(review: Review) -> Assessment:
    """Apply every method to a review once."""
    raise NotImplementedError

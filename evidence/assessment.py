"""What the methods make of a review, computed once for rules, commands and reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from evidence.articles.anchoring import AnchorIndex
from evidence.articles.citing import Citing, citing
from evidence.claims.wording import WordingCheck, check_wording
from evidence.grading.body import build_body
from evidence.grading.declared import known_frameworks
from evidence.grading.fingerprint import changed_parts, framework_name, outcome_changed_parts
from evidence.grading.framework import (
    Body,
    Derivation,
    Discrepancy,
    Framework,
    Level,
)
from evidence.grading.grade_changes.changes import GradeChange as GradeChange
from evidence.grading.grade_changes.changes import grade_changes, retraction_effects
from evidence.grading.grade_changes.what_if import WhatIf, what_if
from evidence.grading.outcomes import (
    GradedOutcome,
    OutcomeLevel,
    across_outcomes,
    derived_levels,
    grade_outcomes,
    overall_discrepancies,
    studies_reporting,
)
from evidence.grading.verdict import verdict_of
from evidence.model.anchoring import AnchorState, Resolution
from evidence.model.claim import Claim, ClaimOutcome, Stance, Verdict
from evidence.model.review import Review
from evidence.model.study import Study
from evidence.model.synthesis import Synthesis
from references.retraction import is_retracted

# What stands in for a framework that a review names and nobody knows; the name itself is reported
# as a problem where it is written.
_FALLBACK = "grade"


@dataclass(frozen=True)
class OutcomeAssessment:
    """Everything derived for one outcome of a claim; ``level`` is the one that counts.

    ``claim`` is the claim narrowed to this outcome: its synthesis, its judgement, and the links
    whose studies report it. ``out_of_date`` is as for a claim, of what bears on this outcome.
    """

    outcome: ClaimOutcome
    claim: Claim
    framework: Framework
    body: Body
    synthesis: Synthesis | None
    derivation: Derivation
    level: Level | None
    verdict: Verdict
    discrepancies: tuple[Discrepancy, ...]
    out_of_date: tuple[str, ...]
    studies: Mapping[str, Sequence[Study]] = field(repr=False, compare=False)

    @cached_property
    def changes(self) -> tuple[GradeChange, ...]:
        """What would change the grade of this outcome, tried when first asked for."""
        return grade_changes(self.framework, self.body, self.derivation, self.studies)

    @cached_property
    def what_if(self) -> WhatIf:
        """Everything that could happen to this grade, tried when first asked for."""
        return what_if(self.framework, self.body, self.derivation, self.studies)


@dataclass(frozen=True)
class ClaimAssessment:
    """Everything derived for one claim.

    ``level`` is the one that counts: the person's where there is a judgement, else the derived.
    A claim judged by several ``outcomes`` has the lowest certainty among the critical ones.
    ``out_of_date`` names the parts that changed since the judgement was accepted; it is empty
    when nothing changed or nothing was accepted. ``studies`` are those that each citation key of
    the review reports.
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
    studies: Mapping[str, Sequence[Study]] = field(repr=False, compare=False)
    outcomes: tuple[OutcomeAssessment, ...] = ()

    @cached_property
    def changes(self) -> tuple[GradeChange, ...]:
        """What would change the grade, tried when first asked for: an audit never asks."""
        return grade_changes(self.framework, self.body, self.derivation, self.studies)

    @cached_property
    def what_if(self) -> WhatIf:
        """Everything that could happen to the grade, tried when first asked for."""
        return what_if(self.framework, self.body, self.derivation, self.studies)

    @cached_property
    def retraction_effects(self) -> tuple[GradeChange, ...]:
        """What retractions took from the grade."""
        return retraction_effects(self.framework, self.body, self.derivation, self.studies)


@dataclass(frozen=True)
class Assessment:
    """A review with everything the methods derive from it; rules and views only read this.

    ``claims`` are in the order of the review. ``retracted`` are citation keys.
    """

    review: Review
    claims: tuple[ClaimAssessment, ...]
    by_id: Mapping[str, ClaimAssessment]
    retracted: frozenset[str]

    @cached_property
    def citing(self) -> tuple[Citing, ...]:
        """What each article cites, mark by mark, found when first asked for."""
        return citing(self.review.articles, self.review.library)


def assess(review: Review) -> Assessment:
    """Apply every method to a review once."""
    anchors = AnchorIndex(review.articles)
    retracted = frozenset(reference.key for reference in review.library if is_retracted(reference))
    claims = tuple(_assess(review, claim, anchors, retracted) for claim in review.claims)
    by_id: dict[str, ClaimAssessment] = {}
    for each in claims:
        by_id.setdefault(each.claim.id, each)
    return Assessment(review, claims, MappingProxyType(by_id), retracted)


def framework_of(review: Review, claim: Claim) -> Framework:
    """The framework a claim is graded in; GRADE where the review names one that nobody knows."""
    known = known_frameworks(review.frameworks)
    named = (framework_name(review, claim), claim.framework, review.framework, _FALLBACK)
    return next(known[name] for name in named if name in known)


def _assess(
    review: Review, claim: Claim, anchors: AnchorIndex, retracted: frozenset[str]
) -> ClaimAssessment:
    anchor = anchors.resolve(claim.anchor)
    framework = framework_of(review, claim)
    studies = review.studies_by_reference
    body = build_body(claim, studies, retracted, declared=review.frameworks)
    graded = grade_outcomes(framework, claim, studies, retracted, declared=review.frameworks)
    outcomes = tuple(_outcome(review, claim, each) for each in graded)
    derivation = (
        across_outcomes(framework, derived_levels(graded))
        if graded
        else framework.derive(body, claim.judgement)
    )
    level = across_outcomes(framework, _levels(outcomes)).level if outcomes else derivation.level
    discrepancies: tuple[Discrepancy, ...] = ()
    if claim.judgement is not None:
        discrepancies = (
            overall_discrepancies(framework, claim.judgement, derivation)
            if outcomes
            else framework.check(body, claim.judgement, derivation)
        )
        level = framework.level(claim.judgement.certainty) or level
    wording = None
    if anchor.state is not AnchorState.LOST:
        allows = level.wording if level else None
        studied = any(link.stance is not Stance.BACKGROUND for link in claim.links)
        wording = check_wording(anchor.text, allows, kind=claim.kind.value, studied=studied)
    return ClaimAssessment(
        claim=claim,
        anchor=anchor,
        framework=framework,
        body=body,
        synthesis=body.synthesis,
        derivation=derivation,
        level=level,
        verdict=verdict_of(framework, body, level),
        discrepancies=discrepancies,
        out_of_date=changed_parts(review, claim),
        wording=wording,
        studies=studies,
        outcomes=outcomes,
    )


def _outcome(review: Review, claim: Claim, graded: GradedOutcome) -> OutcomeAssessment:
    framework, body, derivation = graded.framework, graded.body, graded.derivation
    judgement = graded.outcome.judgement
    level = derivation.level
    discrepancies: tuple[Discrepancy, ...] = ()
    if judgement is not None:
        discrepancies = framework.check(body, judgement, derivation)
        level = framework.level(judgement.certainty) or level
    return OutcomeAssessment(
        outcome=graded.outcome,
        claim=body.claim,
        framework=framework,
        body=body,
        synthesis=body.synthesis,
        derivation=derivation,
        level=level,
        verdict=verdict_of(framework, body, level),
        discrepancies=discrepancies,
        out_of_date=outcome_changed_parts(review, claim, graded.outcome),
        studies=studies_reporting(body.claim, graded.outcome, review.studies_by_reference),
    )


def _levels(outcomes: Sequence[OutcomeAssessment]) -> tuple[OutcomeLevel, ...]:
    """The level that counts for each outcome."""
    return tuple(
        OutcomeLevel(
            each.outcome,
            each.framework,
            each.synthesis,
            each.level,
            "person" if each.outcome.judgement is not None else "rule",
        )
        for each in outcomes
    )

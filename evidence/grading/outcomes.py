"""The outcomes a claim is judged by: a body and a grade for each, and the claim's from them.

GRADE rates each outcome by itself; the certainty across outcomes is the lowest among those that
are critical to the decision (GRADE guidelines 11, Guyatt and others 2013,
doi:10.1016/j.jclinepi.2012.01.006). Where none is critical, the important ones decide. The paper
lets the highest stand where every critical outcome shows the same benefit and a lower one would
not change the decision. That is a judgement on the decision, so it is said and never taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.grading.body import build_body
from evidence.grading.bound import Bound
from evidence.grading.declared import known_frameworks
from evidence.grading.framework import (
    Body,
    Derivation,
    Discrepancy,
    Framework,
    Level,
    Step,
    Undecided,
)
from evidence.grading.judged import discrepancies
from evidence.model.claim import Claim, ClaimOutcome, Importance
from evidence.model.declared_framework import DeclaredFramework
from evidence.model.judgement import Judgement
from evidence.model.study import Study
from evidence.model.synthesis import Synthesis

StudiesByReference = Mapping[str, Sequence[Study]]

_LOWEST = Bound("the lowest of the outcomes that decide stands", "GRADE guidelines 11")
_WEIGHTS = (Importance.CRITICAL, Importance.IMPORTANT, Importance.LIMITED)


@dataclass(frozen=True, slots=True)
class GradedOutcome:
    """One outcome of a claim: the part of the evidence that reports it, and what rules give.

    ``body.claim`` is the claim narrowed to this outcome.
    """

    outcome: ClaimOutcome
    framework: Framework
    body: Body
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class OutcomeLevel:
    """An outcome with the level that counts for it, and who gave that: ``rule`` or ``person``."""

    outcome: ClaimOutcome
    framework: Framework
    synthesis: Synthesis | None
    level: Level | None
    decided_by: str = "rule"


def outcome_label(outcome: ClaimOutcome) -> str:
    """An outcome in words."""
    return outcome.label or outcome.id.replace("-", " ")


def outcome_claim(claim: Claim, outcome: ClaimOutcome, studies: StudiesByReference) -> Claim:
    """The claim narrowed to one outcome: its question, its judgement and the links that report it.

    A link whose reference has no study recorded says nothing of a single outcome.
    """
    question = claim.question
    if question is not None:
        question = replace(question, outcome=outcome_label(outcome))
    return replace(
        claim,
        question=question,
        links=tuple(
            link
            for link in claim.links
            if any(study.outcome(outcome.id) for study in studies.get(link.reference, ()))
        ),
        synthesis=outcome.synthesis,
        judgement=outcome.judgement,
        outcomes=(),
    )


def studies_reporting(
    claim: Claim, outcome: ClaimOutcome, studies: StudiesByReference
) -> StudiesByReference:
    """The studies behind a claim's references that report an outcome."""
    return {
        link.reference: tuple(
            study for study in studies.get(link.reference, ()) if study.outcome(outcome.id)
        )
        for link in claim.links
    }


def grade_outcomes(
    framework: Framework,
    claim: Claim,
    studies: StudiesByReference,
    retracted: frozenset[str],
    *,
    declared: tuple[DeclaredFramework, ...] = (),
    details: bool = True,
) -> tuple[GradedOutcome, ...]:
    """Every outcome of a claim with its own body and derived grade, in the claim's order.

    ``declared`` are the review's own frameworks, which an outcome may be judged in.
    """
    found = []
    for outcome in claim.outcomes:
        narrowed = outcome_claim(claim, outcome, studies)
        reporting = studies_reporting(claim, outcome, studies)
        body = build_body(narrowed, reporting, retracted, declared=declared, details=details)
        used = _framework_of(outcome, framework, declared)
        found.append(GradedOutcome(outcome, used, body, used.derive(body, outcome.judgement)))
    return tuple(found)


def derive(framework: Framework, body: Body, studies: StudiesByReference) -> Derivation:
    """What rules give for a claim: across its outcomes where it has some, else for its body."""
    if not body.claim.outcomes:
        return framework.derive(body, body.claim.judgement)
    graded = grade_outcomes(
        framework, body.claim, studies, body.retracted, declared=body.declared, details=False
    )
    return across_outcomes(framework, derived_levels(graded))


def _framework_of(
    outcome: ClaimOutcome, framework: Framework, declared: Iterable[DeclaredFramework]
) -> Framework:
    named = outcome.judgement.framework if outcome.judgement else ""
    if named in ("", framework.name):
        return framework
    return known_frameworks(declared).get(named, framework)


def deciding(outcomes: Sequence[ClaimOutcome]) -> tuple[ClaimOutcome, ...]:
    """The outcomes that decide: the critical ones, else those of the next weight there is."""
    for weight in _WEIGHTS:
        found = tuple(each for each in outcomes if each.importance is weight)
        if found:
            return found
    return ()


def derived_levels(graded: Iterable[GradedOutcome]) -> tuple[OutcomeLevel, ...]:
    """What the rules give for each outcome."""
    return tuple(
        OutcomeLevel(each.outcome, each.framework, each.body.synthesis, each.derivation.level)
        for each in graded
    )


def across_outcomes(framework: Framework, rated: Sequence[OutcomeLevel]) -> Derivation:
    """The certainty of a claim across its outcomes, with one step for each outcome."""
    decide = deciding([each.outcome for each in rated])
    counted = [
        each
        for each in rated
        if each.outcome in decide and each.framework == framework and each.level is not None
    ]
    steps = tuple(_step(framework, each, decides=each.outcome in decide) for each in rated)
    undecided = tuple(_open(framework, [each for each in rated if each.outcome in decide]))
    levels = [each.level for each in counted if each.level is not None]
    if not levels:
        reason = "no outcome that decides is graded"
        return Derivation(framework.name, None, steps, undecided, reason)
    lowest = min(levels, key=lambda level: level.rank)
    named = ", ".join(outcome_label(each.outcome) for each in counted if each.level == lowest)
    weight = decide[0].importance.value
    outcomes = f"{len(levels)} {weight} outcome{'s' if len(levels) > 1 else ''}"
    reason = f"the lowest of {outcomes}: {named}"
    if len(set(levels)) > 1 and all(_helps(each.synthesis) for each in counted):
        reason += (
            "; all show a benefit, so that a person may let the highest stand where the lower "
            "ones would not change the decision"
        )
    return Derivation(framework.name, lowest, steps, undecided, reason)


def _step(framework: Framework, each: OutcomeLevel, *, decides: bool) -> Step:
    level = each.level
    told = level.label.lower() if level else "not graded"
    if level is not None and each.framework != framework:
        told += f" in {each.framework.title}, which does not convert"
    weight = each.outcome.importance.value + ("" if decides else ", does not decide")
    label = outcome_label(each.outcome)
    reason = f"{weight}: {told}"
    rating = level.id if level else ""
    bound = None if each.decided_by == "person" else _LOWEST
    return Step(each.outcome.id, label, 0, reason, each.decided_by, rating, bound)


def _open(framework: Framework, deciding_ones: Sequence[OutcomeLevel]) -> Iterator[Undecided]:
    for each in deciding_ones:
        label = outcome_label(each.outcome)
        if each.level is None:
            weight = each.outcome.importance.value
            question = f"{label} is {weight} and has no grade: does the grade stand without it?"
            yield Undecided(each.outcome.id, label, question)
        elif each.framework != framework:
            question = f"{label} is graded in {each.framework.title}: how does it count here?"
            yield Undecided(each.outcome.id, label, question)


def _helps(synthesis: Synthesis | None) -> bool:
    """Whether the whole interval lies on the side that helps."""
    if synthesis is None or synthesis.pooled is None:
        return False
    pooled = synthesis.pooled
    return pooled.ci_high < 0 if synthesis.benefit == "lower" else pooled.ci_low > 0


def overall_discrepancies(
    framework: Framework, judgement: Judgement, derivation: Derivation
) -> tuple[Discrepancy, ...]:
    """Where a judgement of a whole claim breaks rules when its outcomes are judged apart.

    Domains belong to outcomes, so that only its words and its level are held against the rules.
    """
    found = discrepancies(
        judgement, derivation, levels=framework.levels, domains=framework.domains, starts={}
    )
    return tuple(each for each in found if each.kind != "unknown-start")

"""The grade of a claim as data for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence.assessment import ClaimAssessment, OutcomeAssessment
    from evidence.grading.framework import Derivation, Discrepancy, Step
    from evidence.grading.grade_changes.changes import GradeChange
    from evidence.model.judgement import PastJudgement


def grade_content(item: ClaimAssessment) -> dict[str, Any]:
    """A claim's grade with every step, and what would change it."""
    judgement = item.claim.judgement
    derivation = item.derivation
    return {
        "id": item.claim.id,
        "statement": item.claim.statement,
        "framework": item.framework.name,
        "verdict": item.verdict.value,
        "certainty": item.level.id if item.level else None,
        "derived": derivation.level.id if derivation.level else None,
        "judged": judgement.certainty if judgement else None,
        "history": [_past(each) for each in judgement.history] if judgement else [],
        "reason": derivation.reason,
        **_derivation(derivation),
        "discrepancies": _discrepancies(item.discrepancies),
        "outcomes": [_outcome(each) for each in item.outcomes],
        "out_of_date": list(item.out_of_date),
        "retractions": [_change_content(each) for each in item.retraction_effects],
        "changes": [_change_content(each) for each in item.changes],
    }


def _outcome(item: OutcomeAssessment) -> dict[str, Any]:
    judgement = item.outcome.judgement
    derivation = item.derivation
    return {
        "outcome": item.outcome.id,
        "importance": item.outcome.importance.value,
        "framework": item.framework.name,
        "certainty": item.level.id if item.level else None,
        "derived": derivation.level.id if derivation.level else None,
        "judged": judgement.certainty if judgement else None,
        "history": [_past(each) for each in judgement.history] if judgement else [],
        "reason": derivation.reason,
        **_derivation(derivation),
        "discrepancies": _discrepancies(item.discrepancies),
        "out_of_date": list(item.out_of_date),
    }


def _derivation(derivation: Derivation) -> dict[str, Any]:
    return {
        "steps": [step_content(step) for step in derivation.steps],
        "undecided": [
            {"domain": each.domain, "question": each.question} for each in derivation.undecided
        ],
    }


def step_content(step: Step) -> dict[str, Any]:
    """A step with what of the rules decided it: its source, empty where ours, and what is ours."""
    bound = step.bound
    return {
        "domain": step.domain,
        "rating": step.rating,
        "change": step.change,
        "decided_by": step.decided_by,
        "reason": step.reason,
        "bound": {"rule": bound.rule, "source": bound.source, "ours": bound.ours}
        if bound
        else None,
    }


def _discrepancies(found: Sequence[Discrepancy]) -> list[dict[str, str]]:
    return [{"kind": each.kind, "domain": each.domain, "message": each.message} for each in found]


def _change_content(change: GradeChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "event": change.event,
        "certainty": change.level.id if change.level else None,
        "verdict": change.verdict.value,
        "explanation": change.explanation,
    }


def history_lines(item: ClaimAssessment | OutcomeAssessment) -> list[str]:
    """What was judged before, oldest first: the level, who, when and why."""
    judgement = item.claim.judgement
    found = []
    for past in judgement.history if judgement else ():
        level = item.framework.level(past.certainty)
        day = past.on.isoformat() if past.on else ""
        parts = (level.label if level else past.certainty, past.by, day)
        said = ", ".join(part for part in parts if part)
        found.append(f"{said}: {past.reason}" if past.reason else said)
    return found


def _past(past: PastJudgement) -> dict[str, Any]:
    return {
        "certainty": past.certainty,
        "by": past.by,
        "on": past.on.isoformat() if past.on else None,
        "reason": past.reason,
        "fingerprint": past.fingerprint,
    }

"""How a grade came about: the rules' steps, the person's, and what would change the outcome."""

from __future__ import annotations

from evidence.assessment import ClaimAssessment, OutcomeAssessment
from evidence.grading.framework import Domain, Framework
from evidence.grading.outcomes import outcome_label
from evidence.model.judgement import Judgement, PastJudgement
from reports.views.badges import in_words, level_badge
from reports.views.numerals import signed
from reports.views.review_view import ChangeView, JudgementView, StepView
from reports.views.statement import capitalised
from reports.views.what_if_views import change_view


def derived_steps(item: ClaimAssessment) -> tuple[StepView, ...]:
    """What the framework's rules did with the data, in order; the start has no change."""
    return tuple(
        StepView(
            label=step.label,
            rating=in_words(step.rating) if step.rating else "",
            change="" if not index and not step.change else signed(step.change),
            reason=capitalised(step.reason),
            decided_by=step.decided_by,
            bound=capitalised(str(step.bound)) if step.bound else "",
        )
        for index, step in enumerate(item.derivation.steps)
    )


def judged_steps(item: ClaimAssessment) -> tuple[StepView, ...]:
    """What the person decided in each domain, in the framework's order."""
    judgement = item.claim.judgement
    if judgement is None:
        return ()
    steps = []
    if judgement.start:
        start = in_words(judgement.start)
        steps.append(StepView("Start", start, "", "", "person"))
    for domain in _domains(item, judgement):
        rated = judgement.domains[domain.id]
        change = domain.ratings.get(rated.rating, 0)
        steps.append(
            StepView(domain.label, in_words(rated.rating), signed(change), rated.reason, "person")
        )
    return tuple(steps)


def judgement_view(item: ClaimAssessment) -> JudgementView | None:
    """Who judged, when, to what, and whether what they saw is still what is there."""
    judgement = item.claim.judgement
    return _judged(item, judgement) if judgement else None


def outcome_judgement_views(item: ClaimAssessment) -> tuple[JudgementView, ...]:
    """The same of each outcome that was judged by itself."""
    return tuple(
        _judged(each, each.outcome.judgement, outcome_label(each.outcome))
        for each in item.outcomes
        if each.outcome.judgement is not None
    )


def _judged(
    item: ClaimAssessment | OutcomeAssessment, judgement: Judgement, outcome: str = ""
) -> JudgementView:
    return JudgementView(
        certainty=level_badge(item.framework.level(judgement.certainty)),
        by=judgement.by,
        on=judgement.on.isoformat() if judgement.on else "",
        reason=judgement.reason,
        accepted=bool(judgement.fingerprint),
        out_of_date=item.out_of_date,
        history=tuple(_past(item.framework, each) for each in judgement.history),
        outcome=outcome,
    )


def _past(framework: Framework, past: PastJudgement) -> str:
    level = framework.level(past.certainty)
    word = level.label.lower() if level else past.certainty
    parts = (word, past.by, past.on.isoformat() if past.on else "", past.reason)
    return ", ".join(part for part in parts if part)


def change_views(item: ClaimAssessment) -> tuple[ChangeView, ...]:
    """The likeliest events that would move the grade, each with where it would lead."""
    return tuple(change_view(change) for change in item.changes)


def loss_views(item: ClaimAssessment) -> tuple[ChangeView, ...]:
    """What each retraction took away: the grade as if the work still stood."""
    return tuple(change_view(change) for change in item.retraction_effects)


def _domains(item: ClaimAssessment, judgement: Judgement) -> list[Domain]:
    return [domain for domain in item.framework.domains if domain.id in judgement.domains]

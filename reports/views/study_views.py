"""Studies with their recorded data, for the formats that machines and spreadsheets read."""

from __future__ import annotations

from collections import defaultdict

from evidence.appraisal.appraised import appraised
from evidence.model.review import Review
from evidence.model.study import Appraisal, Outcome, Study
from reports.views.review_view import ArmView, EstimateView, OutcomeView, StudyView


def study_views(review: Review) -> tuple[StudyView, ...]:
    """Every study of a review, in the review's order."""
    claims: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in review.claims:
        for study in review.studies_of(claim):
            claims[study.id].setdefault(claim.id)
    return tuple(_study(study, tuple(claims[study.id])) for study in review.studies)


def _study(study: Study, claims: tuple[str, ...]) -> StudyView:
    return StudyView(
        id=study.id,
        label=study.label or study.id,
        design=study.design.value,
        blinding=study.blinding,
        size=study.size,
        quality=study.quality,
        population=study.population,
        references=study.references,
        claims=claims,
        unverified=study.unverified,
        note=study.note,
        outcomes=tuple(_outcome(outcome) for outcome in study.outcomes),
        appraisals=tuple(_appraisal(each) for each in study.appraisals),
    )


def _appraisal(appraisal: Appraisal) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """The ratings as recorded, or, of an appraisal given by answers, as they follow."""
    if not appraisal.answers:
        return appraisal.tool, appraisal.overall, tuple(appraisal.domains.items())
    found = appraised(appraisal)
    given = {name: each.rating.id for name, each in found.domains.items() if each.rating}
    overall = found.overall.rating.id if found.overall.rating else ""
    return appraisal.tool, overall, tuple(given.items())


def _outcome(outcome: Outcome) -> OutcomeView:
    return OutcomeView(
        id=outcome.id,
        label=outcome.label,
        direction=outcome.direction,
        arms=tuple(
            ArmView(arm.role.value, arm.label, arm.events, arm.total, arm.mean, arm.sd, arm.percent)
            for arm in outcome.arms
        ),
        estimates=tuple(
            EstimateView(
                each.measure,
                each.value,
                each.standard_error,
                each.ci_low,
                each.ci_high,
                each.ci_level,
                each.p_value,
                each.p_relation,
            )
            for each in outcome.estimates
        ),
    )

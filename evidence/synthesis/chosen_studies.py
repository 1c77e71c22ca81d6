"""Which studies of a claim enter its synthesis, and why the others do not."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.model.claim import SynthesisRequest
from evidence.model.design_words import design_name
from evidence.model.remembered import remembered
from evidence.model.study import Study
from evidence.model.synthesis import ExcludedStudy
from evidence.synthesis.measure import Measure
from evidence.synthesis.study_data import StudyData, study_data
from evidence.synthesis.unusable import Unusable

_NO_OUTCOME = "nothing is recorded on this outcome"


def chosen_studies(
    request: SynthesisRequest, studies: Sequence[Study], measure: Measure
) -> tuple[list[StudyData], tuple[ExcludedStudy, ...]]:
    """Studies with usable data, and those without.

    Systematic reviews stand aside for the studies they gather, which pooling would count twice;
    where there is nothing but reviews, the largest one speaks for all.
    """
    usable: list[StudyData] = []
    excluded: list[ExcludedStudy] = []
    for study in {study.id: study for study in studies}.values():
        outcome = study.outcome(request.outcome)
        reason = _left_out(request, study, measure)
        if outcome is None and not reason:
            continue
        found = Unusable(reason) if reason else _data(study, request.outcome, measure)
        if isinstance(found, Unusable):
            excluded.append(excluded_study(study, found.reason))
        else:
            usable.append(found)
    primary = [each for each in usable if not each.study.design.is_secondary]
    kept = (
        primary or sorted(usable, key=lambda each: (-(each.participants or 0), each.study.id))[:1]
    )
    kept_ids = {each.study.id for each in kept}
    for each in usable:
        if each.study.id not in kept_ids:
            why = "its own studies are pooled" if primary else "a larger one is used"
            design = design_name(each.study.design)
            excluded.append(excluded_study(each.study, f"{design}: {why}, to count no study twice"))
    return kept, tuple(excluded)


def excluded_study(study: Study, reason: str) -> ExcludedStudy:
    """A study that is left out, as reports name it."""
    return ExcludedStudy(study.id, study.label or study.id, reason)


@remembered
def _data(study: Study, outcome_id: str, measure: Measure) -> StudyData | Unusable:
    outcome = study.outcome(outcome_id)
    return study_data(study, outcome, measure) if outcome else Unusable(_NO_OUTCOME)


def _left_out(request: SynthesisRequest, study: Study, measure: Measure) -> str:
    if study.id in request.sensitivity:
        found = _data(study, request.outcome, measure)
        only = "only in the sensitivity view"
        if isinstance(found, Unusable):
            return f"{only}, to which it adds no number: {found.reason}"
        return only
    return "left out by the review" if study.id in request.exclude else ""

"""The numbers that studies record, one after another, for rules that look at each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence.model.review import Review
from evidence.model.study import Arm, Estimate, Outcome, Study


def recorded_estimates(review: Review) -> Iterator[tuple[Study, Outcome, Estimate]]:
    """Every published effect, with what it is an effect on."""
    for study in review.studies:
        for outcome in study.outcomes:
            for estimate in outcome.estimates:
                yield study, outcome, estimate


def recorded_arms(review: Review) -> Iterator[tuple[Study, str, Arm]]:
    """Every arm, with its study and the name that messages give it."""
    for study in review.studies:
        for outcome in study.outcomes:
            for arm in outcome.arms:
                yield study, f"{study.id}, {outcome.id}, {arm.label or arm.role}", arm


def outcomes_by_id(review: Review) -> Mapping[str, Sequence[tuple[Study, Outcome]]]:
    """What each outcome was found to be in studies of subjects of their own."""
    found: dict[str, list[tuple[Study, Outcome]]] = {}
    for study in review.studies:
        if not study.design.is_secondary:
            for outcome in study.outcomes:
                found.setdefault(outcome.id, []).append((study, outcome))
    return found

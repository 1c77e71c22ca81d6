"""The numbers that studies record, one after another, for rules that look at each by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence.audit.baseline_balance import Balance, balance
from evidence.model.review import Review
from evidence.model.study import Arm, Estimate, Outcome, Study, StudyDesign

FEWEST_ROWS = 5
"""Rows of a baseline table below which their p values say nothing together."""


def recorded_estimates(review: Review) -> Iterator[tuple[Study, Outcome, Estimate]]:
    """Every published effect, with what it is an effect on."""
    for study in review.studies:
        for outcome in study.outcomes:
            for estimate in outcome.estimates:
                yield study, outcome, estimate


def recorded_arms(review: Review) -> Iterator[tuple[Study, str, Arm]]:
    """Every arm of outcomes and baseline rows, with its study and the name messages give it."""
    for study, name, _, arm in recorded_outcome_arms(review):
        yield study, name, arm
    for study in review.studies:
        for row in study.baseline:
            for arm in row.arms:
                yield study, f"{study.id}, {row.variable} at baseline, {arm.label or arm.role}", arm


def recorded_outcome_arms(review: Review) -> Iterator[tuple[Study, str, Outcome, Arm]]:
    """Every arm of an outcome, with its study, the name that messages give it and its outcome."""
    for study in review.studies:
        for outcome in study.outcomes:
            for arm in outcome.arms:
                yield study, f"{study.id}, {outcome.id}, {arm.label or arm.role}", outcome, arm


def recorded_scores(review: Review) -> Iterator[tuple[Study, str, int, Arm]]:
    """Every arm whose values are said to be whole numbers, with the number of its items.

    Means of reviews are pooled, and those of whole numbers no more.
    """
    for study, name, outcome, arm in recorded_outcome_arms(review):
        if outcome.items is not None and outcome.items > 0 and not study.design.is_secondary:
            yield study, name, outcome.items, arm


def balanced_tables(review: Review) -> Iterator[tuple[Study, Balance]]:
    """Baseline tables of parallel randomised trials with enough rows to say something."""
    for study in review.studies:
        if study.design is StudyDesign.RANDOMISED_TRIAL and len(study.baseline) >= FEWEST_ROWS:
            found = balance(study.baseline)
            if found is not None and found.rows >= FEWEST_ROWS:
                yield study, found


def outcomes_by_id(review: Review) -> Mapping[str, Sequence[tuple[Study, Outcome]]]:
    """What each outcome was found to be in studies of subjects of their own."""
    found: dict[str, list[tuple[Study, Outcome]]] = {}
    for study in review.studies:
        if not study.design.is_secondary:
            for outcome in study.outcomes:
                found.setdefault(outcome.id, []).append((study, outcome))
    return found

"""The effects and shares that the data behind a claim give, as people read them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.assessment import Assessment, ClaimAssessment
from evidence.audit.recomputed import RATIOS, standard_error_of_interval, table_of
from evidence.audit.two_groups import groups_of
from evidence.model.claim import Stance
from evidence.model.study import Outcome, Study
from evidence.model.synthesis import Synthesis
from evidence.synthesis.effects.effect_sizes import FROM_EVENTS
from evidence.synthesis.intervals import LEVEL, quantile

_Z = quantile(LEVEL)


@dataclass(frozen=True, slots=True)
class KnownEffect:
    """One effect with its interval, ratios as ratios; ``low`` and ``high`` where known."""

    measure: str
    value: float
    low: float
    high: float

    def __str__(self) -> str:
        if self.low == self.high:
            return f"{self.measure} {self.value:.3g}"
        return f"{self.measure} {self.value:.3g} ({self.low:.3g} to {self.high:.3g})"


@dataclass(frozen=True, slots=True)
class MeanChange:
    """By how many per cent of the comparator's mean the means of an outcome differ."""

    outcome: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LinkedData:
    """What the synthesis and the linked studies of a claim give.

    ``pooled`` are the effects of all models, also without each study, ``effects`` those of single
    studies and these. ``percentages`` are shares of people with an event, ``changes`` are those
    in means. ``is_complete`` says that a study with numbers is recorded for every
    link that takes a side, without which nothing can be said to be missing.
    """

    pooled: tuple[KnownEffect, ...]
    effects: tuple[KnownEffect, ...]
    percentages: tuple[float, ...]
    changes: tuple[MeanChange, ...]
    is_complete: bool


def linked_data(item: ClaimAssessment, assessment: Assessment) -> LinkedData:
    """All that is recorded behind a claim, the pooled effects first."""
    syntheses = (item.synthesis, *(part.synthesis for part in item.outcomes))
    pooled = [each for synthesis in syntheses for each in _pooled(synthesis)]
    effects = [*pooled, *(each for synthesis in syntheses for each in _of_studies(synthesis))]
    percentages: list[float] = []
    changes: list[MeanChange] = []
    for study in assessment.review.studies_of(item.claim):
        for outcome in study.outcomes:
            effects += _of_outcome(outcome)
            changes += _changes(outcome)
            for arm in outcome.arms:
                if arm.percent is not None:
                    percentages.append(arm.percent)
                if arm.events is not None and arm.total:
                    percentages.append(100 * arm.events / arm.total)
    return LinkedData(
        tuple(pooled),
        tuple(effects),
        tuple(percentages),
        tuple(changes),
        _complete(item, assessment),
    )


def _complete(item: ClaimAssessment, assessment: Assessment) -> bool:
    links = [link for link in item.claim.links if link.stance is not Stance.BACKGROUND]
    recorded = assessment.review.studies_by_reference
    return bool(links) and all(
        any(_has_numbers(study) for study in recorded.get(link.reference, ())) for link in links
    )


def _has_numbers(study: Study) -> bool:
    return any(
        any(arm.events is not None or arm.mean is not None for arm in outcome.arms)
        or any(each.value is not None for each in outcome.estimates)
        for outcome in study.outcomes
    )


def _views(synthesis: Synthesis | None) -> Iterator[Synthesis]:
    while synthesis is not None:
        yield synthesis
        synthesis = synthesis.sensitivity


def _pooled(synthesis: Synthesis | None) -> Iterator[KnownEffect]:
    for view in _views(synthesis):
        for model in (view.pooled, view.common, *(each for _, each in view.left_out)):
            if model is not None:
                yield _known(
                    view.measure.upper(), view.is_ratio, model.value, model.ci_low, model.ci_high
                )


def _of_studies(synthesis: Synthesis | None) -> Iterator[KnownEffect]:
    for view in _views(synthesis):
        for each in view.effects:
            yield _known(view.measure.upper(), view.is_ratio, each.value, each.ci_low, each.ci_high)


def _known(measure: str, is_ratio: bool, value: float, low: float, high: float) -> KnownEffect:
    if not is_ratio:
        return KnownEffect(measure, value, low, high)
    return KnownEffect(measure, _raised(value), _raised(low), _raised(high))


def _raised(number: float) -> float:
    return math.exp(min(number, 700.0))


def _of_outcome(outcome: Outcome) -> Iterator[KnownEffect]:
    for estimate in outcome.estimates:
        if estimate.value is not None:
            low, high = estimate.ci_low, estimate.ci_high
            whole = low is not None and high is not None and standard_error_of_interval(estimate)
            yield KnownEffect(
                estimate.measure.upper(),
                estimate.value,
                low if whole and low is not None else estimate.value,
                high if whole and high is not None else estimate.value,
            )
    table = table_of(outcome)
    if table is not None:
        for measure, effect_size in FROM_EVENTS.items():
            effect = effect_size(table)
            if effect is not None and measure in ("RR", "OR", "RD"):
                reach = _Z * math.sqrt(effect.variance)
                ends = effect.value - reach, effect.value + reach
                yield _known(measure, measure in RATIOS, effect.value, *ends)
    groups = groups_of(outcome)
    if groups is not None:
        reach = _Z * groups.standard_error_range.high
        value = groups.difference
        yield KnownEffect("MD", value, value - reach, value + reach)


def _changes(outcome: Outcome) -> Iterator[MeanChange]:
    groups = groups_of(outcome)
    if groups is not None and groups.comparator.mean != 0:
        reach = _Z * groups.standard_error_range.high
        ends = [
            100 * (groups.difference + side * reach) / groups.comparator.mean for side in (-1, 1)
        ]
        yield MeanChange(f"{outcome.label} {outcome.id.replace('-', ' ')}", min(ends), max(ends))

"""The pooled evidence of one claim: which studies enter, what they give, and what it adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from evidence.model.claim import SynthesisRequest
from evidence.model.design_words import design_name
from evidence.model.study import Study
from evidence.model.synthesis import ExcludedStudy, StudyEffect, Synthesis
from evidence.synthesis.between_study_variance import ESTIMATORS
from evidence.synthesis.continuity import STANDARD_CORRECTION, ContinuityCorrection
from evidence.synthesis.effect_size import EffectSize
from evidence.synthesis.effect_sizes import effect_of
from evidence.synthesis.intervals import confidence_interval
from evidence.synthesis.left_out import LeftOut, WithoutStudy
from evidence.synthesis.measure import MEASURES, Measure
from evidence.synthesis.pooling import COMMON, pool, pooled_effect
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_data import StudyData, Unusable, study_data
from evidence.synthesis.study_table import EventTable

# Leaving out one study in turn costs the square of their number and is read by people.
_MOST_LEFT_OUT = 200
# Beyond this, sums of cubes of weights and squares of effects would overflow.
_LARGEST = 1e30
_NO_OUTCOME = "nothing is recorded on this outcome"


@dataclass(frozen=True, slots=True)
class _Used:
    data: StudyData
    effect: EffectSize
    note: str


def synthesise(
    request: SynthesisRequest, studies: Sequence[Study], *, details: bool = True
) -> Synthesis:
    """Pool what the studies found on the outcome that is asked for.

    Never raises for bad data: what cannot be used is listed with its reason, and an unknown
    measure or method gives an empty synthesis with a note. Without ``details`` the effect without
    each study and the sensitivity view are left out.
    """
    measure = MEASURES.get(request.measure)
    problem = _problem(request)
    if measure is None or problem:
        is_ratio = measure is not None and measure.is_ratio
        return _empty(request, is_ratio, (), problem)
    chosen, excluded = _chosen(request, studies, measure)
    used, not_computable = _effects(chosen, measure)
    excluded = (*excluded, *not_computable)
    if not used:
        result = _empty(request, measure.is_ratio, excluded, "no study could be used")
    else:
        result = _pooled(request, measure, used, excluded, details=details)
    if details and request.sensitivity:
        wider = replace(
            request,
            sensitivity=(),
            exclude=tuple(item for item in request.exclude if item not in request.sensitivity),
        )
        result = replace(result, sensitivity=synthesise(wider, studies))
    return result


def _problem(request: SynthesisRequest) -> str:
    if request.measure not in MEASURES:
        return f"unknown measure {request.measure!r}; known are {', '.join(MEASURES)}"
    if request.method not in ESTIMATORS:
        return f"unknown method {request.method!r}; known are {', '.join(ESTIMATORS)}"
    return ""


def _empty(
    request: SynthesisRequest, is_ratio: bool, excluded: Sequence[ExcludedStudy], note: str
) -> Synthesis:
    return Synthesis(
        outcome=request.outcome,
        measure=request.measure,
        method=request.method,
        is_ratio=is_ratio,
        benefit=request.benefit,
        effects=(),
        excluded=tuple(excluded),
        notes=(note,),
    )


def _chosen(
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
        found: StudyData | Unusable = Unusable(reason)
        if outcome is not None and not reason:
            found = study_data(study, outcome, measure)
        if isinstance(found, Unusable):
            excluded.append(_excluded(study, found.reason))
        else:
            usable.append(found)
    primary = [each for each in usable if not each.study.design.is_secondary]
    kept = (
        primary or sorted(usable, key=lambda each: (-(each.participants or 0), each.study.id))[:1]
    )
    for each in usable:
        if each not in kept:
            why = "its own studies are pooled" if primary else "a larger one is used"
            excluded.append(
                _excluded(
                    each.study, f"{design_name(each.study.design)}: {why}, to count no study twice"
                )
            )
    return kept, tuple(excluded)


def _left_out(request: SynthesisRequest, study: Study, measure: Measure) -> str:
    if study.id in request.sensitivity:
        outcome = study.outcome(request.outcome)
        found = study_data(study, outcome, measure) if outcome else Unusable(_NO_OUTCOME)
        only = "only in the sensitivity view"
        if isinstance(found, Unusable):
            return f"{only}, to which it adds no number: {found.reason}"
        return only
    return "left out by the review" if study.id in request.exclude else ""


def _excluded(study: Study, reason: str) -> ExcludedStudy:
    return ExcludedStudy(study.id, study.label or study.id, reason)


def _effects(
    chosen: Sequence[StudyData],
    measure: Measure,
    correction: ContinuityCorrection = STANDARD_CORRECTION,
) -> tuple[list[_Used], list[ExcludedStudy]]:
    tables = [each.table for each in chosen if isinstance(each.table, EventTable)]
    any_zero = any(table.has_zero for table in tables)
    used: list[_Used] = []
    excluded: list[ExcludedStudy] = []
    for each in chosen:
        found = _effect(each, measure, correction, any_zero=any_zero)
        if isinstance(found, Unusable):
            excluded.append(_excluded(each.study, found.reason))
        else:
            used.append(found)
    return used, excluded


def _effect(
    data: StudyData, measure: Measure, correction: ContinuityCorrection, *, any_zero: bool
) -> _Used | Unusable:
    try:
        return _computed(data, measure, correction, any_zero=any_zero)
    except CannotComputeError as refusal:
        return Unusable(str(refusal))


def _computed(
    data: StudyData, measure: Measure, correction: ContinuityCorrection, *, any_zero: bool
) -> _Used | Unusable:
    notes = list(data.notes)
    effect = data.effect
    if isinstance(data.table, EventTable) and measure.is_correctable:
        add = correction.for_study(has_zero=data.table.has_zero, any_zero=any_zero)
        if add:
            notes.append(f"{add:g} added to each cell because one is zero")
    if data.table is not None:
        effect = effect_of(measure, data.table, correction=correction, any_zero=any_zero)
    if effect is None or effect.variance <= 0:
        return Unusable(f"the {measure.id} cannot be computed from its data")
    if not (abs(effect.value) < _LARGEST and 1 / _LARGEST < effect.variance < _LARGEST):
        return Unusable(f"its {measure.id} is too large or too small a number to pool")
    return _Used(data, effect, "; ".join(notes))


def _pooled(
    request: SynthesisRequest,
    measure: Measure,
    used: Sequence[_Used],
    excluded: Sequence[ExcludedStudy],
    *,
    details: bool,
) -> Synthesis:
    values = np.array([each.effect.value for each in used])
    variances = np.array([each.effect.variance for each in used])
    shown = pool(values, variances, request.method)
    common = shown.pooled
    if request.method != COMMON:
        common = pooled_effect(values, variances, 0.0, COMMON)
    effects = tuple(
        _study_effect(each, weight) for each, weight in zip(used, shown.weights, strict=True)
    )
    without: Sequence[WithoutStudy] = ()
    if details and 2 <= len(used) <= _MOST_LEFT_OUT:
        studies = [each.data.study.id for each in used]
        without = LeftOut(studies, values, variances, request.method)
    participants = [each.data.participants for each in used]
    events = [each.data.events for each in used]
    return Synthesis(
        outcome=request.outcome,
        measure=request.measure,
        method=request.method,
        is_ratio=measure.is_ratio,
        benefit=request.benefit,
        effects=effects,
        excluded=tuple(excluded),
        pooled=shown.pooled,
        common=common,
        heterogeneity=shown.heterogeneity,
        total_participants=_total(participants),
        total_events=_total(events),
        comparator_risk=_comparator_risk(used),
        left_out=without,
        notes=_notes(request, used),
    )


def _study_effect(used: _Used, weight: float) -> StudyEffect:
    error = used.effect.variance**0.5
    low, high = confidence_interval(used.effect.value, error)
    return StudyEffect(
        study=used.data.study.id,
        label=used.data.study.label or used.data.study.id,
        value=used.effect.value,
        standard_error=error,
        ci_low=low,
        ci_high=high,
        weight=weight,
        data=used.data.printed,
        note=used.note,
    )


def _total(numbers: Sequence[int | None]) -> int | None:
    """The sum, ``None`` where a study does not say, because a partial sum would mislead."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _comparator_risk(used: Sequence[_Used]) -> float | None:
    """Events per participant of all comparator arms together."""
    tables = [each.data.table for each in used if isinstance(each.data.table, EventTable)]
    total = sum(table.comparator_total for table in tables)
    return sum(table.comparator_events for table in tables) / total if total else None


def _notes(request: SynthesisRequest, used: Sequence[_Used]) -> tuple[str, ...]:
    notes = []
    if len(used) == 1:
        notes.append("a single study: its own effect, nothing is pooled")
    elif len(used) == 2 and request.method != COMMON:
        notes.append("two studies say little about the variance between studies")
    if any("added to each cell" in each.note for each in used):
        notes.append("0.5 was added to every cell of studies with a zero cell")
    return tuple(notes)

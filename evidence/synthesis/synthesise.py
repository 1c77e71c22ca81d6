"""The pooled evidence of one claim: which studies enter, what they give, and what it adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from evidence.model.claim import SynthesisRequest
from evidence.model.remembered import MOST_SETS, Same
from evidence.model.study import Study
from evidence.model.synthesis import (
    ExcludedStudy,
    SingleProportion,
    StudyEffect,
    Synthesis,
)
from evidence.synthesis.chosen_studies import chosen_studies
from evidence.synthesis.effects.proportion_interval import (
    ProportionInterval,
    proportion_interval,
)
from evidence.synthesis.fitted_model import (
    AS_COUNTED,
    FROM_COUNTS,
    MANTEL_HAENSZEL,
    PETO,
    arrays_of,
    fit_model,
    unsuited,
)
from evidence.synthesis.intervals import confidence_interval
from evidence.synthesis.left_out import LeftOut, WithoutStudy
from evidence.synthesis.measure import MEASURES, Measure
from evidence.synthesis.random_effects.pooling import COMMON, pooled_effect
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.scale import harmonic_mean
from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable
from evidence.synthesis.used_effects import UsedEffect, correction_of, used_effects

# Models that know no variance between studies.
_WITHOUT_VARIANCE = (COMMON, MANTEL_HAENSZEL, PETO)
# Leaving out one study in turn costs the square of their number and is read by people.
_MOST_LEFT_OUT = 200


def synthesise(
    request: SynthesisRequest, studies: Sequence[Study], *, details: bool = True
) -> Synthesis:
    """Pool what the studies found on the outcome that is asked for.

    Never raises for bad data: what cannot be used is listed with its reason, and an unknown
    measure or method gives an empty synthesis with a note. Without ``details`` the effect without
    each study and the sensitivity view are left out.
    """
    if details:
        return _synthesis(request, studies, details=True)
    return _without_details(Same(request), tuple(map(Same, studies)))


@lru_cache(maxsize=MOST_SETS)
def _without_details(
    request: Same[SynthesisRequest], studies: tuple[Same[Study], ...]
) -> Synthesis:
    """What is asked for again and again when a claim and its outcomes are tried without a study."""
    return _synthesis(request.part, [each.part for each in studies], details=False)


def _synthesis(request: SynthesisRequest, studies: Sequence[Study], *, details: bool) -> Synthesis:
    measure = MEASURES.get(request.measure)
    problem = _problem(request)
    if measure is None or problem:
        is_ratio = measure is not None and measure.is_ratio
        return _empty(request, is_ratio, (), problem)
    chosen, excluded = chosen_studies(request, studies, measure)
    counts_alone = request.method in FROM_COUNTS
    used, not_computable = used_effects(
        chosen, measure, correction_of(request.continuity, measure), counts_alone=counts_alone
    )
    excluded = (*excluded, *not_computable)
    if not used:
        result = _empty(request, measure.is_ratio, excluded, "no study could be used")
    else:
        try:
            result = _pooled(request, measure, used, excluded, details=details)
        except CannotComputeError as refusal:
            result = _empty(request, measure.is_ratio, excluded, str(refusal))
    if details and request.sensitivity:
        wider = replace(
            request,
            sensitivity=(),
            exclude=tuple(item for item in request.exclude if item not in request.sensitivity),
        )
        result = replace(result, sensitivity=_synthesis(wider, studies, details=True))
    return result


def _problem(request: SynthesisRequest) -> str:
    if request.measure not in MEASURES:
        return f"unknown measure {request.measure!r}; known are {', '.join(MEASURES)}"
    return unsuited(request)


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


def _pooled(
    request: SynthesisRequest,
    measure: Measure,
    used: Sequence[UsedEffect],
    excluded: Sequence[ExcludedStudy],
    *,
    details: bool,
) -> Synthesis:
    values, variances = arrays_of(used)
    shown = fit_model(request, used)
    common = shown.pooled
    if request.method != COMMON:
        common = pooled_effect(values, variances, 0.0, COMMON, level=request.level)
    effects = tuple(
        _study_effect(each, weight, request)
        for each, weight in zip(used, shown.weights, strict=True)
    )
    without: Sequence[WithoutStudy] = ()
    if details and 2 <= len(used) <= _MOST_LEFT_OUT:
        without = LeftOut(request, used)
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
        total_participants=_total([each.data.participants for each in used]),
        total_events=_total([each.data.events for each in used]),
        comparator_risk=_comparator_risk(used),
        left_out=without,
        notes=(*_notes(request, used), *shown.notes),
        level=request.level,
        typical_size=_typical_size(used),
    )


def _study_effect(used: UsedEffect, weight: float, request: SynthesisRequest) -> StudyEffect:
    error = used.effect.standard_error
    low, high = confidence_interval(used.effect.value, error, request.level)
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
        participants=used.data.participants,
        arms=used.data.arms,
        single=_single(used, request),
    )


def _single(used: UsedEffect, request: SynthesisRequest) -> SingleProportion | None:
    table, method = used.data.table, request.proportion_interval
    if not isinstance(table, ProportionTable):
        return None
    if method not in frozenset(ProportionInterval):
        return SingleProportion(table.events, table.total, method)
    low, high = proportion_interval(table, ProportionInterval(method), level=request.level)
    return SingleProportion(table.events, table.total, method, low, high)


def _total(numbers: Sequence[int | None]) -> int | None:
    """The sum, ``None`` where a study does not say, because a partial sum would mislead."""
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _typical_size(used: Sequence[UsedEffect]) -> float | None:
    """Harmonic mean of the participants, ``None`` where a study does not say."""
    sizes = [each.data.participants for each in used]
    known = [float(size) for size in sizes if size]
    return harmonic_mean(known) if known and len(known) == len(sizes) else None


def _comparator_risk(used: Sequence[UsedEffect]) -> float | None:
    """Events per participant of all comparator arms together."""
    tables = [each.data.table for each in used if isinstance(each.data.table, EventTable)]
    total = sum(table.comparator_total for table in tables)
    return sum(table.comparator_events for table in tables) / total if total else None


def _notes(request: SynthesisRequest, used: Sequence[UsedEffect]) -> tuple[str, ...]:
    notes = []
    if len(used) == 1:
        notes.append("a single study: its own effect, nothing is pooled")
    elif len(used) == 2 and request.method not in _WITHOUT_VARIANCE:
        notes.append(
            "two studies say little about the variance between studies, and give no prediction "
            "interval: three are the least"
        )
    if any("added to each cell" in each.note for each in used):
        choice = request.continuity
        amount = correction_of(choice, MEASURES[request.measure]).add
        added = f"{amount:g} was added to every cell of {_WORDS[choice.to]}"
        own = "; for their own effects alone, since the counts are pooled as they are"
        notes.append(added + own * (request.method in AS_COUNTED))
    return tuple(notes)


_WORDS = {
    "studies-with-zero": "studies with a zero cell",
    "all-studies": "all studies",
    "all-studies-if-any-zero": "all studies, since one has a zero cell",
    "no-study": "no study",
}

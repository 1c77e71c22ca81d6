"""The effects of the studies that enter a synthesis, each ready to be pooled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.model.claim import ContinuityChoice
from evidence.model.remembered import remembered
from evidence.model.synthesis import ExcludedStudy
from evidence.synthesis.chosen_studies import excluded_study
from evidence.synthesis.effects.continuity import ContinuityCorrection, CorrectedStudies
from evidence.synthesis.effects.effect_size import EffectSize
from evidence.synthesis.effects.effect_sizes import effect_of, own_correction
from evidence.synthesis.measure import Measure
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_data import StudyData
from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable, RateTable
from evidence.synthesis.unusable import Unusable

# Beyond this, sums of cubes of weights and squares of effects would overflow.
_LARGEST = 1e30
_CORRECTED = {
    "studies-with-zero": CorrectedStudies.WITH_ZERO,
    "all-studies": CorrectedStudies.ALL,
    "all-studies-if-any-zero": CorrectedStudies.ALL_IF_ANY_ZERO,
    "no-study": CorrectedStudies.NONE,
}


@dataclass(frozen=True, slots=True)
class UsedEffect:
    """One study's data and effect, and what was done to get it."""

    data: StudyData
    effect: EffectSize
    note: str


def correction_of(choice: ContinuityChoice, measure: Measure) -> ContinuityCorrection:
    """The correction that a review asks for; how much is added, the measure may decide."""
    add = own_correction(measure).add if choice.add is None else choice.add
    return ContinuityCorrection(add, _CORRECTED.get(choice.to, CorrectedStudies.WITH_ZERO))


def used_effects(
    chosen: Sequence[StudyData],
    measure: Measure,
    correction: ContinuityCorrection,
    *,
    counts_alone: bool = False,
) -> tuple[list[UsedEffect], list[ExcludedStudy]]:
    """The effects that can be computed, and the studies that give none.

    With ``counts_alone``, a study that gives no counts is left out, for methods that pool these.
    """
    any_zero = any(_has_zero(each) for each in chosen)
    used: list[UsedEffect] = []
    excluded: list[ExcludedStudy] = []
    for each in chosen:
        found = _effect(each, measure, correction, any_zero=any_zero)
        if counts_alone and not isinstance(each.table, EventTable | RateTable | ProportionTable):
            found = Unusable("it gives no counts, which the method pools")
        if isinstance(found, Unusable):
            excluded.append(excluded_study(each.study, found.reason))
        else:
            used.append(found)
    return used, excluded


def _has_zero(data: StudyData) -> bool:
    table = data.table
    return isinstance(table, EventTable | RateTable | ProportionTable) and table.has_zero


@remembered
def _effect(
    data: StudyData, measure: Measure, correction: ContinuityCorrection, *, any_zero: bool
) -> UsedEffect | Unusable:
    try:
        effect = effect_of(measure, data.table, correction=correction, any_zero=any_zero)
    except CannotComputeError as refusal:
        return Unusable(str(refusal))
    if not (abs(effect.value) < _LARGEST and 1 / _LARGEST < effect.variance < _LARGEST):
        return Unusable(f"its {measure.id} is too large or too small a number to pool")
    notes = list(data.notes)
    if isinstance(data.table, EventTable | RateTable | ProportionTable):
        zero = data.table.has_zero
        add = correction.for_study(has_zero=zero, any_zero=any_zero)
        if add:
            notes.append(f"{add:g} added to each cell{' because one is zero' if zero else ''}")
    return UsedEffect(data, effect, "; ".join(notes))

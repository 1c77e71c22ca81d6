"""The fragility index of a meta-analysis: how few events would turn its conclusion around.

Atal and others (2019, doi:10.1016/j.jclinepi.2019.03.012): at each step the event status of one
participant of one trial is changed, in whichever arm and trial brings the end of the interval
furthest on its way, until the interval crosses no effect, or no longer does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.model.synthesis import PooledEffect
from evidence.synthesis.effects.continuity import STANDARD_CORRECTION, ContinuityCorrection
from evidence.synthesis.effects.effect_size import EffectSize
from evidence.synthesis.effects.effect_sizes import effects_of
from evidence.synthesis.intervals import LEVEL, Inference
from evidence.synthesis.measure import Measure
from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.conclusion import Conclusion, conclusion_of
from evidence.synthesis.study_tables.study_table import EventTable

MOST_STEPS = 200
_NO_EFFECT = "a fragility index needs events of at least one study that gives an effect"


@dataclass(frozen=True, slots=True)
class EventChange:
    """One participant's event status, changed: +1 makes an event, −1 takes one away."""

    study: int
    in_comparator: bool
    step: int


@dataclass(frozen=True, slots=True)
class PooledFragility:
    """The changes in their order, and the pooled effect before and after them."""

    changes: tuple[EventChange, ...]
    before: PooledEffect
    after: PooledEffect
    conclusion_before: Conclusion
    conclusion_after: Conclusion

    @property
    def index(self) -> int:
        """How many participants changed."""
        return len(self.changes)

    @property
    def studies(self) -> frozenset[int]:
        """Which studies were changed, counted from 0."""
        return frozenset(change.study for change in self.changes)


def pooled_fragility(
    tables: Sequence[EventTable],
    measure: Measure,
    method: str,
    *,
    test: str = Inference.Z,
    correction: ContinuityCorrection = STANDARD_CORRECTION,
    level: float = LEVEL,
) -> PooledFragility:
    """The changes that turn the conclusion around, each step the best one of all.

    The way is greedy, as published: a shorter one through a detour may exist. An interval that
    crosses no effect is moved towards the side on which it lies the most.

    Raises:
        CannotComputeError: where no study gives an effect, or no 200 changes turn it around.
    """
    analysis = _Analysis(measure, method, test, correction, level)
    current = tuple(tables)
    before = after = analysis.pooled(current)
    start = conclusion_of(before)
    downwards = start is Conclusion.ABOVE or (start is Conclusion.UNCLEAR and before.value < 0)
    changes: list[EventChange] = []
    while conclusion_of(after) is start:
        if len(changes) == MOST_STEPS:
            raise CannotComputeError(f"no {MOST_STEPS} events turn this result around")
        best: tuple[float, EventChange, PooledEffect] | None = None
        for change in _possible(current, downwards=downwards):
            found = analysis.tried(_changed(current, change))
            if found is None:
                continue
            # The end that has to cross no effect: the nearer one of a clear interval, the
            # farther one of an unclear interval.
            lower = start is Conclusion.ABOVE or (start is Conclusion.UNCLEAR and not downwards)
            end = found.ci_low if lower else found.ci_high
            key = end if downwards else -end
            if best is None or key < best[0]:
                best = key, change, found
        if best is None:
            raise CannotComputeError("no further event can change to turn this result around")
        _, change, after = best
        current = _changed(current, change)
        changes.append(change)
    return PooledFragility(tuple(changes), before, after, start, conclusion_of(after))


@dataclass(frozen=True, slots=True)
class _Analysis:
    measure: Measure
    method: str
    test: str
    correction: ContinuityCorrection
    level: float

    def pooled(self, tables: Sequence[EventTable]) -> PooledEffect:
        values, variances = self._effects(tables)
        return pool(values, variances, self.method, test=self.test, level=self.level).pooled

    def tried(self, tables: Sequence[EventTable]) -> PooledEffect | None:
        try:
            return self.pooled(tables)
        except CannotComputeError:
            return None

    def _effects(self, tables: Sequence[EventTable]) -> tuple[Numbers, Numbers]:
        effects = [
            each
            for each in effects_of(self.measure, tables, correction=self.correction)
            if isinstance(each, EffectSize)
        ]
        if not effects:
            raise CannotComputeError(_NO_EFFECT)
        return (
            np.array([each.value for each in effects]),
            np.array([each.variance for each in effects]),
        )


def _possible(tables: Sequence[EventTable], *, downwards: bool) -> Iterator[EventChange]:
    """The single changes that lower (or raise) the effect of one study."""
    for study, table in enumerate(tables):
        events, others, comparator_events, comparator_others = table.cells
        step = -1 if downwards else 1
        if (events if downwards else others) >= 1:
            yield EventChange(study, in_comparator=False, step=step)
        if (comparator_others if downwards else comparator_events) >= 1:
            yield EventChange(study, in_comparator=True, step=-step)


def _changed(tables: Sequence[EventTable], change: EventChange) -> tuple[EventTable, ...]:
    table = tables[change.study]
    changed = EventTable(
        table.events + (0 if change.in_comparator else change.step),
        table.total,
        table.comparator_events + (change.step if change.in_comparator else 0),
        table.comparator_total,
    )
    return (*tables[: change.study], changed, *tables[change.study + 1 :])

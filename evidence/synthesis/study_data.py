"""What one study gives to a synthesis: its arms as a table, or its published estimate."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evidence.model.study import Arm, ArmRole, Estimate, Outcome, Study, StudyDesign
from evidence.synthesis.effect_sizes import EffectSize, EventTable, MeansTable, published_effect
from evidence.synthesis.measure import DataKind, Measure

# Formulas for two independent groups misjudge the variance of these designs, so that a published
# estimate, which will have allowed for pairing or clustering, goes before the arms.
_NOT_PARALLEL = {
    StudyDesign.CROSSOVER_TRIAL: "crossover trial",
    StudyDesign.CLUSTER_TRIAL: "cluster trial",
    StudyDesign.N_OF_1_TRIAL: "n-of-1 trial",
}

# More people than have ever lived.
_LARGEST_GROUP = 10**12


@dataclass(frozen=True, slots=True)
class StudyData:
    """The data of one study for one outcome, ready for a measure.

    One of ``table`` and ``effect`` is set. ``participants`` and ``events`` are ``None`` where the
    study does not give them.
    """

    study: Study
    table: EventTable | MeansTable | None = None
    effect: EffectSize | None = None
    printed: tuple[str, str] = ("", "")
    participants: int | None = None
    events: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unusable:
    """Why a study cannot be used."""

    reason: str


def study_data(study: Study, outcome: Outcome, measure: Measure) -> StudyData | Unusable:
    """What a study gives for a measure, or the reason why it gives nothing."""
    of_arms = _where_computable(_from_arms, study, outcome, measure)
    of_estimates = _where_computable(_from_estimates, study, outcome, measure)
    first, second = of_arms, of_estimates
    if study.design in _NOT_PARALLEL:
        first, second = of_estimates, of_arms
    if isinstance(first, StudyData):
        return first
    if isinstance(second, StudyData):
        return second
    if outcome.arms or not outcome.estimates:
        return of_arms
    return of_estimates


def _where_computable(
    give: Callable[[Study, Outcome, Measure], StudyData | Unusable],
    study: Study,
    outcome: Outcome,
    measure: Measure,
) -> StudyData | Unusable:
    try:
        return give(study, outcome, measure)
    except ArithmeticError:
        return Unusable("its numbers are too large or too small to compute with")


def _from_arms(study: Study, outcome: Outcome, measure: Measure) -> StudyData | Unusable:
    groups = []
    for role in (ArmRole.INTERVENTION, ArmRole.COMPARATOR):
        arms = [arm for arm in outcome.arms if arm.role is role]
        if not arms:
            return Unusable(f"no {role} arm is recorded")
        combine = _combined_events if measure.data is DataKind.EVENTS else _combined_means
        group = combine(arms)
        if isinstance(group, Unusable):
            return group
        groups.append((group, len(arms)))
    (intervention, first_arms), (comparator, second_arms) = groups
    notes = []
    for name, count in (("intervention", first_arms), ("comparator", second_arms)):
        if count > 1:
            notes.append(f"{count} {name} arms combined")
    if study.design in _NOT_PARALLEL:
        notes.append(f"{_NOT_PARALLEL[study.design]} analysed as if its groups were independent")
    table: EventTable | MeansTable
    events = None
    if isinstance(intervention, _Events) and isinstance(comparator, _Events):
        table = EventTable(
            intervention.events, intervention.total, comparator.events, comparator.total
        )
        events = round(intervention.events + comparator.events)
    elif isinstance(intervention, _Means) and isinstance(comparator, _Means):
        table = MeansTable(
            intervention.mean,
            intervention.sd,
            intervention.total,
            comparator.mean,
            comparator.sd,
            comparator.total,
        )
    else:  # pragma: no cover - both groups come from the same function
        return Unusable("the arms report different kinds of data")
    return StudyData(
        study=study,
        table=table,
        printed=(str(intervention), str(comparator)),
        participants=round(intervention.total + comparator.total),
        events=events,
        notes=tuple(notes),
    )


@dataclass(frozen=True, slots=True)
class _Events:
    events: float
    total: float

    def __str__(self) -> str:
        return f"{_short(self.events)}/{_short(self.total)}"


@dataclass(frozen=True, slots=True)
class _Means:
    mean: float
    sd: float
    total: float

    def __str__(self) -> str:
        return f"{_short(self.mean)} ({_short(self.sd)}), n={_short(self.total)}"


def _short(number: float) -> str:
    return f"{number:.6g}"


def _combined_events(arms: Sequence[Arm]) -> _Events | Unusable:
    events = total = 0.0
    for arm in arms:
        name = arm.label or arm.role.value
        if arm.events is None or arm.total is None:
            only = "only a percentage is" if arm.percent is not None else "no events and total are"
            return Unusable(f"{only} recorded for the {name} arm")
        possible = math.isfinite(arm.events) and 0 <= arm.events <= arm.total
        if not possible or not 0 < arm.total < _LARGEST_GROUP:
            return Unusable(f"{_short(arm.events)} events of {arm.total} ({name}) is not possible")
        events += arm.events
        total += arm.total
    return _Events(events, total)


def _combined_means(arms: Sequence[Arm]) -> _Means | Unusable:
    """Groups combined as one sample (Cochrane Handbook 6.5.2.10)."""
    found: _Means | None = None
    for arm in arms:
        name = arm.label or arm.role.value
        if arm.mean is None or arm.sd is None or arm.total is None:
            return Unusable(f"mean, SD and total are not all recorded for the {name} arm")
        spread = math.isfinite(arm.mean) and 0 < arm.sd < math.inf
        if not spread or not 1 < arm.total < _LARGEST_GROUP:
            return Unusable(
                f"mean {_short(arm.mean)}, SD {_short(arm.sd)}, n={arm.total} ({name}) "
                "gives no variance"
            )
        this = _Means(arm.mean, arm.sd, arm.total)
        found = this if found is None else _joined(found, this)
    if found is None:  # pragma: no cover - the caller gives at least one arm
        return Unusable("no arm is recorded")
    return found


def _joined(one: _Means, other: _Means) -> _Means:
    total = one.total + other.total
    mean = (one.total * one.mean + other.total * other.mean) / total
    squares = (
        (one.total - 1) * one.sd**2
        + (other.total - 1) * other.sd**2
        + one.total * other.total / total * (one.mean - other.mean) ** 2
    )
    return _Means(mean, math.sqrt(squares / (total - 1)), total)


def _from_estimates(study: Study, outcome: Outcome, measure: Measure) -> StudyData | Unusable:
    matching = [each for each in outcome.estimates if each.measure.upper() == measure.id]
    if not matching:
        return Unusable(f"no published {measure.id} is recorded")
    for estimate in matching:
        effect = _published(estimate, measure)
        if effect is not None:
            return StudyData(
                study=study,
                effect=effect,
                participants=study.size,
                notes=("published estimate",),
            )
    return Unusable(f"the published {measure.id} has no usable standard error or interval")


def _published(estimate: Estimate, measure: Measure) -> EffectSize | None:
    interval = None
    if estimate.ci_low is not None and estimate.ci_high is not None:
        interval = (estimate.ci_low, estimate.ci_high)
    return published_effect(
        estimate.value,
        estimate.standard_error,
        interval,
        level=estimate.ci_level,
        is_ratio=measure.is_ratio,
    )

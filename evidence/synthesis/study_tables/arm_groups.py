"""The arms of one outcome as a table: arms of one side are combined into one group."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from evidence.model.study import Arm, ArmRole, Outcome
from evidence.model.synthesis import ArmNumbers
from evidence.synthesis.measure import DataKind
from evidence.synthesis.study_tables.study_table import (
    EventTable,
    MeansTable,
    ProportionTable,
    RateTable,
    StudyTable,
)
from evidence.synthesis.study_tables.summary_values import summary_values
from evidence.synthesis.unusable import Unusable

# More people than have ever lived.
_LARGEST_GROUP = 10**12


@dataclass(frozen=True, slots=True)
class ArmTable:
    """What the arms of an outcome give, with what a forest plot prints of each group."""

    table: StudyTable
    printed: tuple[str, str]
    participants: int | None
    events: int | None
    notes: tuple[str, ...] = ()
    arms: tuple[ArmNumbers, ArmNumbers] | None = None


@dataclass(frozen=True, slots=True)
class EventGroup:
    """Events and participants of one group."""

    events: float
    total: float

    def __str__(self) -> str:
        return f"{_short(self.events)}/{_short(self.total)}"


@dataclass(frozen=True, slots=True)
class MeansGroup:
    """Mean, standard deviation and participants of one group; ``source`` says of what."""

    mean: float
    sd: float
    total: float
    source: str = ""

    def __str__(self) -> str:
        return f"{_short(self.mean)} ({_short(self.sd)}), n={_short(self.total)}"


@dataclass(frozen=True, slots=True)
class RateGroup:
    """Events and person-time of one group, and its participants where they are known."""

    events: float
    time: float
    total: float | None = None

    def __str__(self) -> str:
        return f"{_short(self.events)}/{_short(self.time)}"


Group = EventGroup | MeansGroup | RateGroup


def table_of_arms(outcome: Outcome, kind: DataKind) -> ArmTable | Unusable:
    """The table of a kind of data that an outcome's arms give, or why they give none."""
    if kind is DataKind.PROPORTION:
        return _single_group(outcome)
    if kind not in _COMBINED:
        return Unusable("arms give no such effect; a published estimate is needed")
    groups: list[Group] = []
    notes = []
    for role in (ArmRole.INTERVENTION, ArmRole.COMPARATOR):
        arms = [arm for arm in outcome.arms if arm.role is role]
        if not arms:
            return Unusable(f"no {role} arm is recorded")
        group = _COMBINED[kind](arms)
        if isinstance(group, Unusable):
            return group
        groups.append(group)
        if len(arms) > 1:
            notes.append(f"{len(arms)} {role} arms combined")
        if isinstance(group, MeansGroup) and group.source:
            notes.append(f"mean and SD of the {role} arm {group.source}")
    return _two_groups(groups[0], groups[1], tuple(notes))


def _two_groups(one: Group, other: Group, notes: tuple[str, ...]) -> ArmTable | Unusable:
    printed, arms = (str(one), str(other)), (_numbers(one), _numbers(other))
    if isinstance(one, EventGroup) and isinstance(other, EventGroup):
        table = EventTable(one.events, one.total, other.events, other.total)
        people, events = one.total + other.total, one.events + other.events
        return ArmTable(table, printed, round(people), round(events), notes, arms)
    if isinstance(one, MeansGroup) and isinstance(other, MeansGroup):
        means = MeansTable(one.mean, one.sd, one.total, other.mean, other.sd, other.total)
        return ArmTable(means, printed, round(one.total + other.total), None, notes, arms)
    if isinstance(one, RateGroup) and isinstance(other, RateGroup):
        rates = RateTable(one.events, one.time, other.events, other.time)
        known = one.total is not None and other.total is not None
        number = round((one.total or 0) + (other.total or 0)) if known else None
        return ArmTable(rates, printed, number, round(one.events + other.events), notes, arms)
    return Unusable("the arms report different kinds of data")  # pragma: no cover - of one function


def _numbers(group: Group) -> ArmNumbers:
    if isinstance(group, EventGroup):
        return ArmNumbers(events=group.events, total=group.total)
    if isinstance(group, MeansGroup):
        return ArmNumbers(mean=group.mean, sd=group.sd, total=group.total)
    return ArmNumbers(events=group.events, person_time=group.time, total=group.total)


def _single_group(outcome: Outcome) -> ArmTable | Unusable:
    arms = outcome.arms if len(outcome.arms) == 1 else [
        arm for arm in outcome.arms if arm.role is ArmRole.INTERVENTION
    ]  # fmt: skip
    if not arms:
        return Unusable("no arm is recorded whose events could be counted")
    group = combined_events(arms)
    if isinstance(group, Unusable):
        return group
    notes = (f"{len(arms)} arms combined",) if len(arms) > 1 else ()
    table = ProportionTable(group.events, group.total)
    return ArmTable(table, (str(group), ""), round(group.total), round(group.events), notes)


def combined_events(arms: Sequence[Arm]) -> EventGroup | Unusable:
    """Events and participants of several arms together."""
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
    return EventGroup(events, total)


def combined_rates(arms: Sequence[Arm]) -> RateGroup | Unusable:
    """Events and person-time of several arms together."""
    events = time = total = 0.0
    for arm in arms:
        name = arm.label or arm.role.value
        if arm.events is None or arm.person_time is None:
            return Unusable(f"events and person-time are not both recorded for the {name} arm")
        possible = math.isfinite(arm.events) and arm.events >= 0
        if not possible or not 0 < arm.person_time < math.inf:
            found = f"{_short(arm.events)} events in {_short(arm.person_time)}"
            return Unusable(f"{found} ({name}) is not possible")
        events += arm.events
        time += arm.person_time
        total += arm.total or math.nan
    return RateGroup(events, time, None if math.isnan(total) else total)


def combined_means(arms: Sequence[Arm]) -> MeansGroup | Unusable:
    """Groups combined as one sample (Cochrane Handbook 6.5.2.10)."""
    found: MeansGroup | None = None
    for arm in arms:
        name = arm.label or arm.role.value
        if arm.total is None:
            return Unusable(f"mean, SD and total are not all recorded for the {name} arm")
        summary = summary_values(arm)
        if isinstance(summary, Unusable):
            return Unusable(f"{summary.reason} for the {name} arm")
        spread = math.isfinite(summary.mean) and 0 < summary.sd < math.inf
        if not spread or not 1 < arm.total < _LARGEST_GROUP:
            return Unusable(
                f"mean {_short(summary.mean)}, SD {_short(summary.sd)}, n={arm.total} ({name}) "
                "gives no variance"
            )
        this = MeansGroup(summary.mean, summary.sd, arm.total, summary.source)
        found = this if found is None else _joined(found, this)
    if found is None:  # pragma: no cover - the caller gives at least one arm
        return Unusable("no arm is recorded")
    return found


def _joined(one: MeansGroup, other: MeansGroup) -> MeansGroup:
    total = one.total + other.total
    mean = (one.total * one.mean + other.total * other.mean) / total
    squares = (
        (one.total - 1) * one.sd**2
        + (other.total - 1) * other.sd**2
        + one.total * other.total / total * (one.mean - other.mean) ** 2
    )
    return MeansGroup(mean, math.sqrt(squares / (total - 1)), total, one.source or other.source)


def _short(number: float) -> str:
    return f"{number:.6g}"


_COMBINED: Mapping[DataKind, Callable[[Sequence[Arm]], Group | Unusable]] = MappingProxyType(
    {
        DataKind.EVENTS: combined_events,
        DataKind.MEANS: combined_means,
        DataKind.RATES: combined_rates,
    }
)

"""The smallest new trial that would settle imprecision, and how many null trials lose a level.

Sizes are tried, not solved for: each imagined trial is added to the data and the grade derived
again, so that whatever the framework asks of precision is asked of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from evidence.grading.framework import Body, Derivation, Framework
from evidence.grading.grade_changes.change_events import Event, StudiesByReference
from evidence.grading.grade_changes.changes import GradeChange, body_after, regraded
from evidence.grading.grade_changes.imagined_trial import TrialMaker, trial_maker, with_trials
from evidence.grading.outcomes import derive
from evidence.synthesis.refusal import CannotComputeError

LARGEST_ARM = 100_000
MOST_NULL_TRIALS = 20
_SMALLEST_ARM = 5
_IMPRECISION = "imprecision"


@dataclass(frozen=True, slots=True)
class TrialSize:
    """The smallest trial after which imprecision takes nothing off, or why there is none.

    ``per_arm`` is ``None`` where none was found; ``change`` is then ``None`` too.
    """

    per_arm: int | None
    change: GradeChange | None
    reason: str


@dataclass(frozen=True, slots=True)
class NullTrials:
    """How many trials without an effect, of the median size, it takes to lose the level.

    ``number`` is ``None`` where the most that were tried did not; ``per_arm`` is their size.
    """

    number: int | None
    per_arm: int
    change: GradeChange | None
    reason: str


def settling_trial(
    framework: Framework, body: Body, derivation: Derivation, studies: StudiesByReference
) -> TrialSize | None:
    """The smallest new trial that settles imprecision; ``None`` where it takes nothing off."""
    step = next((each for each in derivation.steps if each.domain == _IMPRECISION), None)
    if step is None or step.change >= 0:
        return None
    try:
        maker = trial_maker(body)
    except CannotComputeError as error:
        return TrialSize(None, None, f"no size of a new trial can be worked out: {error}")

    def settles(per_arm: int) -> bool:
        event = with_trials(body, studies, (maker.study(per_arm),), "new-trial", "")
        after = body_after(body, event)
        steps = derive(framework, after, event.studies).steps
        return all(each.change >= 0 for each in steps if each.domain == _IMPRECISION)

    per_arm = _smallest(settles)
    if per_arm is None:
        reason = (
            f"no trial of up to {LARGEST_ARM:,} participants in each arm with the same effect "
            "would settle imprecision"
        )
        return TrialSize(None, None, reason)
    text = (
        f"a new trial with {per_arm:,} participants in each arm, the same risk without the "
        "intervention and the pooled effect"
        if maker.risks is not None
        else f"a new trial with {per_arm:,} participants in each arm and the pooled effect"
    )
    event = with_trials(body, studies, (maker.study(per_arm),), "new-trial", text)
    return TrialSize(per_arm, regraded(framework, body, derivation, event), text)


def _smallest(settles: Callable[[int], bool]) -> int | None:
    """The smallest size that will do, by doubling and then halving the gap."""
    high = _SMALLEST_ARM
    while not settles(high):
        if high >= LARGEST_ARM:
            return None
        high = min(2 * high, LARGEST_ARM)
    low = high // 2 if high > _SMALLEST_ARM else 1
    while low < high:
        middle = (low + high) // 2
        if settles(middle):
            high = middle
        else:
            low = middle + 1
    return high


def null_trials(
    framework: Framework, body: Body, derivation: Derivation, studies: StudiesByReference
) -> NullTrials | None:
    """How many null trials it takes to lose the level; ``None`` where there is none to lose."""
    level = derivation.level
    if level is None or level == framework.levels[-1]:
        return None
    try:
        maker = trial_maker(body, null=True)
    except CannotComputeError:
        return None
    per_arm = _median_arm(body)
    if per_arm is None:
        return None
    for number in range(1, MOST_NULL_TRIALS + 1):
        change = regraded(
            framework, body, derivation, _nulls(maker, body, studies, number, per_arm)
        )
        if change.level is None or change.level.rank < level.rank:
            return NullTrials(number, per_arm, change, change.event)
    reason = (
        f"{MOST_NULL_TRIALS} more trials without an effect, {per_arm:,} participants in each arm, "
        "would not lower the level"
    )
    return NullTrials(None, per_arm, None, reason)


def _nulls(
    maker: TrialMaker, body: Body, studies: StudiesByReference, number: int, per_arm: int
) -> Event:
    trials = tuple(maker.study(per_arm, each) for each in range(1, number + 1))
    more = "one more trial" if number == 1 else f"{number} more trials"
    text = f"{more} without an effect, {per_arm:,} participants in each arm"
    return with_trials(body, studies, trials, "null-trials", text)


def _median_arm(body: Body) -> int | None:
    pooled = {each.study for each in body.synthesis.effects} if body.synthesis else set()
    sizes = {
        item.study.id: item.study.size
        for item in body.items
        if item.study is not None and item.study.id in pooled and item.study.size
    }
    return max(2, round(median(sizes.values()) / 2)) if sizes else None

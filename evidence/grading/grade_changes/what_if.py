"""What would change a grade, tried in full: removals, other judgements, trials yet to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.grading.body import counting_items
from evidence.grading.framework import Body, Derivation, Framework
from evidence.grading.grade_changes.change_events import (
    Event,
    StudiesByReference,
    dropped_apart,
    one_more,
    only_low_risk,
    retractions,
    with_sensitivity,
)
from evidence.grading.grade_changes.changes import GradeChange, grade_change, regraded
from evidence.grading.grade_changes.domain_steps import domain_steps
from evidence.grading.grade_changes.removal_sets import RemovalSet, smallest_removal
from evidence.grading.grade_changes.trial_size import (
    NullTrials,
    TrialSize,
    null_trials,
    settling_trial,
)
from evidence.grading.verdict import verdict_of

# More removals than a reader takes in, and than a report should wait for.
MOST_REMOVALS = 40
REMOVALS = frozenset({"retraction", "drop-study"})
"""The kinds of events that take one reference or one study away."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Everything that was tried on one grade.

    ``today`` is the grade as it stands. ``tried`` holds every event, whether it changes anything
    or not. ``not_tried`` is the number of removals beyond those that were tried.
    """

    today: GradeChange
    tried: tuple[GradeChange, ...]
    settling: TrialSize | None
    removal: RemovalSet | None
    nulls: NullTrials | None
    not_tried: int = 0

    @property
    def changes(self) -> tuple[GradeChange, ...]:
        """The events that change level or verdict."""
        return tuple(each for each in self.tried if each.changed)

    @property
    def unchanged(self) -> tuple[GradeChange, ...]:
        """The events that change neither."""
        return tuple(each for each in self.tried if not each.changed)


def what_if(
    framework: Framework, body: Body, derivation: Derivation, studies: StudiesByReference
) -> WhatIf:
    """Try on a grade everything that could happen to it.

    A claim graded across outcomes has no trial size of its own: ask its outcomes.
    """
    verdict = verdict_of(framework, body, derivation.level)
    today = grade_change("today", "as it stands", (derivation, verdict, body), "", changed=False)
    if not counting_items(body):
        return WhatIf(today, (), None, None, None)
    tried = [regraded(framework, body, derivation, event) for event in _events(body, studies)]
    tried.extend(domain_steps(framework, body, derivation))
    references = {item.link.reference for item in counting_items(body)}
    single = not body.claim.outcomes
    return WhatIf(
        today=today,
        tried=tuple(tried),
        settling=settling_trial(framework, body, derivation, studies) if single else None,
        removal=smallest_removal(framework, body, derivation, studies),
        nulls=null_trials(framework, body, derivation, studies) if single else None,
        not_tried=max(0, len(references) - MOST_REMOVALS),
    )


def _events(body: Body, studies: StudiesByReference) -> Iterator[Event]:
    yield from retractions(body, studies, MOST_REMOVALS)
    yield from dropped_apart(body, studies, MOST_REMOVALS)
    yield from only_low_risk(body, studies)
    yield from with_sensitivity(body, studies)
    yield from one_more(body, studies)

"""What would change a grade: events tried one at a time on the data, and what the rules then give.

Every event is tried by deriving the grade again, so nothing here knows a framework. What a person
judged stays out of it: an event is reported when it changes what the *rules* give.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evidence.grading.body import build_body, counting_items
from evidence.grading.framework import Body, Derivation, Framework, Level
from evidence.grading.grade_changes.change_events import MOST_TRIED as MOST_TRIED
from evidence.grading.grade_changes.change_events import Event, likely_events
from evidence.grading.grade_changes.difference import explanation
from evidence.grading.outcomes import derive
from evidence.grading.verdict import verdict_of
from evidence.model.claim import Stance, Verdict
from evidence.model.study import Study
from evidence.model.synthesis import PooledEffect


@dataclass(frozen=True, slots=True)
class GradeChange:
    """What would change a claim's grade: an event, and the level it would lead to.

    ``kind`` is ``today``, ``retraction``, ``retracted``, ``drop-study``, ``one-more-trial``,
    ``sensitivity``, ``low-risk``, ``domain``, ``new-trial``, ``removal-set`` or ``null-trials``.
    ``changed`` says that level or verdict differ from today's; ``pooled`` is the effect after it,
    on the analysis scale.
    """

    kind: str
    event: str
    level: Level | None
    verdict: Verdict
    explanation: str
    changed: bool = True
    measure: str = ""
    is_ratio: bool = False
    pooled: PooledEffect | None = None

    @property
    def wording(self) -> str:
        """The strongest certainty of language that the level can carry, empty without one."""
        return self.level.wording if self.level else ""

    @property
    def side(self) -> str:
        """``lower`` or ``higher``, the side of no effect that the pooled effect lies on."""
        if self.pooled is None or self.pooled.value == 0:
            return ""
        return "lower" if self.pooled.value < 0 else "higher"

    @property
    def excludes_no_effect(self) -> bool | None:
        """Whether the interval lies on one side of no effect; ``None`` without an effect."""
        if self.pooled is None:
            return None
        return not self.pooled.ci_low <= 0 <= self.pooled.ci_high


def grade_changes(
    framework: Framework,
    body: Body,
    derivation: Derivation,
    studies: Mapping[str, Sequence[Study]],
) -> tuple[GradeChange, ...]:
    """The events that change the derived level or the verdict that follows from it."""
    if not counting_items(body):
        return ()
    tried = (regraded(framework, body, derivation, event) for event in likely_events(body, studies))
    return tuple(each for each in tried if each.changed)


def body_after(body: Body, event: Event) -> Body:
    """The evidence as it would be after an event, without what only reports need."""
    return build_body(
        event.claim, event.studies, event.retracted, declared=body.declared, details=False
    )


def regraded(framework: Framework, body: Body, derivation: Derivation, event: Event) -> GradeChange:
    """What the rules give after an event, held against what they gave before it."""
    before = verdict_of(framework, body, derivation.level)
    after = body_after(body, event)
    derived = derive(framework, after, event.studies)
    verdict = verdict_of(framework, after, derived.level)
    told = explanation((derivation, before, body), (derived, verdict, after))
    changed = (derived.level, verdict) != (derivation.level, before)
    return grade_change(event.kind, event.text, (derived, verdict, after), told, changed=changed)


def grade_change(
    kind: str,
    event: str,
    after: tuple[Derivation, Verdict, Body],
    explanation: str,
    *,
    changed: bool,
) -> GradeChange:
    """A change with everything that is known of the evidence after it."""
    derived, verdict, body = after
    synthesis = body.synthesis
    return GradeChange(
        kind=kind,
        event=event,
        level=derived.level,
        verdict=verdict,
        explanation=explanation,
        changed=changed,
        measure=synthesis.measure if synthesis else "",
        is_ratio=synthesis.is_ratio if synthesis else False,
        pooled=synthesis.pooled if synthesis else None,
    )


def retraction_effects(
    framework: Framework,
    body: Body,
    derivation: Derivation,
    studies: Mapping[str, Sequence[Study]],
) -> tuple[GradeChange, ...]:
    """What each retraction among a claim's links took away: the grade as if the work still stood.

    ``level`` and ``verdict`` are those of the evidence with the retracted work in it; the
    explanation goes from there to today's. Work that is only background took nothing away.
    """
    lost = [
        link.reference
        for link in body.claim.links
        if link.stance is not Stance.BACKGROUND and link.reference in body.retracted
    ]
    keys = tuple(dict.fromkeys(lost))
    groups = [(key,) for key in keys[:MOST_TRIED]] + ([keys] if len(keys) > 1 else [])
    today = verdict_of(framework, body, derivation.level)
    found = []
    for group in groups:
        sound = body.retracted.difference(group)
        whole = build_body(body.claim, studies, sound, declared=body.declared, details=False)
        derived = derive(framework, whole, studies)
        verdict = verdict_of(framework, whole, derived.level)
        told = explanation((derived, verdict, whole), (derivation, today, body))
        text = f"{', '.join(group)} had not been retracted"
        changed = (derived.level, verdict) != (derivation.level, today)
        if not changed:
            same = "the rules give the same level and verdict without it"
            told = f"{same}; {told}" if told else same
        after = (derived, verdict, whole)
        found.append(grade_change("retracted", text, after, told, changed=changed))
    return tuple(found)

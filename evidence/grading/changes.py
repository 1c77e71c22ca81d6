"""What would change a grade: events tried one at a time on the data, and what the rules then give.

Every event is tried by deriving the grade again, so nothing here knows a framework. What a person
judged stays out of it: an event is reported when it changes what the *rules* give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from evidence.grading.body import build_body, counting_items, counting_studies
from evidence.grading.framework import (
    Body,
    Derivation,
    Direction,
    EvidenceItem,
    Framework,
    Level,
)
from evidence.grading.verdict import verdict_of
from evidence.model.claim import Claim, Link, Stance, Verdict
from evidence.model.design_words import design_name
from evidence.model.study import Study, StudyDesign
from evidence.model.synthesis import Synthesis

# Each event costs one derivation. A body with more references than this is not moved by one of
# them often enough to be worth the time.
MOST_TRIED = 12

_NEW = "one-more-trial"
_POINTS: Mapping[Direction, str] = MappingProxyType(
    {
        Direction.SUPPORTS: "the evidence then supports the claim",
        Direction.MIXED: "the evidence then disagrees",
        Direction.DISPUTES: "the evidence then disputes the claim",
        Direction.QUALIFIES: "the evidence then only qualifies the claim",
        Direction.NONE: "no evidence is then left",
    }
)


@dataclass(frozen=True, slots=True)
class GradeChange:
    """What would change a claim's grade: an event, and the level it would lead to.

    ``kind`` is ``retraction``, ``drop-study``, ``one-more-trial`` or ``sensitivity``.
    """

    kind: str
    event: str
    level: Level | None
    verdict: Verdict
    explanation: str


@dataclass(frozen=True, slots=True)
class _Event:
    kind: str
    text: str
    claim: Claim
    studies: Mapping[str, Sequence[Study]]
    retracted: frozenset[str]


def grade_changes(
    framework: Framework,
    body: Body,
    derivation: Derivation,
    studies: Mapping[str, Sequence[Study]],
) -> tuple[GradeChange, ...]:
    """The events that change the derived level or the verdict that follows from it."""
    if not counting_items(body):
        return ()
    before = verdict_of(framework, body, derivation.level)
    found = []
    for event in _events(body, studies):
        changed = build_body(event.claim, event.studies, event.retracted, details=False)
        derived = framework.derive(changed, event.claim.judgement)
        verdict = verdict_of(framework, changed, derived.level)
        if (derived.level, verdict) == (derivation.level, before):
            continue
        explanation = _explanation((derivation, before, body), (derived, verdict, changed))
        found.append(GradeChange(event.kind, event.text, derived.level, verdict, explanation))
    return tuple(found)


def _events(body: Body, studies: Mapping[str, Sequence[Study]]) -> Iterator[_Event]:
    yield from _retractions(body, studies)
    yield from _dropped(body, studies)
    yield from _one_more(body, studies)
    yield from _with_sensitivity(body, studies)


def _retractions(body: Body, studies: Mapping[str, Sequence[Study]]) -> Iterator[_Event]:
    """Each reference that counts, those of the weightiest studies first."""
    weight = _weights(body.synthesis)
    keys: dict[str, float] = {}
    for item in counting_items(body):
        size = (item.study.size or 0) if item.study else 0
        mine = weight.get(item.study.id, size / 1e9) if item.study else 0.0
        keys[item.link.reference] = max(mine, keys.get(item.link.reference, 0.0))
    for key in sorted(keys, key=lambda each: (-keys[each], each))[:MOST_TRIED]:
        yield _Event(
            "retraction", f"{key} is retracted", body.claim, studies, body.retracted | {key}
        )


def _dropped(body: Body, studies: Mapping[str, Sequence[Study]]) -> Iterator[_Event]:
    """Studies that no single retraction removes, and those that were not randomised properly."""
    reported: dict[str, set[str]] = {}
    for item in counting_items(body):
        if item.study is not None:
            reported.setdefault(item.study.id, set()).add(item.link.reference)
    candidates = [
        study
        for study in counting_studies(body)
        if len(reported[study.id]) > 1 or study.design is StudyDesign.QUASI_RANDOMISED_TRIAL
    ]
    for study in candidates[:MOST_TRIED]:
        without = {
            key: tuple(each for each in group if each.id != study.id)
            for key in {link.reference for link in body.claim.links}
            if (group := studies.get(key, ()))
        }
        links = tuple(
            link
            for link in body.claim.links
            if without.get(link.reference) or not studies.get(link.reference)
        )
        claim = replace(body.claim, links=links)
        text = f"{study.label or study.id} ({design_name(study.design)}) is left out"
        yield _Event("drop-study", text, claim, without, body.retracted)


def _one_more(body: Body, studies: Mapping[str, Sequence[Study]]) -> Iterator[_Event]:
    """A trial like the largest one that supports the claim, with the same result."""
    candidates = [
        item
        for item in counting_items(body)
        if item.study is not None
        and item.study.design.is_randomised
        and item.link.stance is Stance.SUPPORTS
    ]
    if not candidates:
        return
    weight = _weights(body.synthesis)

    def size(item: EvidenceItem) -> tuple[int, float]:
        assert item.study is not None  # noqa: S101 - filtered above
        return (item.study.size or 0, weight.get(item.study.id, 0.0))

    largest = max(candidates, key=size)
    assert largest.study is not None  # noqa: S101 - filtered above
    study = replace(largest.study, id=f"{_NEW} {largest.study.id}", references=(_NEW,))
    link = Link(_NEW, Stance.SUPPORTS, largest.link.location)
    claim = replace(body.claim, links=(*body.claim.links, link))
    text = f"one more trial like {largest.study.label or largest.study.id}, with the same result"
    yield _Event(_NEW, text, claim, {**_studies_of(claim, studies), _NEW: (study,)}, body.retracted)


def _with_sensitivity(body: Body, studies: Mapping[str, Sequence[Study]]) -> Iterator[_Event]:
    request = body.claim.synthesis
    if request is None or not request.sensitivity:
        return
    wider = replace(
        request,
        sensitivity=(),
        exclude=tuple(item for item in request.exclude if item not in request.sensitivity),
    )
    claim = replace(body.claim, synthesis=wider)
    text = f"the studies of the sensitivity view are added ({', '.join(request.sensitivity)})"
    yield _Event("sensitivity", text, claim, studies, body.retracted)


def _studies_of(claim: Claim, studies: Mapping[str, Sequence[Study]]) -> dict[str, Sequence[Study]]:
    """The part of a mapping that a claim's links need."""
    return {
        link.reference: studies[link.reference] for link in claim.links if link.reference in studies
    }


def _weights(synthesis: Synthesis | None) -> Mapping[str, float]:
    return {each.study: each.weight for each in synthesis.effects} if synthesis else {}


def _explanation(
    before: tuple[Derivation, Verdict, Body], after: tuple[Derivation, Verdict, Body]
) -> str:
    """The level and verdict before and after, and the steps that differ."""
    (old, old_verdict, old_body), (new, new_verdict, new_body) = before, after
    parts = []
    if old.level != new.level:
        parts.append(f"{_named(old.level)} becomes {_named(new.level)}")
    if old_verdict is not new_verdict:
        parts.append(f"{_told(old_verdict)} becomes {_told(new_verdict)}")
    earlier = {step.domain: step for step in old.steps}
    for step in new.steps:
        was = earlier.get(step.domain)
        if was is None or (was.change, was.rating) != (step.change, step.rating):
            parts.append(f"{step.label.lower()}: {step.reason}")
    if new.level is None and new.reason and new_body.direction is not Direction.NONE:
        parts.append(new.reason)
    if old_body.direction is not new_body.direction:
        parts.append(_POINTS[new_body.direction])
    return "; ".join(parts)


def _told(verdict: Verdict) -> str:
    return verdict.value.replace("-", " ")


def _named(level: Level | None) -> str:
    return level.label.lower() if level else "not graded"

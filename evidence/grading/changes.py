"""What would change a grade: events tried one at a time on the data, and what the rules then give.

Every event is tried by deriving the grade again, so nothing here knows a framework. What a person
judged stays out of it: an event is reported when it changes what the *rules* give.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.grading.body import build_body, counting_items, counting_studies
from evidence.grading.difference import explanation
from evidence.grading.framework import (
    Body,
    Derivation,
    EvidenceItem,
    Framework,
    Level,
)
from evidence.grading.outcomes import derive
from evidence.grading.verdict import verdict_of
from evidence.model.claim import Claim, Link, Stance, Verdict
from evidence.model.design_words import design_name
from evidence.model.study import Study, StudyDesign
from evidence.model.synthesis import Synthesis

# Each event costs one derivation. A body with more references than this is not moved by one of
# them often enough to be worth the time.
MOST_TRIED = 12

_NEW = "one-more-trial"


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
        derived = derive(framework, changed, event.studies)
        verdict = verdict_of(framework, changed, derived.level)
        if (derived.level, verdict) == (derivation.level, before):
            continue
        told = explanation((derivation, before, body), (derived, verdict, changed))
        found.append(GradeChange(event.kind, event.text, derived.level, verdict, told))
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
        whole = build_body(body.claim, studies, body.retracted.difference(group), details=False)
        derived = derive(framework, whole, studies)
        verdict = verdict_of(framework, whole, derived.level)
        told = explanation((derived, verdict, whole), (derivation, today, body))
        text = f"{', '.join(group)} had not been retracted"
        if (derived.level, verdict) == (derivation.level, today):
            same = "the rules give the same level and verdict without it"
            told = f"{same}; {told}" if told else same
        found.append(GradeChange("retracted", text, derived.level, verdict, told))
    return tuple(found)

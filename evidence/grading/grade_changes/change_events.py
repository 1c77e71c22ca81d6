"""Events that could happen to a body of evidence, each as the claim and the studies it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evidence.appraisal.risk_of_bias import risk_of_bias
from evidence.grading.body import counting_items, counting_studies
from evidence.grading.framework import Body, EvidenceItem
from evidence.grading.primary_body import answering_studies
from evidence.model.claim import Claim, ClaimOutcome, Link, Stance, SynthesisRequest
from evidence.model.design_words import design_name
from evidence.model.study import Study, StudyDesign
from evidence.model.synthesis import Synthesis

# Each event costs one derivation. A body with more references than this is not moved by one of
# them often enough to be worth the time.
MOST_TRIED = 12

_NEW = "one-more-trial"

StudiesByReference = Mapping[str, Sequence[Study]]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that could happen, and the evidence after it."""

    kind: str
    text: str
    claim: Claim
    studies: StudiesByReference
    retracted: frozenset[str]


def likely_events(body: Body, studies: StudiesByReference) -> Iterator[Event]:
    """What a report tries: retractions, doubtful studies, one more trial, the sensitivity view."""
    yield from retractions(body, studies)
    yield from dropped(body, studies)
    yield from one_more(body, studies)
    yield from with_sensitivity(body, studies)


def retractions(body: Body, studies: StudiesByReference, most: int = MOST_TRIED) -> Iterator[Event]:
    """Each reference that counts, those of the weightiest studies first."""
    weight = _weights(body.synthesis)
    keys: dict[str, float] = {}
    for item in counting_items(body):
        size = (item.study.size or 0) if item.study else 0
        mine = weight.get(item.study.id, size / 1e9) if item.study else 0.0
        keys[item.link.reference] = max(mine, keys.get(item.link.reference, 0.0))
    for key in sorted(keys, key=lambda each: (-keys[each], each))[:most]:
        yield Event(
            "retraction", f"{key} is retracted", body.claim, studies, body.retracted | {key}
        )


def dropped(body: Body, studies: StudiesByReference) -> Iterator[Event]:
    """Studies that no single retraction removes, and those that were not randomised properly."""
    reported = _references_of(body)
    for study in [
        study
        for study in counting_studies(body)
        if len(reported[study.id]) > 1 or study.design is StudyDesign.QUASI_RANDOMISED_TRIAL
    ][:MOST_TRIED]:
        yield without_study(body, studies, study)


def dropped_apart(body: Body, studies: StudiesByReference, most: int) -> Iterator[Event]:
    """Every study that does not stand or fall with one reference alone."""
    reported = _references_of(body)
    alone = {
        key: {item.study.id for item in counting_items(body) if item.link.reference == key
              and item.study is not None}
        for keys in reported.values()
        for key in keys
    }  # fmt: skip
    for study in counting_studies(body)[:most]:
        keys = reported[study.id]
        if len(keys) > 1 or any(len(alone[key]) > 1 for key in keys):
            yield without_study(body, studies, study)


def _references_of(body: Body) -> Mapping[str, set[str]]:
    reported: dict[str, set[str]] = {}
    for item in counting_items(body):
        if item.study is not None:
            reported.setdefault(item.study.id, set()).add(item.link.reference)
    return reported


def without_study(body: Body, studies: StudiesByReference, study: Study) -> Event:
    """One study left out, whichever references report it."""
    text = f"{study.label or study.id} ({design_name(study.design)}) is left out"
    return without_studies(body, studies, {study.id}, "drop-study", text)


def without_studies(
    body: Body, studies: StudiesByReference, ids: Collection[str], kind: str, text: str
) -> Event:
    """Several studies left out at once; a link stays while one of its studies does."""
    without = {
        key: tuple(each for each in group if each.id not in ids)
        for key in {link.reference for link in body.claim.links}
        if (group := studies.get(key, ()))
    }
    links = tuple(
        link
        for link in body.claim.links
        if without.get(link.reference) or not studies.get(link.reference)
    )
    claim = replace(body.claim, links=links)
    return Event(kind, text, claim, without, body.retracted)


def only_low_risk(body: Body, studies: StudiesByReference) -> Iterator[Event]:
    """The body without its studies that are not at low risk of bias, where some are."""
    request = body.claim.synthesis
    outcome = request.outcome if request else ""
    answering = answering_studies(body)
    others = {study.id for study in answering if risk_of_bias(study, outcome=outcome).risk != 0}
    kept = len(answering) - len(others)
    if others and kept:
        text = f"only the studies at low risk of bias count, {kept} of {len(answering)}"
        yield without_studies(body, studies, others, "low-risk", text)


def one_more(body: Body, studies: StudiesByReference) -> Iterator[Event]:
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
    yield Event(_NEW, text, claim, {**studies_of(claim, studies), _NEW: (study,)}, body.retracted)


def with_sensitivity(body: Body, studies: StudiesByReference) -> Iterator[Event]:
    """The studies that only the sensitivity view holds, let into the primary body."""
    requests = [body.claim.synthesis, *(each.synthesis for each in body.claim.outcomes)]
    added = dict.fromkeys(each for found in requests if found for each in found.sensitivity)
    if not added:
        return
    claim = replace(
        body.claim,
        synthesis=_wider(body.claim.synthesis),
        outcomes=tuple(_wider_outcome(each) for each in body.claim.outcomes),
    )
    text = f"the studies of the sensitivity view are added ({', '.join(added)})"
    yield Event("sensitivity", text, claim, studies, body.retracted)


def _wider(request: SynthesisRequest | None) -> SynthesisRequest | None:
    if request is None:
        return None
    kept = tuple(item for item in request.exclude if item not in request.sensitivity)
    return replace(request, sensitivity=(), exclude=kept)


def _wider_outcome(outcome: ClaimOutcome) -> ClaimOutcome:
    return replace(outcome, synthesis=_wider(outcome.synthesis))


def studies_of(claim: Claim, studies: StudiesByReference) -> StudiesByReference:
    """The part of a mapping that a claim's links need."""
    return {
        link.reference: studies[link.reference] for link in claim.links if link.reference in studies
    }


def _weights(synthesis: Synthesis | None) -> Mapping[str, float]:
    return {each.study: each.weight for each in synthesis.effects} if synthesis else {}

"""The evidence that bears on a claim, as the rules count it."""

from __future__ import annotations

from evidence.assessment import Assessment, ClaimAssessment
from evidence.grading.framework import EvidenceItem
from evidence.model.claim import ClaimKind, Link, Stance
from evidence.model.study import Study

# Kinds of claim that say what happens to people.
ON_PEOPLE = frozenset(
    {
        ClaimKind.THERAPY,
        ClaimKind.HARM,
        ClaimKind.DIAGNOSIS,
        ClaimKind.PROGNOSIS,
        ClaimKind.PREVALENCE,
    }
)
# Links that take a side; the others leave a claim as it stands or add to it.
FOR_OR_AGAINST = frozenset({Stance.SUPPORTS, Stance.DISPUTES})
# Kinds that claim an effect of one thing on another.
ON_EFFECTS = frozenset({ClaimKind.THERAPY, ClaimKind.HARM})


def sound_links(
    item: ClaimAssessment, assessment: Assessment, *stances: Stance
) -> tuple[Link, ...]:
    """Links with one of these stances whose reference is not retracted."""
    return tuple(
        link
        for link in item.claim.links_with(*stances)
        if link.reference not in assessment.retracted
    )


def supporting_studies(item: ClaimAssessment) -> tuple[Study, ...]:
    """Studies behind the supporting links that are not retracted, each once."""
    counting = _support(item)
    found = {each.study.id: each.study for each in counting if each.study is not None}
    return tuple(found.values())


def all_support_recorded(item: ClaimAssessment) -> bool:
    """Whether there is support, and a study is recorded for each supporting link that counts."""
    supporting = _support(item)
    return bool(supporting) and all(each.study is not None for each in supporting)


def _support(item: ClaimAssessment) -> tuple[EvidenceItem, ...]:
    return tuple(
        each
        for each in item.body.items
        if each.link.stance is Stance.SUPPORTS and each.link.reference not in item.body.retracted
    )

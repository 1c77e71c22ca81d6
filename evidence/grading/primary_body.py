"""Which of the studies linked to a claim a grade is about, each counted once.

A grade is about the studies that answer the claim: those whose link supports or disputes it, and
those pooled for it. A reference that only qualifies the claim limits its scope and is graded only
where nothing answers the claim.

A review gathers studies of its own, very often the ones linked beside it, so that a body holds
either reviews or single studies and never both (on overlap: Cochrane Handbook, chapter V). The
pooled studies decide where something is pooled. Otherwise whichever side has more participants
stands, and single studies where the record does not say. A network meta-analysis counts the
participants of other comparisons too, and a review linked as indirect those of another question:
beside single studies neither stands for the body by its size.
"""

from __future__ import annotations

from collections.abc import Sequence

from evidence.grading.body import counting_items
from evidence.grading.framework import Body, EvidenceItem
from evidence.model.claim import Stance
from evidence.model.study import Study, StudyDesign

_ANSWERS = (Stance.SUPPORTS, Stance.DISPUTES)


def answering_items(body: Body) -> tuple[EvidenceItem, ...]:
    """The items that answer the claim; those that only qualify it where none does."""
    pooled = _pooled(body)
    counting = counting_items(body)
    answering = tuple(
        item
        for item in counting
        if item.link.stance in _ANSWERS or (item.study is not None and item.study.id in pooled)
    )
    return answering or counting


def answering_studies(body: Body) -> tuple[Study, ...]:
    """The studies of the items that answer the claim, each once."""
    found = {item.study.id: item.study for item in answering_items(body) if item.study is not None}
    return tuple(found.values())


def counted_once(body: Body, studies: Sequence[Study]) -> tuple[Study, ...]:
    """Of studies of one body, the single studies or the reviews, whichever stands for it."""
    single = tuple(study for study in studies if not study.design.is_secondary)
    reviews = tuple(study for study in studies if study.design.is_secondary)
    if not single or not reviews:
        return tuple(studies)
    pooled = _pooled(body)
    if any(study.id in pooled for study in single):
        return single
    if any(study.id in pooled for study in reviews):
        return tuple(study for study in reviews if study.id in pooled)
    indirect = marked_indirect(answering_items(body))
    standing = tuple(
        study
        for study in reviews
        if study.id not in indirect and study.design is not StudyDesign.NETWORK_META_ANALYSIS
    )
    largest = max((study.size or 0 for study in standing), default=0)
    return standing if largest > sum(study.size or 0 for study in single) else single


def marked_indirect(items: Sequence[EvidenceItem]) -> frozenset[str]:
    """The studies that every link to them marks as indirect."""
    direct = {
        item.study.id
        for item in items
        if item.study is not None and "indirect" not in item.link.directness.lower()
    }
    found = {item.study.id for item in items if item.study is not None}
    return frozenset(found - direct)


def _pooled(body: Body) -> frozenset[str]:
    if body.synthesis is None:
        return frozenset()
    return frozenset(each.study for each in body.synthesis.effects)

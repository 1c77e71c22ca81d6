"""Where judgements break the rules of their own framework, as hits."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment, ClaimAssessment, OutcomeAssessment
from evidence.audit.judgements import outcome_told
from evidence.grading.framework import Discrepancy
from references.rule import Hit


def discrepancy_hits(assessment: Assessment, kinds: frozenset[str], hint: str) -> Iterator[Hit]:
    """One hit for each discrepancy of these kinds, where the judgement has the word concerned.

    Judgements of single outcomes are held against the rules as those of whole claims are.
    """
    for item in assessment.claims:
        if item.claim.judgement is not None:
            for each in item.discrepancies:
                if each.kind in kinds:
                    yield _of_claim(item, each, hint)
        for outcome in item.outcomes:
            for each in outcome.discrepancies:
                if each.kind in kinds:
                    yield _of_outcome(item, outcome, each, hint)


def _of_claim(item: ClaimAssessment, found: Discrepancy, hint: str) -> Hit:
    parts = (f"judgement.domains.{found.domain}",) if found.domain else ()
    place = item.claim.place_of(*parts, *_PLACES.get(found.kind, ()), "judgement")
    return Hit(place, f"claim {item.claim.id!r}: {found.message}", hint, subject=item.claim.id)


def _of_outcome(
    item: ClaimAssessment, outcome: OutcomeAssessment, found: Discrepancy, hint: str
) -> Hit:
    judgement = outcome.outcome.judgement
    place = judgement.location if judgement else outcome.outcome.location
    rating = judgement.domains.get(found.domain) if judgement else None
    if rating is not None and rating.location is not None:
        place = rating.location
    told = outcome_told(item, outcome)
    return Hit(place, f"{told}: {found.message}", hint, subject=item.claim.id)


# Where a discrepancy of the whole judgement is best seen.
_PLACES = {
    "unknown-level": ("judgement.certainty",),
    "arithmetic": ("judgement.certainty",),
    "differs-from-derived": ("judgement.certainty",),
    "unknown-start": ("judgement.start",),
}

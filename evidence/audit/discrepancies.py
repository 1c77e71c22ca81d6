"""Where judgements break the rules of their own framework, as hits."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from references.rule import Hit


def discrepancy_hits(assessment: Assessment, kinds: frozenset[str], hint: str) -> Iterator[Hit]:
    """One hit for each discrepancy of these kinds, where the judgement has the word concerned."""
    for item in assessment.claims:
        judgement = item.claim.judgement
        if judgement is None:
            continue
        for each in item.discrepancies:
            if each.kind in kinds:
                parts = (f"judgement.domains.{each.domain}",) if each.domain else ()
                wanted = (*parts, *_PLACES.get(each.kind, ()), "judgement")
                yield Hit(
                    item.claim.place_of(*wanted),
                    f"claim {item.claim.id!r}: {each.message}",
                    hint,
                    subject=item.claim.id,
                )


# Where a discrepancy of the whole judgement is best seen.
_PLACES = {
    "unknown-level": ("judgement.certainty",),
    "arithmetic": ("judgement.certainty",),
    "differs-from-derived": ("judgement.certainty",),
    "unknown-start": ("judgement.start",),
}

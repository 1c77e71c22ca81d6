"""How far the studies of a body agree, for frameworks that ask it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.grading.bound import Bound
from evidence.grading.domain_rules.imprecision import threshold_on_scale
from evidence.grading.domain_rules.inconsistency import inconsistency_concern
from evidence.grading.framework import Body, Direction
from evidence.grading.primary_body import counted_once
from evidence.model.study import Study

_BOTH_WAYS = Bound("neither side clearly ahead: inconsistent")
_REVIEW = Bound("one review that nothing contradicts: consistent")
_ALONE = Bound("one study by itself is neither consistent nor inconsistent")


@dataclass(frozen=True, slots=True)
class Consistency:
    """``levels`` of disagreement: 0 none, 1 some, 2 much; ``None`` where one study stands alone."""

    levels: int | None
    reason: str
    bound: Bound


def consistency(body: Body, studies: Sequence[Study]) -> Consistency:
    """Agreement of these studies, each counted once.

    A review has gathered several studies, so that even one review says whether they agree as far
    as its own stance goes.
    """
    counted = counted_once(body, studies)
    request = body.claim.synthesis
    is_ratio = body.synthesis.is_ratio if body.synthesis else False
    chosen = threshold_on_scale(request.threshold if request else None, is_ratio=is_ratio)
    found = inconsistency_concern(body, counted, studies, threshold=chosen or 0.0)
    if found.levels == 0 and body.direction is Direction.MIXED:
        return Consistency(2, "the references linked point both ways", _BOTH_WAYS)
    if found.levels == 0 and len(counted) == 1:
        if counted[0].design.is_synthesis:
            return Consistency(0, "one review, whose studies point the way it does", _REVIEW)
        return Consistency(None, "a single study: consistency cannot be seen", _ALONE)
    return Consistency(found.levels, found.reason, found.bound)

"""The smallest set of studies without which a body has another level."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

from evidence.grading.framework import Body, Derivation, Framework
from evidence.grading.grade_changes.change_events import Event, StudiesByReference, without_studies
from evidence.grading.grade_changes.changes import GradeChange, regraded
from evidence.grading.primary_body import answering_studies
from evidence.model.study import Study

# A set is tried by grading the body again, some four milliseconds: all sets of seven studies, or
# all pairs of fifteen, take half a second, all sets of twelve would take ten times as long.
MOST_TRIED = 128
MOST_STUDIES = 60
_MOST_REMOVED = 15


@dataclass(frozen=True, slots=True)
class RemovalSet:
    """Studies that change the level when left out together; the smallest such set if ``exact``."""

    studies: tuple[str, ...]
    change: GradeChange
    exact: bool


def smallest_removal(
    framework: Framework, body: Body, derivation: Derivation, studies: StudiesByReference
) -> RemovalSet | None:
    """The smallest set whose removal changes the level, ``None`` where no set does.

    Every set is tried, the small ones first, up to ``MOST_TRIED`` sets. Beyond, the study that
    brings the level nearest to a change is removed again and again, which may miss a smaller set.
    Bodies of more than ``MOST_STUDIES`` are not tried. A set leaves at least one study.
    """
    counting = answering_studies(body)
    if derivation.level is None or not 2 <= len(counting) <= MOST_STUDIES:
        return None

    def tried(removed: Sequence[Study]) -> GradeChange:
        return regraded(framework, body, derivation, _event(body, studies, removed))

    whole = 0
    for count in range(1, len(counting)):
        if (whole := whole + math.comb(len(counting), count)) > MOST_TRIED:
            found = _greedy(derivation, counting, tried)
            return _named(found, exact=found is not None and len(found[0]) == count)
        for removed in combinations(counting, count):
            change = tried(removed)
            if change.level != derivation.level:
                return _named((removed, change), exact=True)
    return None


_Found = tuple[Sequence[Study], GradeChange]


def _greedy(
    derivation: Derivation,
    counting: Sequence[Study],
    tried: Callable[[Sequence[Study]], GradeChange],
) -> _Found | None:
    removed: list[Study] = []
    while len(removed) < min(len(counting) - 1, _MOST_REMOVED):
        found = [(study, tried([*removed, study])) for study in counting if study not in removed]
        for study, change in found:
            if change.level != derivation.level:
                return [*removed, study], change
        nearest, _ = min(found, key=lambda each: (_strength(each[1]), each[0].id))
        removed.append(nearest)
    return None


def _strength(change: GradeChange) -> float:
    """How far the pooled effect still is from no effect, in standard errors."""
    pooled = change.pooled
    return abs(pooled.value) / pooled.standard_error if pooled else math.inf


def _event(body: Body, studies: StudiesByReference, removed: Sequence[Study]) -> Event:
    names = ", ".join(study.label or study.id for study in removed)
    verb = "is" if len(removed) == 1 else "are"
    ids = {study.id for study in removed}
    return without_studies(body, studies, ids, "removal-set", f"{names} {verb} left out")


def _named(found: _Found | None, *, exact: bool) -> RemovalSet | None:
    if found is None:
        return None
    removed, change = found
    return RemovalSet(tuple(study.id for study in removed), change, exact)

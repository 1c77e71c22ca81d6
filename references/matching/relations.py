"""Two works that belong together and are not one: how the second stands to the first."""

from __future__ import annotations

from references.matching import authors, containers, titles
from references.matching.comparison import Evidence
from references.matching.title_marks import (
    IS_CONFERENCE,
    IS_ERRATUM,
    IS_PREPRINT,
    IS_REPLY,
    IS_RETRACTION,
)
from references.notice import Relation


def relation_between(seen: Evidence) -> Relation | None:
    """What the right record is of the left one, or ``None`` when nothing shows that."""
    if seen.title < titles.NEAR and (seen.title != titles.PART or not seen.long_title):
        return None
    if seen.authors == authors.UNLIKE:
        return None
    left, right = seen.left.marks, seen.right.marks
    only_left, only_right = left & ~right, right & ~left
    for bit, of_right, of_left in (
        (IS_ERRATUM, Relation.ERRATUM, Relation.CORRECTED_WORK),
        (IS_RETRACTION, Relation.RETRACTED_WORK, Relation.RETRACTED_WORK),
        (IS_REPLY, Relation.COMMENT, Relation.COMMENTED_WORK),
        (IS_PREPRINT, Relation.PREPRINT, Relation.PUBLISHED_VERSION),
    ):
        if only_right & bit:
            return of_right
        if only_left & bit:
            return of_left
    if seen.container in (containers.UNLIKE, containers.UNSURE) and seen.authors == authors.SAME:
        if (only_left | only_right) & IS_CONFERENCE:
            to_right = only_right & IS_CONFERENCE
            return Relation.CONFERENCE_VERSION if to_right else Relation.JOURNAL_VERSION
        if seen.title >= titles.NEAR and seen.long_title and seen.contradictions:
            return Relation.OTHER_VERSION
    return None

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
    IS_TRANSLATED,
)
from references.matching.titles import numbers_in, without_numbers
from references.notice import Relation

# A mark that only one record has, what that makes of it, and what of the other one.
_BY_MARK = (
    (IS_ERRATUM, Relation.ERRATUM, Relation.CORRECTED_WORK),
    # There is no word for the notice itself: of either side, the link leads to what is retracted.
    (IS_RETRACTION, Relation.RETRACTED_WORK, Relation.RETRACTED_WORK),
    (IS_REPLY, Relation.COMMENT, Relation.COMMENTED_WORK),
    (IS_PREPRINT, Relation.PREPRINT, Relation.PUBLISHED_VERSION),
)
_ELSEWHERE = (
    (IS_CONFERENCE, Relation.CONFERENCE_VERSION, Relation.JOURNAL_VERSION),
    (IS_TRANSLATED, Relation.TRANSLATION, Relation.ORIGINAL),
)


def relation_between(seen: Evidence) -> Relation | None:
    """What the right record is of the left one, or ``None`` when nothing shows that."""
    if seen.title == titles.LOOSE and _are_parts(seen):
        return Relation.OTHER_PART
    if seen.title < titles.NEAR and (seen.title != titles.PART or not seen.long_title):
        return None
    left, right = seen.left.marks, seen.right.marks
    # A comment is by somebody else; whatever else belongs together has an author in common.
    if seen.authors == authors.UNLIKE and not (left ^ right) & IS_REPLY:
        return None
    if (found := _of_marks(left, right, _BY_MARK)) is not None:
        return found
    if seen.authors != authors.SAME:
        return None
    if seen.left.family and seen.right.family and seen.left.family != seen.right.family:
        return Relation.OTHER_VERSION if seen.title >= titles.NEAR and seen.long_title else None
    if seen.container in (containers.UNLIKE, containers.UNSURE):
        if (found := _of_marks(left, right, _ELSEWHERE)) is not None:
            return found
        told_apart = seen.title >= titles.NEAR and seen.long_title and seen.contradictions
        return Relation.OTHER_VERSION if told_apart else None
    return _of_years(seen)


def _of_marks(
    left: int, right: int, table: tuple[tuple[int, Relation, Relation], ...]
) -> Relation | None:
    for bit, marked, unmarked in table:
        if (left ^ right) & bit:
            return marked if right & bit else unmarked
    return None


def _are_parts(seen: Evidence) -> bool:
    """Whether only numbers tell the titles apart, in what one group wrote in one container."""
    left, right = seen.left.title, seen.right.title
    if seen.authors < authors.PARTIAL or seen.container not in (
        containers.SAME,
        containers.UNKNOWN,
    ):
        return False
    numbers, others = numbers_in(left), numbers_in(right)
    told_apart = [pair for pair in zip(numbers, others, strict=False) if pair[0] != pair[1]]
    return (
        len(numbers) == len(others)
        and len(told_apart) == 1
        # Years and the numbers of groups tell many works apart, which are no parts of one.
        and all(not each.isdigit() or int(each[:4]) <= MOST_PARTS for each in told_apart[0])
        and without_numbers(left) == without_numbers(right)
    )


MOST_PARTS = 20


def _of_years(seen: Evidence) -> Relation | None:
    """An update, when the same people wrote under one title in a later volume of one journal."""
    if (
        seen.container == containers.SAME
        and seen.title == titles.SAME
        and seen.long_title
        and seen.years_apart > 0
        and seen.volume != 1
        and (seen.volume == -1 or seen.years_apart > 1)
    ):
        later = seen.right.year > seen.left.year
        return Relation.UPDATE if later else Relation.UPDATED_WORK
    return None

"""The rules that join two records, each with the agreement it asks for and the reason.

A merge needs agreement on enough things that are independent of each other: what the work is
called, who wrote it, and where it stands. What is not given never counts as agreement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from references.matching import authors, containers, titles
from references.matching.comparison import FIRST, Evidence
from references.matching.title_marks import IS_CONFERENCE, IS_TRANSLATED

VERY_LONG_TITLE = 60
"""Characters from which a title and a single author say as much as a title and several."""


@dataclass(frozen=True, slots=True)
class MergeRule:
    """One sufficient reason to take two records for one work; ``strength`` orders the joining."""

    name: str
    reason: str
    strength: int
    fires: Callable[[Evidence], bool]


def _same_identifier(seen: Evidence) -> bool:
    if seen.doi != 1 and (seen.identifier != 1 or seen.doi == -1):
        return False
    if seen.title >= titles.PART:
        return seen.authors != authors.UNLIKE or seen.contradictions == 0
    if seen.title in (titles.LOOSE, titles.UNKNOWN):
        return seen.authors >= authors.PARTIAL and seen.contradictions == 0
    return seen.authors == authors.SAME and seen.same_place and seen.contradictions == 0


def _same_place(seen: Evidence) -> bool:
    if seen.generic and (seen.issue == -1 or seen.last_page == -1):
        # An editor writes in every issue, and many journals count pages anew in each.
        return False
    return (
        seen.same_place
        and seen.title >= titles.PART
        and seen.authors >= authors.PARTIAL
        and seen.container >= containers.UNSURE
        and (
            seen.years_apart <= 1
            # No journal has a volume of one number twice: the year is mistyped.
            or (seen.same_range and seen.volume == 1 and seen.container == containers.SAME)
        )
    )


def _same_place_without_authors(seen: Evidence) -> bool:
    return (
        seen.same_place
        and seen.title >= titles.NEAR
        and seen.authors == authors.UNKNOWN
        and seen.container == containers.SAME
        and seen.years_apart == 0
    )


def _same_place_other_container(seen: Evidence) -> bool:
    return (
        seen.volume == 1
        and seen.first_page == 1
        and seen.left.first_page != FIRST
        and seen.last_page >= 0
        and seen.authors == authors.SAME
        and seen.years_apart <= 1
        and (
            seen.title >= titles.NEAR
            or (seen.title >= titles.LOOSE and seen.same_range and seen.years_apart == 0)
        )
    )


def _same_page_and_year(seen: Evidence) -> bool:
    return (
        seen.first_page == 1
        and seen.years_apart == 0
        and seen.title >= titles.NEAR
        and not seen.generic
        and seen.authors == authors.SAME
        and (
            seen.container == containers.SAME
            or seen.same_range
            or (
                seen.container == containers.UNSURE
                and seen.volume >= 0
                and seen.left.first_page != FIRST
            )
        )
    )


def _same_page_other_year(seen: Evidence) -> bool:
    return (
        seen.same_range
        and seen.years_apart == 1
        and seen.volume >= 0
        and seen.title >= titles.NEAR
        and not seen.generic
        and seen.authors == authors.SAME
        and seen.container == containers.SAME
    )


def _same_range_reworded_title(seen: Evidence) -> bool:
    return (
        seen.years_apart == 0
        and seen.container == containers.SAME
        and (
            (
                seen.same_range
                and seen.volume == 1
                and seen.title >= titles.LOOSE
                and seen.authors != authors.UNLIKE
            )
            or (
                (seen.same_article_number or (seen.same_range and seen.volume == 1))
                and seen.title in (titles.LOOSE, titles.UNKNOWN)
                and seen.authors == authors.SAME
            )
        )
    )


def _same_range_translated_title(seen: Evidence) -> bool:
    return (
        seen.same_range
        and seen.volume == 1
        and seen.years_apart == 0
        and seen.title == titles.UNLIKE
        and seen.container >= containers.UNSURE
        and seen.authors == authors.SAME
        and bool((seen.left.marks | seen.right.marks) & IS_TRANSLATED)
    )


def _same_issue_other_page(seen: Evidence) -> bool:
    return (
        seen.volume == 1
        and seen.first_page == -1
        and seen.long_title
        and seen.authors == authors.SAME
        and seen.container == containers.SAME
        and seen.years_apart == 0
        and (
            (seen.title == titles.SAME and seen.issue == 1)
            or (seen.title >= titles.NEAR and seen.issue == 0 and seen.page_slip)
            or (seen.title >= titles.PART and seen.issue == 1 and seen.last_page == 1)
        )
    )


def _without_pages(seen: Evidence) -> bool:
    if seen.contradictions or seen.generic or seen.title < titles.NEAR or not seen.same_year:
        return False
    if seen.container != containers.SAME:
        return False
    if seen.authors == authors.SAME:
        return seen.title == titles.SAME or seen.long_title
    if seen.title != titles.SAME or not seen.long_title:
        return False
    unnamed = seen.authors == authors.UNKNOWN and seen.volume == 1
    return seen.authors == authors.PARTIAL or unnamed


def _without_container(seen: Evidence) -> bool:
    return (
        seen.contradictions == 0
        and seen.title == titles.SAME
        and seen.long_title
        and seen.authors == authors.SAME
        and seen.container == containers.UNKNOWN
        and seen.years_apart == 0
    )


def _ahead_of_print(seen: Evidence) -> bool:
    return (
        seen.years_apart == 1
        and seen.title == titles.SAME
        and seen.long_title
        and seen.authors == authors.SAME
        and ";" in seen.left.authors
        and ";" in seen.right.authors
        and seen.container == containers.SAME
        and not (seen.left.marks | seen.right.marks) & IS_CONFERENCE
        and any(
            not (record.volume or record.issue or record.first_page)
            for record in (seen.left, seen.right)
        )
    )


def _title_and_authors(seen: Evidence) -> bool:
    several = ";" in seen.left.authors and ";" in seen.right.authors
    return (
        seen.contradictions == 0
        and seen.title >= (titles.NEAR if several else titles.SAME)
        and seen.long_title
        and (several or len(seen.left.title) >= VERY_LONG_TITLE)
        and seen.authors == authors.SAME
        and seen.container in (containers.UNKNOWN, containers.SAME)
        and seen.years_apart <= 0
    )


MERGE_RULES = (
    MergeRule(
        "same-identifier",
        "An identifier of a single work agrees, and so does the title.",
        100,
        _same_identifier,
    ),
    MergeRule(
        "same-place",
        "Title, authors and container agree, and so do volume and page.",
        90,
        _same_place,
    ),
    MergeRule(
        "same-place-without-authors",
        "Title, container, year, volume and page agree where authors are missing.",
        80,
        _same_place_without_authors,
    ),
    MergeRule(
        "same-place-other-container",
        "Title, authors, volume and pages agree; the container is named otherwise or not at all.",
        75,
        _same_place_other_container,
    ),
    MergeRule(
        "same-page-and-year",
        "Title, authors, first page and year agree; the volume is missing or mistyped.",
        70,
        _same_page_and_year,
    ),
    MergeRule(
        "same-page-other-year",
        "Title, authors, container and both pages agree; the years are next to each other.",
        66,
        _same_page_other_year,
    ),
    MergeRule(
        "same-range-reworded-title",
        "Container, year, volume and a range of pages agree; the title is reworded or missing.",
        60,
        _same_range_reworded_title,
    ),
    MergeRule(
        "same-range-translated-title",
        "Authors, year, volume and a range of pages agree; one title is a translation.",
        58,
        _same_range_translated_title,
    ),
    MergeRule(
        "same-issue-other-page",
        "A long title, authors, container, year and issue agree; the page is mistyped.",
        55,
        _same_issue_other_page,
    ),
    MergeRule(
        "without-pages",
        "Title, authors, container and year agree, and nothing that is given differs.",
        50,
        _without_pages,
    ),
    MergeRule(
        "ahead-of-print",
        "A long title, two authors or more and container agree; one is of the year before or after "
        "and has no place yet.",
        45,
        _ahead_of_print,
    ),
    MergeRule(
        "without-container",
        "A long title, authors and year agree, and nothing that is given differs.",
        40,
        _without_container,
    ),
    MergeRule(
        "title-and-authors",
        "A long title and several authors agree, or a longer one and a single author; container or "
        "year is missing.",
        30,
        _title_and_authors,
    ),
)

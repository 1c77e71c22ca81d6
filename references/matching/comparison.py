"""The evidence for and against two records being one work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from references.matching import authors, containers, titles
from references.matching.authors import compare_authors
from references.matching.containers import compare_containers
from references.matching.locators import (
    compare_pages,
    compare_values,
    counts_own_pages,
    is_range,
    may_be_slip,
)
from references.matching.prepare import Folded
from references.matching.titles import compare_titles

LONG_TITLE = 40
"""Characters from which a title says more than the kind of text it stands over."""
FIRST = "1"
ARTICLE_NUMBER = 5
"""Characters from which a page is a number given once in a journal, as ``e12724``, ``CD006828``."""


@dataclass(slots=True)
class Evidence:
    """What agrees and what does not.

    ``title``, ``authors`` and ``container`` hold the levels of their modules, with a similarity
    beside each. The others are 1 when both are given and agree, -1 when they differ, 0 when one
    is not given; ``years_apart`` is -1 then. ``doi`` compares DOIs, ``identifier`` PubMed and
    other numbers of a single work.
    """

    left: Folded
    right: Folded
    title: int
    title_similarity: float
    authors: int
    author_share: float
    container: int
    container_similarity: float
    years_apart: int
    volume: int
    issue: int
    first_page: int
    last_page: int
    doi: int
    identifier: int

    @property
    def generic(self) -> bool:
        """Whether the title says little: short, or one under which several people wrote."""
        return self.left.generic or self.right.generic

    @property
    def long_title(self) -> bool:
        """Whether the title is no heading, but says what the work is about."""
        return not self.generic and min(len(self.left.title), len(self.right.title)) >= LONG_TITLE

    @property
    def same_year(self) -> bool:
        """Whether the year agrees, or is one off in the same volume: online ahead of print."""
        return self.years_apart == 0 or (self.years_apart == 1 and self.volume == 1)

    @property
    def same_page(self) -> bool:
        """Whether the page agrees, of which a database may keep only the last."""
        return self.first_page == 1 or (self.first_page == 0 and self.last_page == 1)

    @property
    def same_range(self) -> bool:
        """Whether first and last page agree, and mean something.

        Several texts share one page, and from page 1 every paper of a conference or of a file
        counts that numbers its own.
        """
        return (
            self.first_page == 1
            and self.last_page == 1
            and is_range(self.left.first_page, self.left.last_page)
            and self.left.first_page != FIRST
        )

    @property
    def same_article_number(self) -> bool:
        """Whether the page agrees, is a number of its own in the journal, and no volume differs."""
        return (
            self.volume >= 0
            and self.first_page == 1
            and len(self.left.first_page) >= ARTICLE_NUMBER
        )

    @property
    def same_place(self) -> bool:
        """Whether volume and page agree, or an article number."""
        return (self.volume == 1 and self.same_page) or self.same_article_number

    @property
    def page_slip(self) -> bool:
        """Whether pages differ as they do when one is mistyped or cut differently."""
        return self.first_page == -1 and may_be_slip(
            (self.left.first_page, self.left.last_page),
            (self.right.first_page, self.right.last_page),
        )

    @property
    def contradictions(self) -> int:
        """How many of volume, issue, first page and year differ."""
        return (
            (self.volume == -1)
            + (self.issue == -1)
            + (self.first_page == -1)
            + (self.years_apart > 0 and not self.same_year)
        )

    def similarities(self) -> Mapping[str, float]:
        """The similarities of what both records give, by field; agreement of a number is 1."""
        shown: dict[str, float] = {}
        if self.title != titles.UNKNOWN:
            shown["title"] = round(self.title_similarity, 3)
        if self.authors != authors.UNKNOWN:
            shown["authors"] = round(self.author_share, 3)
        if self.container != containers.UNKNOWN:
            shown["container"] = round(self.container_similarity, 3)
        if self.years_apart >= 0:
            shown["year"] = float(self.years_apart == 0)
        for name in ("volume", "issue", "first_page", "last_page", "doi", "identifier"):
            if value := getattr(self, name):
                shown[name] = float(value > 0)
        return shown


def compare(
    left: Folded, right: Folded, titles_compared: tuple[int, float] | None = None
) -> Evidence:
    """All that two records have to say about each other; titles may have been compared before."""
    seen = compare_places(left, right, titles_compared)
    seen.authors, seen.author_share = compare_authors(left.authors, right.authors)
    seen.container, seen.container_similarity = compare_containers(left.container, right.container)
    return seen


def compare_places(
    left: Folded, right: Folded, titles_compared: tuple[int, float] | None = None
) -> Evidence:
    """What titles, identifiers, years, volumes and pages say; authors and containers unknown."""
    title, title_similarity = titles_compared or compare_titles(left.title, right.title)
    seen = Evidence(
        left=left,
        right=right,
        title=title,
        title_similarity=title_similarity,
        authors=authors.UNKNOWN,
        author_share=0.0,
        container=containers.UNKNOWN,
        container_similarity=0.0,
        years_apart=abs(left.year - right.year) if left.year and right.year else -1,
        volume=compare_values(left.volume, right.volume),
        issue=compare_values(left.issue, right.issue),
        first_page=compare_pages(left.first_page, right.first_page),
        last_page=compare_pages(left.last_page, right.last_page),
        doi=compare_values(left.doi, right.doi),
        identifier=_identifiers(left.other_ids, right.other_ids),
    )
    if not left.volume or not right.volume:
        _see_shifted(seen)
    if seen.first_page == -1 and counts_own_pages(
        (left.first_page, left.last_page), (right.first_page, right.last_page)
    ):
        seen.first_page = seen.last_page = 0
    return seen


def _see_shifted(seen: Evidence) -> None:
    """Take values one column on for what they are: the volume as issue, the issue as page."""
    for one, other in ((seen.left, seen.right), (seen.right, seen.left)):
        if not one.volume and one.issue and one.issue == other.volume:
            shifted = one.first_page == other.issue
            if shifted or not one.first_page or not other.issue:
                seen.volume = 1
                seen.issue = int(shifted and bool(other.issue))
                seen.first_page = 0 if shifted else seen.first_page


def _identifiers(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """Whether identifiers of one kind agree; one that agrees outweighs one that does not."""
    if not left or not right:
        return 0
    if set(left) & set(right):
        return 1
    kinds = {each.partition(":")[0] for each in left}
    return -1 if any(each.partition(":")[0] in kinds for each in right) else 0

"""The evidence for and against two records being one work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from references.matching import authors, containers, titles
from references.matching.authors import compare_authors
from references.matching.containers import compare_containers
from references.matching.locators import compare_pages, compare_values
from references.matching.prepare import Folded
from references.matching.titles import compare_titles


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
    abstract: int
    edition: int
    generic: bool

    @property
    def places(self) -> int:
        """How many of volume, first page and year agree."""
        return (self.volume == 1) + (self.first_page == 1) + (self.years_apart == 0)

    @property
    def misplaced(self) -> int:
        """How many of volume, first page and year differ."""
        return (self.volume == -1) + (self.first_page == -1) + (self.years_apart > 0)

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


def compare(left: Folded, right: Folded) -> Evidence:
    """All that two records have to say about each other."""
    title, title_similarity = compare_titles(left.title, right.title)
    named, author_share = compare_authors(left.authors, right.authors)
    container, container_similarity = compare_containers(left.container, right.container)
    return Evidence(
        left=left,
        right=right,
        title=title,
        title_similarity=title_similarity,
        authors=named,
        author_share=author_share,
        container=container,
        container_similarity=container_similarity,
        years_apart=abs(left.year - right.year) if left.year and right.year else -1,
        volume=compare_values(left.volume, right.volume),
        issue=compare_values(left.issue, right.issue),
        first_page=compare_pages(left.first_page, right.first_page),
        last_page=compare_pages(left.last_page, right.last_page),
        doi=compare_values(left.doi, right.doi),
        identifier=_identifiers(left.other_ids, right.other_ids),
        abstract=compare_values(left.abstract, right.abstract),
        edition=compare_values(left.edition, right.edition),
        generic=left.generic or right.generic,
    )


def _identifiers(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """Whether identifiers of one kind agree; one that agrees outweighs one that does not."""
    if not left or not right:
        return 0
    if set(left) & set(right):
        return 1
    kinds = {each.partition(":")[0] for each in left}
    return -1 if any(each.partition(":")[0] in kinds for each in right) else 0

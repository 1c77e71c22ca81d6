"""Records folded to what matching compares, small enough that a million fit in memory."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from references.identifiers import ARXIV, DOI, ISBN, PMCID, PMID
from references.matching.authors import fold_authors
from references.matching.containers import fold_container
from references.matching.folding import fold
from references.matching.locators import fold_issue, fold_pages, fold_volume
from references.matching.title_marks import (
    IS_CONFERENCE,
    IS_PREPRINT,
    container_marks,
    is_preprint_doi,
    marks_of,
)
from references.matching.titles import fold_title
from references.reference import Reference, ReferenceKind

_CONFERENCE = (ReferenceKind.PROCEEDINGS_PAPER, ReferenceKind.PROCEEDINGS)
_PART_OF_BOOK = (ReferenceKind.CHAPTER, ReferenceKind.ENTRY)
# Databases call one paper an article, a proceedings paper or a chapter; nobody calls it a thesis.
_FAMILY = {
    ReferenceKind.ARTICLE_JOURNAL: "paper",
    ReferenceKind.PROCEEDINGS_PAPER: "paper",
    ReferenceKind.CHAPTER: "paper",
    ReferenceKind.BOOK: "book",
    ReferenceKind.PROCEEDINGS: "book",
    ReferenceKind.THESIS: "thesis",
    ReferenceKind.REPORT: "report",
    ReferenceKind.DATASET: "dataset",
    ReferenceKind.SOFTWARE: "software",
    ReferenceKind.PATENT: "patent",
}


@dataclass(slots=True)
class Folded:
    """One record as matching sees it; ``identity`` is equal where all that was written is equal.

    ``marks`` are the bits of :mod:`references.matching.title_marks`; ``family`` is the kind of
    publication where that can tell two works apart; ``source`` counts the files.
    """

    title: str
    authors: str
    container: str
    year: int
    volume: str
    issue: str
    first_page: str
    last_page: str
    doi: str
    other_ids: tuple[str, ...]
    edition: str
    marks: int
    family: str
    source: int
    identity: int
    generic: bool = False

    @property
    def is_incomplete(self) -> bool:
        """Whether nothing says where the work stands: no identifier, and volume or page missing."""
        return not self.doi and not self.other_ids and not (self.volume and self.first_page)


class Folder:
    """Folds records one after the other, sharing what they have in common."""

    def __init__(self) -> None:
        self._containers: dict[tuple[str, str], tuple[str, int]] = {}
        self._sources: dict[str, int] = {}

    def fold(self, reference: Reference) -> Folded:
        """What matching compares of one record."""
        names = (reference.container, reference.container_short)
        known = self._containers.get(names)
        if known is None:
            folded = sys.intern(fold_container(*names))
            known = self._containers[names] = folded, container_marks(reference.container)
        container, marks = known
        doi = DOI.normalise(reference.doi) if reference.doi else ""
        path = reference.location.path
        source = self._sources.setdefault(path, len(self._sources))
        people = reference.authors or reference.editors
        first_page, last_page = fold_pages(reference.pages, reference.article_number)
        if not people and first_page == "" and reference.issued is None:
            people = reference.translators
        year = reference.issued.year if reference.issued is not None else 0
        return Folded(
            title=fold_title(reference.title),
            authors=fold_authors(people),
            container=container,
            year=year,
            volume=sys.intern(fold_volume(reference.volume)),
            issue=sys.intern(fold_issue(reference.issue)),
            first_page=sys.intern(first_page),
            last_page=sys.intern(last_page),
            doi=doi,
            other_ids=_other_ids(reference),
            edition=sys.intern(fold(reference.edition)) if reference.edition else "",
            marks=marks | _marks(reference, doi),
            family=_FAMILY.get(reference.kind, ""),
            source=source,
            identity=_identity(reference),
        )


def prepare(
    references: Iterable[Reference], told: Callable[[int], None] | None = None
) -> list[Folded]:
    """Every record folded, in their order; each is let go of as soon as it is folded."""
    folder = Folder()
    made: list[Folded] = []
    for reference in references:
        made.append(folder.fold(reference))
        if told is not None and not len(made) % 1000:
            told(len(made))
    _drop_running_numbers(made)
    return made


def _other_ids(reference: Reference) -> tuple[str, ...]:
    if not (reference.pmid or reference.pmcid or reference.arxiv or reference.isbn):
        return ()
    given = [
        (PMID, reference.pmid),
        (PMCID, reference.pmcid),
        (ARXIV, reference.arxiv),
    ]
    found = [f"{kind.name}:{kind.normalise(text)}" for kind, text in given if text]
    if reference.kind not in (*_PART_OF_BOOK, *_CONFERENCE):
        found += [f"isbn:{ISBN.normalise(text)}" for text in reference.isbn]
    return tuple(each for each in found if not each.endswith(":"))


def _marks(reference: Reference, doi: str) -> int:
    marks = marks_of(reference.title, reference.publication_types)
    kind = reference.kind
    if kind in _CONFERENCE:
        marks |= IS_CONFERENCE
    elif kind is ReferenceKind.PREPRINT or (
        reference.genre and reference.genre.lower() == "preprint"
    ):
        marks |= IS_PREPRINT
    if doi and is_preprint_doi(doi):
        marks |= IS_PREPRINT
    return marks


def _identity(reference: Reference) -> int:
    """A number that is the same for records of the same content, whatever their keys and files.

    It is 0 for a record that says nothing: two of those are not one work.
    """
    said = (
        reference.title,
        reference.authors,
        reference.editors,
        reference.container,
        reference.pages,
        reference.article_number,
        reference.publisher,
        reference.doi,
        reference.pmid,
        reference.arxiv,
        reference.isbn,
        reference.url,
        reference.abstract,
        reference.note,
    )
    if not any(said):
        return 0
    place = (reference.issued, reference.volume, reference.issue, reference.edition)
    return hash((reference.kind, said, place)) or 1


_RUNNING_FROM = 60
_NUMERIC = re.compile(r"\d+")


def _drop_running_numbers(records: list[Folded]) -> None:
    """Take away issues that only count the records of a file: nearly all different and many.

    Tables often hold a running number in a column called ``number``, which BibTeX takes for the
    issue. Compared, it would tell every two records apart.
    """
    counts: dict[int, list[int]] = {}
    seen: dict[int, set[str]] = {}
    for record in records:
        if record.issue and _NUMERIC.fullmatch(record.issue):
            counts.setdefault(record.source, [0])[0] += 1
            seen.setdefault(record.source, set()).add(record.issue)
    running = {
        source
        for source, (count,) in counts.items()
        if count >= _RUNNING_FROM and len(seen[source]) > 0.5 * count
    }
    if running:
        for record in records:
            if record.source in running:
                record.issue = ""

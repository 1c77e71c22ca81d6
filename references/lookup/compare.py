"""Holds a reference against the record that its own identifier has in a registry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from references.checking.preprint import is_preprint
from references.identifiers import DOI, PMID
from references.lookup.agreement import DIFFERENT, SAME, Agreement
from references.lookup.folding import fold
from references.lookup.name import compare_first_authors
from references.lookup.title import compare_titles
from references.lookup.venue import compare_venues
from references.reference import Reference, ReferenceKind
from references.registry import RegistryRecord

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_IN_A_VENUE = frozenset(
    {ReferenceKind.ARTICLE_JOURNAL, ReferenceKind.ARTICLE_MAGAZINE, ReferenceKind.CHAPTER}
    | {ReferenceKind.PROCEEDINGS_PAPER, ReferenceKind.ARTICLE_NEWSPAPER}
)


@dataclass(frozen=True, slots=True)
class FieldComparison:
    """One field of a reference beside a registry's; fields missing on either side have none."""

    field: str
    ours: str
    theirs: str
    agrees: bool
    why: str = ""


def compare(reference: Reference, record: RegistryRecord) -> tuple[FieldComparison, ...]:
    """Every field that both sides give, in the order in which a citation is read."""
    return tuple(
        FieldComparison(name, ours, theirs, True)
        if ours == theirs
        else FieldComparison(name, ours, theirs, verdict.agrees, verdict.why)
        for name, ours, theirs, verdict in _fields(reference, record)
        if ours and theirs
    )


def _fields(ours: Reference, record: RegistryRecord) -> Iterator[tuple[str, str, str, Agreement]]:
    theirs = record.reference
    names = theirs.authors or theirs.editors
    people = ours.authors or ours.editors
    if people and names and not people[0].is_others:
        author = compare_first_authors(people, theirs.authors, theirs.editors)
        yield "first author", str(people[0]), str(names[0]), author
    title = SAME
    if ours.title and theirs.title:
        title = compare_titles(ours.title, theirs.title, (*record.titles, theirs.original_title))
    yield "title", ours.title, theirs.title, title
    if ours.year is not None and theirs.year is not None:
        years = record.years or (theirs.year,)
        shown = "/".join(str(each) for each in dict.fromkeys((theirs.year, *years)))
        yield "year", str(ours.year), shown, _years(ours.year, theirs.year, years)
    if ours.container and _is_in_a_venue(ours, theirs):
        yield "venue", ours.container, _venue_shown(record), _venues(ours, record)
    yield "volume", ours.volume, theirs.volume, _numbers(ours.volume, theirs.volume)
    theirs_shown = theirs.pages or theirs.article_number
    yield "pages", ours.pages or ours.article_number, theirs_shown, _pages(ours, theirs)
    for kind, own, other in (
        (DOI, ours.doi, theirs.doi),
        (PMID, ours.pmid, theirs.pmid),
    ):
        own, other = kind.normalise(own), kind.normalise(other)
        yield kind.label, own, other, SAME if own == other else DIFFERENT


def _years(ours: int, theirs: int, known: tuple[int, ...]) -> Agreement:
    if ours == theirs:
        return SAME
    if ours in known:
        return Agreement(True, "online and in print in different years")
    if any(abs(ours - year) == 1 for year in (theirs, *known)):
        return Agreement(True, "a year apart, as online and in print often are")
    return DIFFERENT


def _is_in_a_venue(ours: Reference, theirs: Reference) -> bool:
    return ours.kind in _IN_A_VENUE and not is_preprint(ours) and not is_preprint(theirs)


def _venue_shown(record: RegistryRecord) -> str:
    return record.reference.container or next(iter(record.venues), "")


def _venues(ours: Reference, record: RegistryRecord) -> Agreement:
    theirs = record.reference
    if set(ours.issn) & set(theirs.issn):
        return SAME
    names = [*record.venues, theirs.container, theirs.container_short, theirs.collection]
    known = list(dict.fromkeys(name for name in names if name))
    loosely = ReferenceKind.PROCEEDINGS_PAPER in (ours.kind, theirs.kind)
    verdict = compare_venues(ours.container, known, loosely=loosely)
    if not verdict.agrees and ours.container_short:
        return compare_venues(ours.container_short, known, loosely=loosely)
    return verdict


def _numbers(ours: str, theirs: str) -> Agreement:
    """Volumes: by their number, Arabic or Roman, whatever stands around it."""
    left, right = (_number(text) for text in (ours, theirs))
    if left == right:
        return SAME
    words, others = set(fold(ours).split()), set(fold(theirs).split())
    if words and others and (words <= others or others <= words):
        return Agreement(True, "with and without a supplement")
    return DIFFERENT


def _number(text: str) -> str:
    words = fold(re.sub(r"\b(?:vol(?:ume)?|bd|t|tome)\b\.?", " ", text.lower()))
    if re.fullmatch(r"[ivxlcdm]{1,9}", words):
        values = [_ROMAN[letter] for letter in words]
        following = [*values[1:], 0]
        pairs = zip(values, following, strict=True)
        return str(sum(-one if one < other else one for one, other in pairs))
    return words.lstrip("0") or words


def _pages(ours: Reference, theirs: Reference) -> Agreement:
    """First pages alone: last pages are abbreviated in many ways (703-5, 703-705)."""
    given = {page for text in (ours.pages, ours.article_number) if (page := _first_page(text))}
    known = {page for text in (theirs.pages, theirs.article_number) if (page := _first_page(text))}
    if given & known:
        return SAME
    bare, other = ({re.sub(r"\D", "", page) for page in side} - {""} for side in (given, known))
    if bare & other:
        return Agreement(True, "but for a letter before the page")
    if _paging(theirs) != _paging(ours):
        return Agreement(True, "given as pages of the volume on one side alone")
    return DIFFERENT


def _first_page(text: str) -> str:
    first = re.split(r"[-‐‑‒–—−,;:+\s]", text.strip().lower().removeprefix("pp. "), maxsplit=1)[0]
    return fold(first).replace(" ", "").lstrip("0")


def _paging(reference: Reference) -> str:
    """How a work is placed: electronic journals give a number, or pages that begin with 1."""
    pages = reference.pages.strip()
    if not pages or re.fullmatch(r"[A-Za-z]+[.-]?\d+|\d{5,}", pages):
        return "number"
    return "own pages" if re.match(r"1(?:\D|$)", pages) else "pages"

"""What a registry's record adds to a reference, without touching what is there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from references.lookup.outcome import Consulted, Filling
from references.notice import Notice
from references.reference import Reference, ReferenceKind
from references.standing import describe

_ATTRIBUTES = (
    "authors",
    "title",
    "issued",
    "container",
    "volume",
    "issue",
    "pages",
    "article_number",
    "publisher",
    "doi",
    "pmid",
    "pmcid",
    "issn",
    "isbn",
)
"""What a citation is made of; abstracts and keywords are not fetched into a person's library."""

_PUBLISHED_BY = frozenset(
    {ReferenceKind.BOOK, ReferenceKind.CHAPTER, ReferenceKind.PROCEEDINGS, ReferenceKind.REPORT}
    | {ReferenceKind.DATASET, ReferenceKind.SOFTWARE, ReferenceKind.THESIS}
)
_STANDS_FOR = {
    "authors": ("authors", "editors"),
    "pages": ("pages", "article_number"),
    "article_number": ("pages", "article_number"),
}
"""Attributes of which one is enough: a book has editors in the place of authors."""


def fillings(
    reference: Reference, consulted: Sequence[Consulted], notices: tuple[Notice, ...] = ()
) -> tuple[Filling, ...]:
    """Values for missing attributes from records of which no field contradicts the reference.

    The first record that has a value gives it. ``notices`` are those of all records together, so
    that later checks know of a retraction without asking again.
    """
    if any(each.differences for each in consulted):
        return ()
    found: dict[str, Filling] = {}
    for each in consulted:
        for attribute, value in _additions(reference, each):
            if attribute not in found:
                shown = _shown(value)
                found[attribute] = Filling(
                    attribute, value, shown, each.registry, each.work, each.asked
                )
    if "pages" in found:
        found.pop("article_number", None)
    said = next((each for each in consulted if each.record.reference.notices), None)
    if notices and said and not reference.notices:
        shown = "; ".join(describe(notice) for notice in notices)
        found["notices"] = Filling("notices", notices, shown, said.registry, said.work, said.asked)
    return tuple(found[name] for name in ("kind", *_ATTRIBUTES, "notices") if name in found)


def _additions(reference: Reference, consulted: Consulted) -> Iterator[tuple[str, Any]]:
    theirs = consulted.record.reference
    kind = reference.kind
    if kind is ReferenceKind.OTHER and not reference.entry_type and theirs.kind is not kind:
        kind = theirs.kind
        yield "kind", kind
    for attribute in _ATTRIBUTES:
        value = getattr(theirs, attribute)
        given = _STANDS_FOR.get(attribute, (attribute,))
        if not value or any(getattr(reference, name) for name in given):
            continue
        if attribute == "publisher" and kind not in _PUBLISHED_BY:
            continue
        yield attribute, value


def _shown(value: Any) -> str:
    return "; ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)


def filled(reference: Reference, additions: Sequence[Filling]) -> Reference:
    """The reference with the values put in where it has none."""
    missing = {
        each.attribute: each.value
        for each in additions
        if each.attribute == "kind" or not getattr(reference, each.attribute)
    }
    return replace(reference, **missing) if missing else reference

"""Values that a format has no tag for, kept as ``name: value`` in a tag for odd things.

They come back when the file is read again, and other programs show them as a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from references.reading.tagged_values import date, escaped
from references.reference import Reference

LABELS: Mapping[str, str] = {
    "key": "key",
    "accession": "accession",
    "genre": "genre",
    "short_title": "short-title",
    "event": "event",
    "event_place": "event-place",
    "accessed": "accessed",
    "original_date": "original-date",
    "arxiv": "arxiv",
    "article_number": "article-number",
    "total_pages": "total-pages",
    "container_short": "journal-abbreviation",
    "issued": "issued",
    "database": "database",
    "edition": "edition",
    "note": "note",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "url": "url",
    "original_title": "original-title",
    "collection": "collection",
    "place": "place",
    "language": "language",
    "publisher": "publisher",
}
_ATTRIBUTES = {label: attribute for attribute, label in LABELS.items()}
_DATES = frozenset({"issued", "accessed", "original_date"})


def labelled(reference: Reference, attribute: str) -> str:
    """The value with its label; empty when there is none."""
    value = getattr(reference, attribute)
    if not value:
        return ""
    text = value.edtf if attribute in _DATES else escaped(value)
    return f"{LABELS[attribute]}: {text}"


def labelled_in(values: Iterable[str]) -> dict[str, Any]:
    """The values by attribute that have labels among these texts."""
    found: dict[str, Any] = {}
    for text in values:
        label, colon, value = text.partition(": ")
        attribute = _ATTRIBUTES.get(label)
        if colon and attribute is not None:
            read: Callable[[str], object] = date if attribute in _DATES else str.strip
            if said := read(value):
                found.setdefault(attribute, said)
    return found

"""What rules say of values that are given as an identifier and are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from references.checking.written_fields import label, written
from references.identifiers import ARXIV, DOI, ISBN, ISSN, ORCID, IdentifierKind
from references.quotation import quoted
from references.reference import Reference
from references.rule import Hit
from references.source import Location

_REMARK = re.compile(
    r"\([^()]*\)|\b(?:print|online|electronic|linking|paperback|hardcover)\b", re.I
)
_LISTED = (ISBN, ISSN)
# Kinds with a check character or a form of their own; any short number would pass for a PMID.
_TOLD_BY_FORM = (DOI, ISBN, ISSN, ORCID, ARXIV)
_PARTS = re.compile(r"[;,/]|\band\b")


def identifier_hits(
    reference: Reference, kind: IdentifierKind, values: Iterable[str], *names: str
) -> Iterator[Hit]:
    """One hit for each value in the named fields, or else in ``values``, that is no ``kind``.

    A field may list several ISBNs or ISSNs, with remarks such as ``(print)``; the others may hold
    the characters that part a list.
    """
    fields = [(field.location, field.value) for field in written(reference, *names)]
    given = fields or [(reference.location, value) for value in values if value.strip()]
    for location, value in given:
        if not kind.parse(value):
            for part in _several(value) if kind in _LISTED else (value,):
                yield from _hit(reference, kind, location, part)


def _several(value: str) -> Iterator[str]:
    bare = _REMARK.sub(" ", value)
    parts = [part for part in _PARTS.split(bare) if part.strip()]
    for part in parts or [value]:
        words = part.split()
        # "0003-2999 1526-7598" are two; "978 0 471 16240 0" is one with spaces inside.
        yield from words if len(words) > 1 and all(len(word) > 7 for word in words) else [part]


def _hit(
    reference: Reference, kind: IdentifierKind, location: Location, value: str
) -> Iterator[Hit]:
    parsed = kind.parse(value)
    if not parsed:
        yield Hit(
            location,
            f"{label(reference)}: {kind.label} {quoted(value.strip())} {parsed.reason}",
            _hint(kind, value),
            subject=reference.key,
        )


def _hint(kind: IdentifierKind, value: str) -> str:
    """What to do: move an identifier of another kind to its own field, or copy it anew."""
    for other in _TOLD_BY_FORM:
        if other is not kind and other.parse(value):
            return f"it is a valid {other.label}: give it in a field of its own"
    return f"copy the {kind.label} anew from the source"

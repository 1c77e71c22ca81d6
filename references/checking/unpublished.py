"""Whether a record says that its work is still to appear."""

from __future__ import annotations

import re

from references.checking.written_fields import written
from references.reference import Reference

_AWAITING = re.compile(
    r"\b(?:in[ -]?press|forthcoming|to[ -]appear|(?:e-?pub|online|published|publication)[ -]+"
    r"(?:online[ -]+)?(?:ahead|in advance)|ahead of print|advance(?:d)? (?:online|access|article)|"
    r"(?:accepted|submitted)(?: for publication| to\b|(?= *[.;,)]*$))|under review|in review|"
    r"in preparation|online first|article in press|manuscript in)",
    re.IGNORECASE,
)
_PLACES = ("year", "date", "volume", "number", "pages", "note", "pubstate", "howpublished")


def awaiting_print(reference: Reference) -> str:
    """The words by which a record says that its work is yet to appear in print, or nothing."""
    for text in (reference.volume, reference.issue, reference.pages, reference.note):
        if text and (found := _AWAITING.search(text)):
            return found[0]
    for field in written(reference, *_PLACES):
        if found := _AWAITING.search(field.value):
            return found[0]
    return ""


def is_awaiting_print(reference: Reference) -> bool:
    """Whether the record says that its work is yet to appear in print."""
    return bool(awaiting_print(reference))

"""A reference as the item that styles print, with what CSL expects of names and pages."""

from __future__ import annotations

import re
from collections.abc import Mapping

from references.csl import NAME_VARIABLES, Item, to_csl
from references.reference import Reference

#: Two or three capitals standing together are initials, as PubMed writes them.
_JOINED_INITIALS = re.compile(r"(?<![^\W_])[^\W\d_]{2,3}(?![^\W_]|\.)")


def item_of(reference: Reference) -> Item:
    """The CSL item of a reference."""
    item = to_csl(reference)
    # CSL 1.0.2 has no variable for the number of an article; styles print it where pages stand.
    if "page" not in item and "article-number" in item:
        item["page"] = item["article-number"]
    for variable in NAME_VARIABLES:
        for name in item.get(variable, ()):
            if given := name.get("given"):
                name["given"] = _JOINED_INITIALS.sub(_parted, given)
    return item


def _parted(match: re.Match[str]) -> str:
    letters = match[0]
    return " ".join(f"{letter}." for letter in letters) if letters.isupper() else letters


def says_something(item: Mapping[str, object]) -> bool:
    """Whether there is anything to print beyond a key and a type."""
    return any(name not in ("id", "type", "language", "note", "keyword") for name in item)

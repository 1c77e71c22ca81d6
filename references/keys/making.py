"""Keys by a pattern for many records at once, each of them unique."""

from __future__ import annotations

from collections.abc import Iterable

from references.keys.pattern import KeyPattern
from references.keys.unique import UniqueKeys
from references.reference import Reference


def make_keys(
    references: Iterable[Reference], pattern: KeyPattern, taken: Iterable[str] = ()
) -> list[str]:
    """A key for each record, in their order; told apart without case, as BibTeX does."""
    keys = UniqueKeys(taken, str.casefold)
    return [keys.make(pattern.key(reference)) for reference in references]

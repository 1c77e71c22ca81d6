"""Rules that conclude from what is absent, and which part of the review must be whole for that.

A bibliography that was not found makes every citation look unknown, and one misspelt key in
``claims.yaml`` makes what its claim cites look unused. Such findings would bury the one mistake
that is to be mended, and send its author to sound files; they come back once it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.model.review import Part, Review

_ABSENT_FROM: Mapping[Part, frozenset[str]] = MappingProxyType(
    {
        Part.ARTICLES: frozenset({"CIT005", "CIT009", "CIT010", "CLM003", "CLM007", "REF020"}),
        Part.LIBRARY: frozenset({"CIT001", "CIT007", "CIT012", "CLM014", "REF057", "STU012"}),
        Part.CLAIMS: frozenset({"CIT004", "CLM001", "CLM002", "CLM018", "REF020", "STU013"}),
        Part.STUDIES: frozenset({"CLM022", "CLM023", "CLM024", "GRD002", "GRD005", "GRD014"}),
    }
)


def inconclusive(review: Review) -> frozenset[str]:
    """Codes of rules whose findings would follow from what could not be read."""
    return frozenset(code for part in review.incomplete for code in _ABSENT_FROM[part])

"""What the file of a record says, beside what could be understood of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from references.reference import Field, Reference


def written(reference: Reference, *names: str) -> Iterator[Field]:
    """The record's original fields of these names that hold something, in the file's order."""
    wanted = _lower(names)
    # A list, though it may be dropped after its first: this is asked of every record by most rules.
    return iter(
        [
            field
            for field in reference.fields
            if field.name.lower() in wanted and field.value.strip()
        ]
    )


@lru_cache(maxsize=1024)
def _lower(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.lower() for name in names)


def label(reference: Reference) -> str:
    """How a message names a record: its key, or where it has none, that it has none."""
    return reference.key or "record without a key"

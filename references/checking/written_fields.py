"""What the file of a record says, beside what could be understood of it."""

from __future__ import annotations

from collections.abc import Iterator

from references.reference import Field, Reference


def written(reference: Reference, *names: str) -> Iterator[Field]:
    """The record's original fields of these names that hold something, in the file's order."""
    wanted = {name.lower() for name in names}
    for field in reference.fields:
        if field.name.lower() in wanted and field.value.strip():
            yield field


def label(reference: Reference) -> str:
    """How a message names a record: its key, or where it has none, that it has none."""
    return reference.key or "record without a key"

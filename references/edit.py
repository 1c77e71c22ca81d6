"""A change to one field of one record: what a safe fix asks of a format."""

from __future__ import annotations

from dataclasses import dataclass

from references.reference import Field, Reference


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """New readable text for one original field of a record, or ``None`` to remove the field.

    ``field`` is the very field of ``reference.fields`` that changes; ``None`` adds a field called
    ``name``, and without a name it is the citation key that changes. The format renders the text
    (escapes, braces) and leaves every other byte alone. ``markup`` is the new text between the
    delimiters in the format's own markup, for changes that readable text cannot say, such as a
    brace; formats without markup pass it over.
    """

    reference: Reference
    field: Field | None
    value: str | None
    name: str = ""
    markup: str | None = None

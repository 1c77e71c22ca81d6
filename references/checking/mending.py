"""Edits that rules offer with their hits."""

from __future__ import annotations

from references.edit import FieldEdit
from references.reference import Field, Reference


def is_bibtex(reference: Reference) -> bool:
    """Whether the record was read from BibTeX, whose values are LaTeX."""
    if reference.source_format:
        return reference.source_format == "bibtex"
    return reference.location.path.lower().endswith((".bib", ".bibtex", ".biblatex"))


def set_to(reference: Reference, field: Field, value: str) -> tuple[FieldEdit, ...]:
    """The edit that gives a field another readable text."""
    return (FieldEdit(reference, field, value),)


def set_markup(reference: Reference, field: Field, markup: str) -> tuple[FieldEdit, ...]:
    """The edit that gives a field other markup; only BibTeX has any."""
    return (
        (FieldEdit(reference, field, field.value, markup=markup),) if is_bibtex(reference) else ()
    )


def remove(reference: Reference, field: Field) -> tuple[FieldEdit, ...]:
    """The edit that takes a field out."""
    return (FieldEdit(reference, field, None),)


def add(reference: Reference, name: str, value: str) -> tuple[FieldEdit, ...]:
    """The edit that adds a field."""
    return (FieldEdit(reference, None, value, name),)

"""The fields of a record that hold words which are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from references.checking.mending import is_bibtex
from references.edit import FieldEdit
from references.reference import Field, Reference

_TITLE_NAMES = (
    "title subtitle shorttitle booktitle booksubtitle maintitle journal journaltitle shortjournal "
    "series container-title collection-title ti t1 t2 t3 bt ct jo jf ja j1 j2"
)
_OTHER_NAMES = (
    "publisher institution school organization address location note howpublished addendum "
    "edition type eventtitle venue volume number issue pages au a1 a2 a3 ed pb cy et n1"
)
TITLES = frozenset(_TITLE_NAMES.split(" "))
"""Names of titles and of what stands in their place, in every format."""

NAME_LISTS = frozenset({"author", "editor", "translator", "bookauthor"})
"""Names of BibTeX's lists of people."""

PRINTED = TITLES | NAME_LISTS | frozenset(_OTHER_NAMES.split(" "))
"""Names of the fields that a style prints."""

PATHS = frozenset({"file", "pdf", "local-url", "localfile", "bdsk-file-1", "l1", "l2", "l3", "l4"})
"""Names of the fields that name files, where a changed character leads to another file or none."""


def printed(reference: Reference, names: frozenset[str] = PRINTED) -> Iterator[Field]:
    """The record's fields of these names that are words, and not a list in a format of its own."""
    for field in reference.fields:
        if field.name.lower() in names and field.raw and field.raw[0] != "[":
            yield field


def rewritten(
    reference: Reference, field: Field, change: Callable[[str], str]
) -> tuple[FieldEdit, ...]:
    """The edit that changes characters which markup and readable text have in common."""
    if is_bibtex(reference):
        return (FieldEdit(reference, field, change(field.value), markup=change(field.raw)),)
    return (FieldEdit(reference, field, change(field.value)),)


def written_text(reference: Reference, field: Field) -> str:
    """What the file holds of the field: the markup in BibTeX, the text elsewhere."""
    return field.raw if is_bibtex(reference) else field.value

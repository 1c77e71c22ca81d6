"""REF033: fields that are there and hold nothing."""

from __future__ import annotations

from collections.abc import Iterator

from references.checking.mending import is_bibtex, remove
from references.checking.written_fields import label
from references.edit import FieldEdit
from references.reference import Field, Reference
from references.rule import Hit, LibrarySubject, Rule, Severity

_NOTHING = ' \t\r\n{}"'


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each BibTeX entry with empty fields, naming them all."""
    for reference in subject.library:
        empty = [field for field in reference.fields if _is_empty(field)]
        if empty and is_bibtex(reference):
            names = ", ".join(field.name for field in empty)
            yield Hit(
                empty[0].location,
                f"{label(reference)} has {'an empty field' if len(empty) == 1 else 'empty fields'}:"
                f" {names}",
                "fill in what is known and remove the rest",
                subject=reference.key,
                edits=_edits(reference, empty),
            )


def _edits(reference: Reference, empty: list[Field]) -> tuple[FieldEdit, ...]:
    # With a parent, an empty field may be there to keep the parent's value out.
    if reference.field("crossref") or reference.field("xdata"):
        return ()
    return tuple(edit for field in empty for edit in remove(reference, field))


def _is_empty(field: Field) -> bool:
    return not field.value and not field.raw.strip(_NOTHING)


RULE = Rule(
    code="REF033",
    name="empty-field",
    severity=Severity.NOTE,
    summary="A field is there and holds nothing.",
    why=(
        "An empty field hides that something is missing, and in biblatex it also keeps the value "
        "of the parent record from being used."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
  volume  = {101},
}
""",
    check=check,
    fixable=True,
)

"""Single variables of a CSL-JSON file changed in place; other items stay to the byte."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from typing import Any

from references.csl import DATE_VARIABLES, NAME_VARIABLES, date_out, name_out
from references.dates import PartialDate
from references.edit import FieldEdit
from references.formats.csl_json.reader import read
from references.formats.csl_json.writer import reference_of_fields, write
from references.library import Library
from references.people import read_names
from references.reference import Field, Reference
from references.source import SourceFile


def edit(source: SourceFile, edits: Sequence[FieldEdit]) -> str:
    """The text of the file with the edits in it; an edit of an unknown item changes nothing."""
    library = read(source).value
    by_span: dict[object, list[FieldEdit]] = {}
    for each in edits:
        by_span.setdefault(each.reference.span, []).append(each)
    changed = tuple(_edited(ref, by_span.get(ref.span, ())) for ref in library)
    return write(Library(changed, library.sources))


def _edited(reference: Reference, edits: Sequence[FieldEdit]) -> Reference:
    for each in edits:
        reference = _with(reference, each)
    return reference


def _with(reference: Reference, change: FieldEdit) -> Reference:
    """The reference with one of its fields replaced, added or taken out."""
    name = change.field.name if change.field is not None else change.name or "id"
    fields = list(reference.fields)
    index = next((i for i, field in enumerate(fields) if field.name == name), None)
    if change.value is None:
        if index is not None:
            del fields[index]
    else:
        raw = json.dumps(_value(name, change.value), ensure_ascii=False)
        field = Field(name, raw, change.value, reference.location)
        if index is None:
            fields.append(field)
        else:
            fields[index] = dataclasses.replace(fields[index], raw=raw, value=change.value)
    return reference_of_fields(reference, tuple(fields))


def _value(name: str, text: str) -> Any:
    if name in NAME_VARIABLES:
        return [name_out(each) for each in read_names(text).names]
    if name in DATE_VARIABLES:
        date = PartialDate.parse(text)
        return date_out(date) if date is not None else {"raw": text}
    return text

"""The text of a bibliography with what a look-up adds to its records, and nothing else changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from references.edit import FieldEdit
from references.format import ReferenceFormat
from references.library import Library
from references.lookup.fill import filled
from references.lookup.outcome import LookedUp
from references.reference import Field, Reference
from references.source import Location, SourceFile

_ALONE = "added"


def rewritten(
    source: SourceFile,
    reader: ReferenceFormat,
    library: Library,
    looked_up: Sequence[LookedUp],
) -> str:
    """The text of a file with the missing values written in.

    Where the format edits single fields, only they are added. A value that does not come out of
    the edited text as it went in (the name of a group, which needs braces) is left to the format's
    writer, which renders the changed records and keeps all others to the byte.
    """
    additions = {id(each.reference): each.fillings for each in looked_up if each.fillings}
    wanted = tuple(filled(each, additions.get(id(each), ())) for each in library)
    if wanted == library.references:
        return source.text
    if reader.edit is not None:
        edits = [
            edit
            for old, new in zip(library, wanted, strict=True)
            if old is not new
            for edit in _edits(reader, old, new)
        ]
        text = reader.edit(source, edits)
        read = reader.read(replace(source, text=text)).value.references
        if _agree(read, wanted, additions):
            return text
    return reader.write(Library(wanted, (source,)))


def _agree(
    read: Sequence[Reference], wanted: Sequence[Reference], additions: Mapping[int, object]
) -> bool:
    if len(read) != len(wanted) or not additions:
        return False
    return all(_content(one) == _content(other) for one, other in zip(read, wanted, strict=True))


def _content(reference: Reference) -> Reference:
    return replace(reference, fields=(), span=None, location=Location(""))


def _edits(reader: ReferenceFormat, old: Reference, new: Reference) -> list[FieldEdit]:
    """The fields that the format's own writer would give the new record beyond the old one."""
    before, after = _fields_written(reader, old), _fields_written(reader, new)
    return [
        FieldEdit(old, old.field(name), field.value, field.name)
        for name, field in after.items()
        if name not in before
    ]


def _fields_written(reader: ReferenceFormat, reference: Reference) -> dict[str, Field]:
    alone = replace(reference, fields=(), span=None, location=Location(_ALONE))
    text = reader.write(Library((alone,)))
    read = reader.read(SourceFile(_ALONE + reader.suffixes[0], text)).value.references
    return {field.name.lower(): field for each in read for field in each.fields}

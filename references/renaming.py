"""New citation keys for the records of files, and for what names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from references.bibliography_file import BibliographyFile
from references.edit import FieldEdit
from references.keys.making import make_keys
from references.keys.pattern import parse_pattern
from references.reference import Reference

_KEY_FIELDS: Mapping[str, str] = {"bibtex": "", "ris": "ID", "csl-json": "id"}
"""The field that holds the key, by format; BibTeX has a place of its own for it."""
_NAME_KEYS = frozenset({"crossref", "xdata", "xref", "related", "entryset"})


@dataclass(frozen=True, slots=True)
class Renaming:
    """Files with new keys, the old and new key of each record renamed, and what was left."""

    files: tuple[BibliographyFile, ...]
    renamed: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def rename_keys(files: Sequence[BibliographyFile], pattern: str, *, every: bool) -> Renaming:
    """Keys by the pattern for records that have none or another's; for all when ``every``.

    Fields that name a changed key (crossref and its like) follow it.

    Raises:
        InputError: when the pattern is not understood.
    """
    made_by = parse_pattern(pattern)
    notes: list[str] = []
    records: list[Reference] = []
    for file in files:
        if file.format.name not in _KEY_FIELDS or file.format.edit is None:
            notes.append(
                f"{file.source.path}: keys cannot be set in {file.format.title} files; "
                "convert it first"
            )
            continue
        records += file.read().value.references
    kept, wanting = _parted(records, every=every)
    new_keys = dict(
        zip(
            map(_identity, wanting),
            make_keys(wanting, made_by, taken=(each.key for each in kept)),
            strict=True,
        )
    )
    changed = {
        _identity(each): new_keys[_identity(each)]
        for each in wanting
        if new_keys[_identity(each)] != each.key
    }
    keeping = {each.key for each in records if _identity(each) not in changed}
    # A key that one record keeps and another loses goes on meaning the one that keeps it.
    follow = {
        each.key: changed[_identity(each)]
        for each in reversed(records)
        if _identity(each) in changed and each.key and each.key not in keeping
    }
    edited = tuple(_renamed(file, changed, follow) for file in files)
    renamed = tuple(
        (each.key, changed[_identity(each)]) for each in records if _identity(each) in changed
    )
    return Renaming(edited, renamed, tuple(notes))


def _identity(reference: Reference) -> tuple[str, int, int]:
    place = reference.location
    return place.path, place.line, place.column


def _parted(
    records: Sequence[Reference], *, every: bool
) -> tuple[list[Reference], list[Reference]]:
    """Records that keep their keys, and those that want one."""
    if every:
        return [], list(records)
    seen: set[str] = set()
    kept: list[Reference] = []
    wanting: list[Reference] = []
    for each in records:
        folded = each.key.casefold()
        (wanting if not each.key or folded in seen else kept).append(each)
        seen.add(folded)
    return kept, wanting


def _renamed(
    file: BibliographyFile,
    changed: Mapping[tuple[str, int, int], str],
    follow: Mapping[str, str],
) -> BibliographyFile:
    edit = file.format.edit
    if edit is None or file.format.name not in _KEY_FIELDS:
        return file
    edits: list[FieldEdit] = []
    for each in file.read().value.references:
        if (key := changed.get(_identity(each))) is not None:
            edits.append(_key_edit(each, _KEY_FIELDS[file.format.name], key))
        edits += _followed(each, follow)
    if not edits:
        return file
    return replace(file, source=replace(file.source, text=edit(file.source, edits)))


def _key_edit(reference: Reference, name: str, key: str) -> FieldEdit:
    field = reference.field(name) if name else None
    return FieldEdit(reference, field, key, name)


def _followed(reference: Reference, follow: Mapping[str, str]) -> list[FieldEdit]:
    edits = []
    for field in reference.fields:
        if field.name.lower() in _NAME_KEYS:
            keys = [key.strip() for key in field.value.split(",")]
            new = [follow.get(key, key) for key in keys]
            if new != keys:
                edits.append(FieldEdit(reference, field, ",".join(new)))
    return edits

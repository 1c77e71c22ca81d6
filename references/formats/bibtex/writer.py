"""Writes a library as biblatex, giving back to the byte whatever was not changed.

The files a library was read from are read again and compared: a record that is still the same is
copied as it stands, with all text between records; one that was changed keeps the fields that were
not; only what is new is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from references.format import reference_formats
from references.formats.bibtex.block import Block
from references.formats.bibtex.mapping import FIELDS_OF_ATTRIBUTE
from references.formats.bibtex.reader import read
from references.formats.bibtex.rendering import (
    Expression,
    all_fields,
    attribute_fields,
    entry_type,
    safe_key,
)
from references.formats.bibtex.splitting import split
from references.formats.bibtex.values import is_well_formed
from references.library import Library
from references.reference import Field, Reference
from references.source import SourceFile, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK_LINE_END = re.compile(r"[ \t]*(?:\r\n|\r|\n)?(?:[ \t]*(?:\r\n|\r|\n))?")
_KNOWN_FIELDS = frozenset(name for names in FIELDS_OF_ATTRIBUTE.values() for name in names)
# These are made of several fields at once; elsewhere only the field that was used is replaced.
_MADE_OF_ALL = frozenset({"title", "issued", "arxiv", "container"})


def write(library: Library) -> str:
    """The library as BibTeX text: the same text for the same library."""
    remaining = {id(reference): reference for reference in library.references}
    parts: list[str] = []
    for source in library.sources:
        if _is_of_another_format(source, library):
            continue
        originals = {ref.span: ref for ref in read(source).value.references if ref.span}
        own: dict[Span, Reference] = {}
        for reference in list(remaining.values()):
            span = reference.span
            if span in originals and span not in own and reference.location.path == source.path:
                own[span] = remaining.pop(id(reference))
        parts.append(_rewritten(source, originals, own))
    line_end = _line_end(library.sources)
    new = (_new_entry(reference, line_end) for reference in remaining.values())
    return _joined([*parts, *new], line_end)


def _joined(parts: Iterable[str], line_end: str) -> str:
    """The texts one below the other, with a line end between where the first has none."""
    out: list[str] = []
    for part in parts:
        if out and out[-1] and part and not out[-1].endswith(("\n", "\r")):
            out.append(line_end)
        out.append(part)
    return "".join(out)


def _is_of_another_format(source: SourceFile, library: Library) -> bool:
    """Whether the text is none of BibTeX, by what its records were read as and by its name.

    A pipe and a wrong suffix say nothing of the text: RIS named ``.bib`` is RIS.
    """
    read_as = {
        reference.source_format
        for reference in library.references
        if reference.location.path == source.path and reference.source_format
    }
    if read_as:
        return "bibtex" not in read_as
    return any(
        source.path.lower().endswith(other.suffixes)
        for other in reference_formats()
        if other.read is not read
    )


def _line_end(sources: Iterable[SourceFile]) -> str:
    """The line end of the first file that has one."""
    for source in sources:
        if (match := _LINE_END.search(source.text)) is not None:
            return match[0]
    return "\n"


def _rewritten(
    source: SourceFile, originals: Mapping[Span, Reference], own: Mapping[Span, Reference]
) -> str:
    """The text of a file with its changed records replaced and its missing ones taken out."""
    blocks = {}
    if any(originals[span] != reference for span, reference in own.items()):
        blocks = {block.span: block for block in split(source.text)}
    texts = {
        span: source.slice(span)
        if originals[span] == reference
        else _changed_entry(originals[span], reference, blocks[span], source)
        for span, reference in own.items()
    }
    in_order = list(own) == sorted(own)
    out: list[str] = []
    position = 0
    for span in sorted(originals):
        out.append(source.text[position : span.start])
        position = span.end
        if span in own and in_order:
            out.append(texts[span])
        elif (blank := _BLANK_LINE_END.match(source.text, position)) is not None:
            position = blank.end()
    out.append(source.text[position:])
    if not in_order:
        line_end = _line_end([source])
        return _joined(["".join(out), *(text + line_end for text in texts.values())], line_end)
    return "".join(out)


def _new_entry(reference: Reference, line_end: str) -> str:
    fields = all_fields(reference)
    if reference.location.path.lower().endswith((".bib", ".bibtex", ".biblatex")):
        # It was read from BibTeX, but its file is not at hand: what is not understood stays.
        for field in reference.fields:
            if field.name.lower() not in _KNOWN_FIELDS:
                fields.setdefault(field.name, _as_it_stood(field))
    return (
        _entry_text(entry_type(reference), safe_key(reference.key), fields.items(), line_end)
        + line_end
    )


def _entry_text(
    type_name: str, key: str, fields: Iterable[tuple[str, Expression]], line_end: str
) -> str:
    lines = [f"@{type_name}{{{key},", *(f"  {name} = {value}," for name, value in fields), "}"]
    return line_end.join(lines)


def _as_it_stood(field: Field) -> Expression:
    braced = f"{{{field.raw}}}"
    return braced if is_well_formed(braced) else f"{{{field.value}}}".replace("\\", "")


def _changed_entry(
    original: Reference, current: Reference, block: Block, source: SourceFile
) -> str:
    """The record with the fields of changed values rendered anew and all others as they were."""
    fields = _base_fields(original, current, block)
    for attribute, names in FIELDS_OF_ATTRIBUTE.items():
        if getattr(original, attribute) != getattr(current, attribute):
            fields = _with_attribute(fields, current, attribute, names)
    type_name = block.entry_type
    if current.entry_type != original.entry_type or current.kind is not original.kind:
        type_name = entry_type(current)
    key = current.key if current.key == original.key else safe_key(current.key)
    return _entry_text(type_name, key, fields, _line_end([source]))


def _base_fields(
    original: Reference, current: Reference, block: Block
) -> list[tuple[str, Expression]]:
    expressions = {
        field: raw.expression for field, raw in zip(original.fields, block.fields, strict=True)
    }
    fields = []
    for field in current.fields:
        expression = expressions.get(field)
        if expression is None or not is_well_formed(expression):
            expression = _as_it_stood(field)
        fields.append((field.name, expression))
    return fields


def _with_attribute(
    fields: list[tuple[str, Expression]], current: Reference, attribute: str, names: tuple[str, ...]
) -> list[tuple[str, Expression]]:
    """The fields with those of one typed value replaced, in the place of the first of them."""
    present = {name.lower() for name, _ in fields}
    used = [name for name in names if name in present]
    if attribute not in _MADE_OF_ALL:
        used = used[:1]
    own_name = used[0] if used and attribute not in ("issued", "arxiv") else ""
    by_year = "year" in used and "date" not in used
    new = list(attribute_fields(current, attribute, own_name, by_year=by_year).items())
    out: list[tuple[str, Expression]] = []
    placed = False
    for name, expression in fields:
        if name.lower() not in used:
            out.append((name, expression))
        elif not placed:
            out.extend(new)
            placed = True
    return out if placed else out + new

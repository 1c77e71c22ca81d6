"""Writes CSL-JSON, giving back as it stood every item that was not changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from references.csl_custom import from_csl_with_custom, to_csl_with_custom
from references.formats.csl_json.extra import extra_values
from references.formats.csl_json.reader import NAME, key_of, read
from references.library import Library
from references.reference import Field, Reference
from references.source import SourceFile, Span

Item = dict[str, Any]

ALIASES: Mapping[str, tuple[str, ...]] = {
    "title-short": ("shortTitle",),
    "container-title-short": ("journalAbbreviation",),
    "event-title": ("event",),
    "source": ("archive",),
    "custom": ("archive_location",),
    "issue": ("number", "collection-number"),
    "number": ("issue", "collection-number"),
    "collection-number": ("number", "issue"),
}
"""Other variables that a value may have come from: they go when it changes."""

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_COMMA = re.compile(r"\s*,")


def write(library: Library) -> str:
    """The library as CSL-JSON: items of its only source in their places, anything else laid out."""
    if len(library.sources) == 1 and any(ref.source_format == NAME for ref in library):
        kept = _rewritten(library.sources[0], library.references)
        if kept is not None:
            return kept
    elif not library.references and len(library.sources) == 1:
        source = library.sources[0]
        begins = source.text.lstrip("\ufeff \t\r\n").startswith(("[", "{"))
        if begins and not read(source).value.references:
            return source.text
    return "".join(write_stream(library.references))


def write_stream(references: Iterable[Reference]) -> Iterator[str]:
    """The items one by one, in the layout of ``json.dumps`` with two blanks."""
    first = True
    for reference in references:
        text = _json(item_of(reference), indent=2)
        yield ("[\n  " if first else ",\n  ") + text.replace("\n", "\n  ")
        first = False
    yield "[]\n" if first else "\n]\n"


def _json(item: Item, **layout: Any) -> str:
    """The item as JSON; half of a surrogate pair, which no encoding takes, as its escape."""
    text = json.dumps(item, ensure_ascii=False, **layout)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def item_of(reference: Reference) -> Item:
    """The item of a reference: of one read from CSL-JSON, only what was changed is new."""
    wanted = to_csl_with_custom(reference)
    if reference.source_format != NAME or not reference.fields:
        return wanted
    item: Item = {field.name: json.loads(field.raw) for field in reference.fields}
    before = to_csl_with_custom(reference_of_fields(reference, reference.fields))
    for variable in dict.fromkeys((*before, *wanted)):
        if before.get(variable) == wanted.get(variable):
            continue
        if variable not in item or variable == "custom":
            for alias in ALIASES.get(variable, ()):
                item.pop(alias, None)
        if variable == "custom":
            _merge_custom(item, before.get("custom", {}), wanted.get("custom", {}))
        elif variable in wanted:
            item[variable] = wanted[variable]
        else:
            item.pop(variable, None)
    if before["id"] != wanted["id"]:
        item.pop("citation-key", None)
    return item


def reference_of_fields(reference: Reference, fields: tuple[Field, ...]) -> Reference:
    """The reference that its place would hold with these fields."""
    item: Item = {field.name: json.loads(field.raw) for field in fields}
    values = from_csl_with_custom(item)
    values |= extra_values(item, values)
    return Reference(
        key=key_of(item),
        location=reference.location,
        fields=fields,
        span=reference.span,
        source_format=NAME,
        **values,
    )


def _merge_custom(item: Item, before: Item, wanted: Item) -> None:
    """Own entries under ``custom`` replaced; what other programs keep there stays."""
    own = item.get("custom")
    kept = {name: value for name, value in own.items() if name not in before} if own else {}
    merged = kept | wanted
    item.pop("custom", None)
    if merged:
        item["custom"] = merged


def _rewritten(source: SourceFile, references: tuple[Reference, ...]) -> str | None:
    """The file with changed items replaced, missing ones taken out and new ones at the end.

    ``None`` when the items stand in another order, or when there is none to go by.
    """
    originals = {ref.span: ref for ref in read(source).value if ref.span is not None}
    own: dict[Span, Reference] = {}
    new: list[Reference] = []
    for reference in references:
        span = reference.span
        if span in originals and span not in own and reference.location.path == source.path:
            if new:
                return None
            own[span] = reference
        else:
            new.append(reference)
    if not own or list(own) != sorted(own):
        return None
    if new and "[" not in source.text[: min(own).start]:
        return None  # a lone item has no list to add to
    return _stitched(source, originals, own, new)


def _stitched(
    source: SourceFile,
    originals: Mapping[Span, Reference],
    own: Mapping[Span, Reference],
    new: Iterable[Reference],
) -> str:
    last = max(own)
    out: list[str] = []
    position = 0
    for span in sorted(originals):
        before = source.text[position : span.start]
        position = span.end
        if span in own:
            same = originals[span] == own[span]
            out += [before, source.slice(span) if same else _laid_out(source, span, own[span])]
        elif span < min(own):
            # Nothing stands before it that a comma would part: the comma behind it goes.
            out.append(before.rstrip() if out else before)
            comma = _COMMA.match(source.text, position)
            position = comma.end() if comma is not None else position
        if span == last:
            lead = _lead(source, span)
            out.extend(f",{lead}{_laid_out(source, span, each)}" for each in new)
    return "".join(out) + source.text[position:]


def _lead(source: SourceFile, span: Span) -> str:
    """The blanks that stand before an item."""
    before = source.text[max(0, span.start - 200) : span.start]
    return before[len(before.rstrip()) :] or " "


def _laid_out(source: SourceFile, span: Span, reference: Reference) -> str:
    """The item in the layout of the one at ``span``: its indentation, or one line."""
    text = source.slice(span)
    lines = re.split(r"\r\n|\r|\n", text)
    item = item_of(reference)
    if len(lines) < 3:
        tight = '":"' in text and '": "' not in text
        return _json(item, separators=(",", ":") if tight else None)
    outer = len(lines[-1]) - len(lines[-1].lstrip())
    unit = lines[1][: len(lines[1]) - len(lines[1].lstrip())][outer:] or "  "
    lead = lines[-1][:outer]
    line_end = "\r\n" if "\r\n" in text else "\n"
    laid = _json(item, indent=unit)
    return laid.replace("\n", line_end + lead)

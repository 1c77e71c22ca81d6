"""CSL-JSON, the exchange format of Zotero, pandoc and every CSL processor."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from typing import Any

from references.csl import (
    DATE_VARIABLES,
    NAME_VARIABLES,
    OTHER_VARIABLES,
    TEXT_VARIABLES,
    as_text,
    date_in,
    from_csl,
    names_in,
    to_csl,
)
from references.format import ReferenceFormat
from references.library import Library
from references.problem import Problem, Reading
from references.reference import Field, Reference
from references.source import SourceFile, Span

_NEXT_ITEM = re.compile(r"\}\s*,?\s*(?=\{)")
_KNOWN = frozenset(TEXT_VARIABLES) | set(NAME_VARIABLES) | set(DATE_VARIABLES) | OTHER_VARIABLES
_SUFFIXES = (".json", ".csljson", ".csl.json")


def read(source: SourceFile) -> Reading[Library]:
    """The items of a CSL-JSON file; a broken item is a problem and the next one is read."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.text = source.text
        self.problems: list[Problem] = []
        self.decoder = json.JSONDecoder(strict=False)

    def read(self) -> Reading[Library]:
        references: list[Reference] = []
        first: dict[str, Span] = {}
        for item, span in self._items():
            reference = self._reference(item, span)
            if not reference.key:
                self._problem("library/missing-key", "the item has no id", span.start)
            elif reference.key in first:
                place = self.source.location(first[reference.key].start)
                message = f"the id {reference.key!r} is taken at {place}; both were kept"
                self._problem("library/duplicate-key", message, span.start)
            first.setdefault(reference.key, span)
            references.append(reference)
        return Reading(Library(tuple(references), (self.source,)), tuple(self.problems))

    def _problem(self, kind: str, message: str, offset: int) -> None:
        self.problems.append(Problem(kind, message, self.source.location(offset)))

    def _items(self) -> Iterator[tuple[dict[str, Any], Span]]:
        """Every object of the outermost list, with its place."""
        position = self._first_item()
        while position >= 0:
            start = self._skip_blank_and_commas(position)
            if start >= len(self.text) or self.text[start] in "]}":
                return
            position = yield from self._item(start)

    def _first_item(self) -> int:
        position = self._skip_blank_and_commas(0)
        opening = re.match(r'\[|\{\s*"(?:items|references)"\s*:\s*\[', self.text[position:])
        if opening is not None:
            return position + opening.end()
        if self.text.startswith("{", position):
            return position
        if self.text[position:]:
            self._problem("library/failed-block", "this is not a list of CSL items", position)
        return -1

    def _skip_blank_and_commas(self, position: int) -> int:
        while position < len(self.text) and (
            self.text[position].isspace() or self.text[position] in ",\ufeff"
        ):
            position += 1
        return position

    def _item(self, start: int) -> Generator[tuple[dict[str, Any], Span], None, int]:
        """The item at ``start`` if it can be read; returns where the next one may begin."""
        try:
            value, end = self.decoder.raw_decode(self.text, start)
        except (ValueError, RecursionError) as error:
            place = getattr(error, "pos", start)
            what = getattr(error, "msg", "it is nested too deeply or holds an impossible number")
            self._problem("library/failed-block", f"an item could not be read: {what}", place)
            following = _NEXT_ITEM.search(self.text, max(start + 1, place))
            return following.end() if following else -1
        if isinstance(value, dict):
            yield value, Span(start, end)
        else:
            self._problem("library/failed-block", "this is not a CSL item but a bare value", start)
        return end

    def _reference(self, item: dict[str, Any], span: Span) -> Reference:
        location = self.source.location
        fields = []
        for name, value in item.items():
            raw = json.dumps(value, ensure_ascii=False)
            place = self.text.find(json.dumps(name, ensure_ascii=False), span.start, span.end)
            fields.append(
                Field(name, raw, _readable(name, value), location(max(place, span.start)))
            )
            if name in DATE_VARIABLES and value and date_in(value) is None:
                message = f"{name} {raw[:60]} is not a date"
                self._problem("library/bad-date", message, max(place, span.start))
        return Reference(
            key=as_text(item.get("id")),
            location=location(span.start),
            fields=tuple(fields),
            span=span,
            **from_csl(item),
        )


def _readable(name: str, value: object) -> str:
    if name in NAME_VARIABLES:
        return " and ".join(str(each) for each in names_in(value))
    if name in DATE_VARIABLES:
        date = date_in(value)
        return str(date) if date else ""
    return as_text(value)


def write(library: Library) -> str:
    """The library as CSL-JSON: an untouched file as it stands, anything else rendered."""
    if len(library.sources) == 1 and library.sources[0].path.lower().endswith(_SUFFIXES):
        source = library.sources[0]
        if read(source).value.references == library.references:
            return source.text
    items = [_item(reference) for reference in library.references]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    item = to_csl(reference)
    if reference.location.path.lower().endswith(_SUFFIXES):
        for field in reference.fields:
            if field.name not in _KNOWN:
                item.setdefault(field.name, json.loads(field.raw))
    return item


def recognises(head: str) -> bool:
    """Whether the text begins as a JSON list of objects, or as an object."""
    return re.match(r"\[\s*\{|\{\s*\"|\[\s*\]", head) is not None


FORMAT = ReferenceFormat(
    name="csl-json",
    title="CSL-JSON",
    suffixes=_SUFFIXES,
    read=read,
    write=write,
    recognises=recognises,
)

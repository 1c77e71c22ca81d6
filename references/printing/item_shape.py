"""An item without its texts: which variables it has, and what a style can see of each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from references.csl import Item, to_csl
from references.people import initials
from references.printing.page_ranges import printed_pages
from references.printing.processor import Processor
from references.printing.tokens import NUMBER_TOKENS, PLURAL_TOKENS, PRIVATE, TEXT_TOKENS
from references.reference import Reference

_TEXTS = (
    "title", "container-title", "publisher", "publisher-place", "DOI", "URL", "genre", "PMID",
    "PMCID", "collection-title", "archive", "archive_location",
)  # fmt: skip
_NUMBERS = ("volume", "issue", "number", "edition", "collection-number")
_NAMES = ("author", "editor", "translator")
_STOPS = ".?!…:;,"
_SEVERAL = re.compile(r"\d[^\d.]+\d")


class ItemShape:
    """An item with its texts replaced by tokens; ``values`` holds the texts by token."""

    def __init__(self, processor: Processor, year_letter: str) -> None:
        self.values: dict[int, str] = {}
        self._processor = processor
        self._year_letter = year_letter
        self._next = {kind: ord(kind[0]) for kind in (NUMBER_TOKENS, PLURAL_TOKENS, TEXT_TOKENS)}

    def item(self, reference: Reference) -> Item:
        """The CSL item of a reference, in tokens."""
        full = to_csl(reference)
        item: Item = {"id": "x", "type": full["type"]}
        for name in _TEXTS:
            if name in full:
                item[name] = self._text(full[name])
        for name in _NUMBERS:
            if name in full:
                item[name] = self._number(full[name], keep=name == "edition")
        if pages := full.get("page") or full.get("article-number"):
            item["page"] = self._pages(pages)
        for name in _NAMES:
            if name in full:
                item[name] = [self._name(each) for each in full[name]]
        for name in ("issued", "accessed", "original-date"):
            if name in full:
                item[name] = self._date(full[name], self._year_letter if name == "issued" else "")
        return item

    def _token(self, value: str, kind: tuple[str, str] = TEXT_TOKENS) -> str:
        number = self._next[kind]
        if number > ord(kind[1]):
            return "…"  # a list of names beyond any that is printed
        self._next[kind] = number + 1
        self.values[number] = PRIVATE.sub("\ufffd", value)
        return chr(number)

    def _text(self, value: str) -> str:
        """A token, with the last stop in clear, because styles do not print two."""
        if len(value) > 1 and value[-1] in _STOPS:
            return self._token(value[:-1]) + value[-1]
        return self._token(value)

    def _number(self, value: str, *, keep: bool = False) -> str:
        if keep and value.isdecimal() and len(value) < 4:
            return value  # printed as 2nd, 3rd
        if value.isalnum() and not value.isalpha():
            return self._token(value, NUMBER_TOKENS)
        if _SEVERAL.search(value):
            return self._token(value.replace("-", "–"), PLURAL_TOKENS)
        return self._text(value)

    def _pages(self, value: str) -> str:
        shown = printed_pages(value, shorten=self._processor.shortens_pages)
        return self._token(shown, PLURAL_TOKENS if _SEVERAL.search(value) else NUMBER_TOKENS)

    def _name(self, name: Item) -> Item:
        if name.get("literal") == "others":
            return name
        out: Item = {}
        for part, value in name.items():
            if part == "given" and (mark := self._processor.initialize_with) is not None:
                hyphen = self._processor.initialize_with_hyphen
                value = initials(value, mark, hyphen=hyphen) or value
            out[part] = self._text(value)
        return out

    def _date(self, date: Item, letter: str) -> Item:
        years: dict[int, str] = {}
        parts = []
        for part in date["date-parts"]:
            year = part[0]
            if year >= 1000:
                if year not in years:
                    years[year] = self._token(f"{year}{letter}", NUMBER_TOKENS)
                year = years[year]
            day = [self._token(str(part[2]), NUMBER_TOKENS)] if len(part) > 2 else []
            parts.append([year, *part[1:2], *day])
        return {**date, "date-parts": parts}

    def frozen(self, item: Item) -> tuple[Any, ...]:
        """The item as something that a cache can hold."""
        return tuple((name, _frozen(value)) for name, value in item.items())


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return ("dict", tuple((name, _frozen(each)) for name, each in value.items()))
    if isinstance(value, list):
        return ("list", tuple(_frozen(each) for each in value))
    return value


def thawed(frozen: Iterable[tuple[str, Any]]) -> Item:
    """The item that ``ItemShape.frozen`` was made of."""
    return {name: _thawed_value(value) for name, value in frozen}


def _thawed_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return thawed(value[1]) if value[0] == "dict" else [_thawed_value(v) for v in value[1]]
    return value

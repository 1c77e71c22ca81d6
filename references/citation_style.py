"""Bibliographies in a citation style, and short citations for lists and cards.

A style decides by what an item has, never by what a title says. So the processor runs once for
every shape of item, with tokens for the texts, and each further item of that shape is filled in:
cost stays near linear, and no text of a reference ever passes through markup code. Tags are made
only after all text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from typing import Any

from references.citation_processor import (
    BOLD,
    ITALIC,
    NUMBER_TOKENS,
    PLURAL_TOKENS,
    PRIVATE,
    SUPERSCRIPT,
    TEXT_TOKENS,
    TOKEN,
    Processor,
)
from references.csl import Item, to_csl
from references.errors import InputError
from references.page_ranges import printed_pages
from references.people import PersonName, initials
from references.reference import Reference


@dataclass(frozen=True, slots=True)
class FormattedEntry:
    """One entry of a bibliography; ``html`` is escaped, with ``i``, ``b`` and ``sup`` alone."""

    key: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Style:
    """A style by the name users give it; ``sort_key`` is ``None`` for order of citation."""

    csl: str
    sort_key: Callable[[Reference], tuple[Any, ...]] | None = None
    letters_years: bool = False


def _by_author(reference: Reference) -> tuple[Any, ...]:
    names = reference.authors or reference.editors
    who = [name.sort_name.casefold() for name in names] or [reference.title.casefold()]
    year = (reference.issued is not None, reference.year or 0)
    return (who[0], who[1:], year, reference.title.casefold(), reference.key)


_STYLES = {
    "apa": _Style("apa", _by_author, letters_years=True),
    "vancouver": _Style("nlm-citation-sequence"),
}


def citation_styles() -> tuple[str, ...]:
    """The names of the styles, as review files and the command line give them."""
    return tuple(sorted(_STYLES))


def format_bibliography(references: Sequence[Reference], style: str) -> tuple[FormattedEntry, ...]:
    """The references as a bibliography, in the order the style asks for.

    Vancouver keeps the order given, that of citation; APA sorts by author and year and tells apart
    works of one author and year by letters.

    Raises:
        InputError: when there is no such style, naming those there are.
    """
    if style not in _STYLES:
        known = ", ".join(citation_styles())
        raise InputError(f"unknown citation style {style!r}; known are {known}")
    wanted = _STYLES[style]
    ordered = sorted(references, key=wanted.sort_key) if wanted.sort_key else list(references)
    letters = _year_letters(ordered) if wanted.letters_years else {}
    return tuple(
        _entry(reference, style, letters.get(position, ""))
        for position, reference in enumerate(ordered)
    )


def _year_letters(references: Sequence[Reference]) -> dict[int, str]:
    """Letters for entries whose authors and year are the same, by position in the list."""
    groups: dict[tuple[Any, ...], list[int]] = {}
    for position, reference in enumerate(references):
        if reference.authors and reference.year is not None:
            groups.setdefault((reference.authors, reference.year), []).append(position)
    return {
        position: _letter(index)
        for positions in groups.values()
        if len(positions) > 1
        for index, position in enumerate(positions)
    }


def _letter(index: int) -> str:
    """``a`` to ``z``, then ``aa``."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


@cache
def _processor(style: str) -> Processor:
    return Processor(_STYLES[style].csl)


def _entry(reference: Reference, style: str, year_letter: str) -> FormattedEntry:
    shape = _Shape(_processor(style), year_letter)
    segments = _template(style, shape.frozen(shape.item(reference)))
    values = shape.values
    if not segments or not shape.values:
        return FormattedEntry(reference.key, reference.key, escape(reference.key))
    text = "".join(values[ord(part)] if kind == "token" else part if kind == "text" else ""
                   for kind, part in segments)  # fmt: skip
    html = "".join(
        escape(values[ord(part)]) if kind == "token" else escape(part) if kind == "text" else part
        for kind, part in segments
    )
    return FormattedEntry(reference.key, text, html)


_TAGS = {
    ITALIC[0]: "<i>", ITALIC[1]: "</i>", BOLD[0]: "<b>", BOLD[1]: "</b>",
    SUPERSCRIPT[0]: "<sup>", SUPERSCRIPT[1]: "</sup>",
}  # fmt: skip
_CLOSING = f"[{ITALIC[1]}{BOLD[1]}{SUPERSCRIPT[1]}]*"
_TWO_STOPS = re.compile(rf"([.?!…]{_CLOSING})\.(?!\.)")
_PIECES = re.compile(rf"({PRIVATE.pattern})")
# citeproc-py prints the word although there is no date of access for it to stand with.
_RETRIEVED_UNDATED = re.compile(rf"Retrieved (?={TOKEN.pattern})")
# The label of a thesis's publication number, printed where there is no number.
_LABEL_WITHOUT_NUMBER = " (Publication)"
_BLANKS = re.compile(r" {2,}")


@lru_cache(maxsize=16384)
def _template(style: str, frozen: tuple[Any, ...]) -> tuple[tuple[str, str], ...]:
    """What the style makes of a shape: text, tags and tokens in their order."""
    line = _processor(style).render(_thawed(frozen))
    line = _BLANKS.sub(" ", _TWO_STOPS.sub(r"\1", line)).strip()
    line = _RETRIEVED_UNDATED.sub("", line).replace(_LABEL_WITHOUT_NUMBER, "")
    segments = []
    for piece in _PIECES.split(line):
        if piece in _TAGS:
            segments.append(("tag", _TAGS[piece]))
        elif TOKEN.fullmatch(piece):
            segments.append(("token", piece))
        elif piece:
            segments.append(("text", piece))
    return tuple(segments)


_TEXTS = (
    "title", "container-title", "publisher", "publisher-place", "DOI", "URL", "genre", "PMID",
    "PMCID", "collection-title", "archive", "archive_location",
)  # fmt: skip
_NUMBERS = ("volume", "issue", "number", "edition", "collection-number")
_NAMES = ("author", "editor", "translator")
_STOPS = ".?!…:;,"
_SEVERAL = re.compile(r"\d[^\d.]+\d")


class _Shape:
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


def _thawed(frozen: Iterable[tuple[str, Any]]) -> Item:
    return {name: _thawed_value(value) for name, value in frozen}


def _thawed_value(value: Any) -> Any:
    if isinstance(value, tuple):
        return _thawed(value[1]) if value[0] == "dict" else [_thawed_value(v) for v in value[1]]
    return value


def short_citation(reference: Reference) -> str:
    """Who and when, for a list: ``Guler 2005``, ``Kumar and Lee 2012``, ``Guler et al. 2005``."""
    year = str(reference.year) if reference.year is not None else "n.d."
    names = reference.authors or reference.editors
    named = [_family(name) for name in names if not name.is_others]
    if not named:
        return f"{_shortened(reference.title) or reference.key} {year}"
    if len(names) == 1:
        who = named[0]
    elif len(names) == 2 and len(named) == 2:
        who = f"{named[0]} and {named[1]}"
    else:
        who = f"{named[0]} et al."
    return f"{who} {year}"


def _family(name: PersonName) -> str:
    return name.literal or f"{name.particle} {name.family}".strip()


def _shortened(title: str) -> str:
    """The first words of a title."""
    if len(title) <= 40:
        return title
    return title[:40].rsplit(" ", 1)[0].rstrip(" ,:;-–") + "…"

"""Bibliographies in a citation style, and short citations for lists and cards.

A style decides by what an item has, never by what a title says. So the processor runs once for
every shape of item, with tokens for the texts, and each further item of that shape is filled in:
cost stays near linear, and no text of a reference ever passes through markup code. Tags are made
only after all text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from typing import Any

from references.errors import InputError
from references.people import PersonName
from references.printing.item_shape import ItemShape, thawed
from references.printing.processor import Processor
from references.printing.tokens import BOLD, ITALIC, PRIVATE, SUPERSCRIPT, TOKEN
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
    shape = ItemShape(_processor(style), year_letter)
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
    line = _processor(style).render(thawed(frozen))
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

"""Comments, CDATA sections and processing instructions of an XML text: where no tag is a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENER = re.compile(r"<!--|<!\[CDATA\[|<\?")
CLOSERS = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_TARGET = re.compile(r"<\?([\w.:-]*)")


@dataclass(frozen=True, slots=True)
class Markup:
    """One of them, by its opener, from ``start`` to ``end``."""

    opener: str
    start: int
    end: int


def markup_in(text: str) -> Iterator[Markup]:
    """Every one in the text; an opener that nothing closes is text."""
    if "<!" not in text and "<?" not in text:
        return
    absent: set[str] = set()  # closers that the rest does not hold: not searched for again
    position = 0
    while (match := _OPENER.search(text, position)) is not None:
        opener = match[0]
        position = match.end()
        if opener in absent:
            continue
        end = text.find(CLOSERS[opener], position)
        if end < 0:
            absent.add(opener)
            continue
        position = end + len(CLOSERS[opener])
        yield Markup(opener, match.start(), position)


def target_of(instruction: str) -> str:
    """The name that a processing instruction begins with."""
    match = _TARGET.match(instruction)
    return match[1] if match is not None else ""


def masked(text: str, found: list[Markup]) -> str:
    """The text with all of them blanked out, every other character in its place."""
    if not found:
        return text
    parts: list[str] = []
    position = 0
    for each in found:
        parts += [text[position : each.start], " " * (each.end - each.start)]
        position = each.end
    return "".join([*parts, text[position:]])


def without_markup(text: str) -> str:
    """The text without them, what CDATA sections hold escaped instead."""
    parts: list[str] = []
    position = 0
    for each in markup_in(text):
        parts.append(text[position : each.start])
        if each.opener == "<![CDATA[":
            data = text[each.start + len(each.opener) : each.end - len("]]>")]
            parts.append(data.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        position = each.end
    return "".join([*parts, text[position:]])

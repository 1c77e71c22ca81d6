"""The article's own reference list: its heading, and what an entry says beside its number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from references.source import Span

_HEADING = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s+)?"
    r"(?:(?:list\sof\s|selected\s|key\s|cited\s)?references?(?:\s(?:list|cited|and\snotes|and\slinks))?"
    r"|bibliography|works\scited|literature(?:\scited)?|notes\sand\sreferences"
    r"|(?:sources|citations|literaturverzeichnis|références|referencias|bibliografía))\s*:?",
    re.IGNORECASE,
)
_MARKER = re.compile(r"[ \t]*(?:\[(\d{1,4})\]|\((\d{1,4})\)|(\d{1,4})[.)](?=\s|$))[ \t]*")
_CONTENT = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class EntryText:
    """One entry within a block: its number, and the span of what follows the number."""

    number: int | None
    whole: Span
    content: Span


def is_reference_heading(title: str) -> bool:
    """Whether a heading opens the reference list."""
    return _HEADING.fullmatch(" ".join(title.split())) is not None


def entries_of(text: str, number: int | None = None) -> Iterator[EntryText]:
    """The entries in one block of a reference list, one for each numbered line.

    ``number`` is that of the list item the block is, where it is one. A block whose first line
    has no number is one entry.
    """
    starts = [0]
    numbers = [number]
    if number is None:
        marked = [(m.start(), m) for m in _line_markers(text)]
        if marked and marked[0][0] == 0:
            starts = [at for at, _ in marked]
            numbers = [int(next(group for group in m.groups() if group)) for _, m in marked]
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(text)
        whole = Span(start, start + len(text[start:end].rstrip()))
        begin = whole.start
        if number is None and (marker := _MARKER.match(text, start, end)):
            begin = min(marker.end(), whole.end)
        yield EntryText(numbers[index], whole, Span(begin, whole.end))


def entry_content(number: int | None, text: str) -> str:
    """What an entry says; empty when that is only its number again, or signs."""
    text = " ".join(text.split())
    bare = text.strip("[]().^↑ ")
    if not _CONTENT.search(text) or (number is not None and bare == str(number)):
        return ""
    return "" if number is None and bare.isdigit() else text


def _line_markers(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while position < len(text):
        if match := _MARKER.match(text, position):
            yield match
        line_end = text.find("\n", position)
        if line_end < 0:
            return
        position = line_end + 1

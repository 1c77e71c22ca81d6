"""Pieces of a Markdown document, in which text from outside is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from reports.views.review_view import Badge

_MARKUP = re.compile(r"[\\`*_\[\]<>|~$&]")
# What would begin a heading, list, quote or rule at the start of a line.
_LINE_START = re.compile(
    r"^(?:([#>]|[+-](?=[\s-]|$)|=(?=[=\s]|$)|:(?=[\s:-]|$))|(\d{1,9})([.)])(?=\s|$))"
)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_ADDRESS = re.compile(r"https?://[^\s<>\x00-\x1f]+")


def escaped(text: str) -> str:
    """Text on one line that Markdown prints as it stands."""
    text = " ".join(_UNPRINTABLE.sub("\ufffd", text).split())
    text = _MARKUP.sub(lambda match: f"\\{match.group()}", text)
    return _LINE_START.sub(_escaped_start, text)


def _escaped_start(match: re.Match[str]) -> str:
    sign, digits, stop = match.groups()
    return f"\\{sign}" if sign else f"{digits}\\{stop}"


def address_of(url: str) -> str:
    """A web address as an automatic link after a space; empty where it is none."""
    return f" <{url}>" if _ADDRESS.fullmatch(url) else ""


def badge_text(badge: Badge) -> str:
    """Symbol and label of a badge."""
    return f"{escaped(badge.symbol)} {escaped(badge.label)}".strip()


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Sequence[str]:
    """A table of cells that are Markdown already; nothing without rows."""
    printed = [f"| {' | '.join(row)} |" for row in rows]
    return [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *printed] if printed else []


def named(name: str, text: str) -> Iterator[str]:
    """A list item for a value that is there."""
    if text:
        yield f"- **{name}:** {text}"


def listed(title: str, items: Iterable[str]) -> Iterator[Sequence[str]]:
    """A titled list of plain texts; nothing without items."""
    lines = [f"- {escaped(each)}" for each in items]
    if lines:
        yield (f"**{title}**",)
        yield lines

"""Finished trees as text, HTML and Markdown; every leaf is escaped as it is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from references.printing.tree import Format, Node, Text, leaves

_NORMAL = frozenset({"normal", "none", "baseline"})
_HTML = {
    ("font-style", "italic"): ("<i>", "</i>"),
    ("font-style", "oblique"): ("<i>", "</i>"),
    ("font-weight", "bold"): ("<b>", "</b>"),
    ("vertical-align", "sup"): ("<sup>", "</sup>"),
    ("vertical-align", "sub"): ("<sub>", "</sub>"),
    ("font-variant", "small-caps"): ('<span style="font-variant:small-caps">', "</span>"),
}
_STARS = {"<i>": "*", "<b>": "**"}
# What CommonMark, or a dialect in wide use, could read as markup within a line.
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#&~|$^])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d{1,9}(?=[.)]))")
_BLANKS = re.compile(r"\s+")


def as_text(node: Node) -> str:
    """The words alone, on one line."""
    return _BLANKS.sub(" ", "".join([leaf.words for leaf in leaves(node)])).strip()


def as_html(node: Node) -> str:
    """Escaped HTML, with ``i``, ``b``, ``sup``, ``sub`` and spans of small capitals alone."""
    return _written(node, _escaped_html)


def as_markdown(node: Node) -> str:
    """Markdown in which no word of a reference is read as markup."""
    line = _starred(_written(node, _escaped_markdown))
    return _LINE_START.sub(_after_backslash, line)


def _after_backslash(match: re.Match[str]) -> str:
    blanks, mark = match.groups()
    # A number is a list's only by the stop after it.
    return f"{blanks}{mark}\\" if mark.isdigit() else f"{blanks}\\{mark}"


def _escaped_html(words: str) -> str:
    return escape(words, quote=True)


def _escaped_markdown(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", words)


def _runs(node: Node, active: Format, out: list[tuple[str, Format]]) -> None:
    """Words with the formatting they stand in; emphasis within emphasis is upright again."""
    if isinstance(node, Text):
        if node.words:
            if out and out[-1][1] == active:
                out[-1] = (out[-1][0] + node.words, active)
            else:
                out.append((node.words, active))
        return
    for name, value in node.format:
        current = next((said for key, said in active if key == name), None)
        active = tuple(pair for pair in active if pair[0] != name)
        if value not in _NORMAL and value != current:
            active = (*active, (name, value))
    for child in node.children:
        _runs(child, active, out)


def _written(node: Node, escaped: Callable[[str], str]) -> str:
    runs: list[tuple[str, Format]] = []
    _runs(node, (), runs)
    out: list[str] = []
    opened: list[tuple[str, str]] = []
    for words, active in runs:
        wanted = [pair for pair in active if pair in _HTML]
        kept = 0
        while kept < min(len(opened), len(wanted)) and opened[kept] == wanted[kept]:
            kept += 1
        while len(opened) > kept:
            out.append(_HTML[opened.pop()][1])
        for pair in wanted[kept:]:
            opened.append(pair)
            out.append(_HTML[pair][0])
        out.append(escaped(_BLANKS.sub(" ", words)))
    while opened:
        out.append(_HTML[opened.pop()][1])
    return "".join(out).strip()


_EMPHASIS = re.compile(r"(?<![A-Za-z0-9*])<(i|b)>(\S(?:[^<]*?\S)?)</\1>(?![A-Za-z0-9*<])")


def _starred(line: str) -> str:
    """Emphasis by stars where CommonMark is sure to read it, by tags elsewhere."""

    def stars(match: re.Match[str]) -> str:
        mark = _STARS[f"<{match[1]}>"]
        return f"{mark}{match[2]}{mark}"

    while (changed := _EMPHASIS.sub(stars, line)) != line:
        line = changed
    return line

"""Markup that CSL allows within a field: a few tags, and quotation marks that nest."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from references.printing.tree import AUTOMATIC, Format, Kind, Node, Span, Text, copied

_TAGS: dict[str, tuple[str, str]] = {
    "<i>": ("font-style", "italic"),
    "<b>": ("font-weight", "bold"),
    "<sup>": ("vertical-align", "sup"),
    "<sub>": ("vertical-align", "sub"),
    "<sc>": ("font-variant", "small-caps"),
}
_UPRIGHT: Format = (
    ("font-style", "normal"),
    ("font-variant", "normal"),
    ("font-weight", "normal"),
)
_CLOSERS = {tag: tag.replace("<", "</") for tag in _TAGS}
_SPAN_SMALL_CAPS = re.compile(r'<span style="font-variant:\s*small-caps;?">')
_SPAN_UPRIGHT = '<span class="nodecor">'
_SPAN_NOCASE = '<span class="nocase">'
_MARKS = re.compile(
    r"</?(?:i|b|sup|sub|sc)>"
    r'|<span (?:class="no(?:case|decor)"|style="font-variant:\s*small-caps;?")>|</span>'
    r"|[\"'“”‘’]"
)
#: Whether a string can hold anything to understand at all.
_INTERESTING = re.compile(r"[<\"'“”‘’]")
_OPEN_TO_CLOSE = {"“": "”", "‘": "’"}


def rich_text(words: str) -> Node:
    """A field's words with its markup understood; marks without a partner stay words."""
    if len(words) > _LONGEST or not _INTERESTING.search(words):
        return Text(words)
    return copied(_parsed(words))


def _settle(nodes: list[Node]) -> None:
    """Note the words that follow a quotation within the text."""
    for before, after in pairwise(nodes):
        if isinstance(before, Span) and before.quotes and isinstance(after, Text):
            after.kind = Kind.SETTLED
    for node in nodes:
        if isinstance(node, Span):
            _settle(node.children)


#: No title is so long or nests so deep; what is or does was made to exhaust a program.
_LONGEST = 20_000
_DEEPEST = 16


class _Frame:
    __slots__ = ("closer", "mark", "nodes")

    def __init__(self, mark: str, closer: str) -> None:
        self.mark = mark
        self.closer = closer
        self.nodes: list[Node] = []


@lru_cache(maxsize=4096)
def _parsed(words: str) -> Node:
    stack = [_Frame("", "")]
    at = 0
    for match in _MARKS.finditer(words):
        if match.start() > at:
            stack[-1].nodes.append(Text(words[at : match.start()]))
        at = match.end()
        _take(stack, match[0], words, match.start(), match.end())
    if at < len(words):
        stack[-1].nodes.append(Text(words[at:]))
    while len(stack) > 1:
        _give_up(stack)
    nodes = stack[0].nodes
    _settle(nodes)
    return nodes[0] if len(nodes) == 1 else Span(nodes)


def _take(stack: list[_Frame], mark: str, words: str, start: int, end: int) -> None:
    if mark[0] == "<":
        _take_tag(stack, mark)
        return
    before = _before(words, start)
    after = _after(words, end)
    if mark in "\"'":
        _take_straight(stack, mark, before, after)
    elif mark in _OPEN_TO_CLOSE:
        _open(stack, mark, _OPEN_TO_CLOSE[mark])
    elif mark == "’" and (before.isalnum() and after.isalnum()):
        stack[-1].nodes.append(Text("’"))
    elif not _close(stack, mark):
        stack[-1].nodes.append(Text(mark))


def _open(stack: list[_Frame], mark: str, closer: str) -> None:
    if len(stack) > _DEEPEST:
        stack[-1].nodes.append(Text(mark))
    else:
        stack.append(_Frame(mark, closer))


def _take_tag(stack: list[_Frame], mark: str) -> None:
    if mark in _TAGS:
        _open(stack, mark, _CLOSERS[mark])
    elif mark.startswith("<span"):
        _open(stack, mark, "</span>")
    elif not _close(stack, mark):
        stack[-1].nodes.append(Text(mark))


def _take_straight(stack: list[_Frame], mark: str, before: str, after: str) -> None:
    """A straight mark opens before a word, closes after one, and is an apostrophe within."""
    within = before.isalnum() and after.isalnum()
    if within and mark == "'":
        stack[-1].nodes.append(Text("’"))
        return
    can_close = before != "" and not before.isspace() and not after.isalnum()
    if can_close and any(frame.closer == mark for frame in stack) and _close(stack, mark):
        return
    if not before.isalnum() and after != "" and not after.isspace():
        _open(stack, mark, mark)
        return
    stack[-1].nodes.append(Text("’" if mark == "'" else mark))


def _before(words: str, start: int) -> str:
    """The character before a mark, tags passed over."""
    while start and words[start - 1] == ">":
        opening = words.rfind("<", 0, start)
        if opening < 0 or not _MARKS.fullmatch(words, opening, start):
            break
        start = opening
    return words[start - 1] if start else ""


def _after(words: str, end: int) -> str:
    """The character after a mark, tags passed over."""
    while match := _MARKS.match(words, end):
        if match[0][0] != "<":
            break
        end = match.end()
    return words[end] if end < len(words) else ""


def _close(stack: list[_Frame], closer: str) -> bool:
    """Close the nearest open mark of that kind; those left open within it become words."""
    if not any(frame.closer == closer for frame in stack[1:]):
        return False
    while stack[-1].closer != closer:
        _give_up(stack)
    frame = stack.pop()
    stack[-1].nodes.append(_span(frame))
    return True


def _span(frame: _Frame) -> Span:
    if frame.mark in _TAGS:
        return Span(frame.nodes, (_TAGS[frame.mark],))
    if frame.mark == _SPAN_NOCASE:
        return Span(frame.nodes, fixed_case=True)
    if _SPAN_SMALL_CAPS.fullmatch(frame.mark):
        return Span(frame.nodes, (("font-variant", "small-caps"),))
    if frame.mark == _SPAN_UPRIGHT:
        return Span(frame.nodes, _UPRIGHT, fixed_case=True)
    # Marks that are set already stay as they are, unless they come to stand within others.
    curly = frame.mark in _OPEN_TO_CLOSE
    return Span(frame.nodes, quotes=frame.mark + frame.closer if curly else AUTOMATIC)


def _give_up(stack: list[_Frame]) -> None:
    """An opening mark without a partner is words after all."""
    frame = stack.pop()
    words = "’" if frame.mark in ("'", "‘") else frame.mark
    stack[-1].nodes.append(Text(words))
    stack[-1].nodes.extend(frame.nodes)

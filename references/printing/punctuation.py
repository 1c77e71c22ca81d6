"""Punctuation that meets where pieces join, and quotation marks of the locale."""

from __future__ import annotations

from collections.abc import Sequence

from references.printing.tree import Kind, Node, Text

# What two marks become that meet at a joint; pairs not named both stay. After citeproc-js's
# published behaviour, which the styles were written against.
_KEEP_FIRST = frozenset(
    {"!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,"}
)
_KEEP_SECOND = frozenset({":!", ":?", ";!", ";?"})
#: What moves within closing quotation marks, where the locale asks for it.
_INWARD = ".,!?"

Marks = tuple[tuple[str, str], tuple[str, str]]


def placed(tree: Node, quotes: Marks, *, punctuation_in_quote: bool) -> Node:
    """The finished tree: quotation marks set, and punctuation at the joints tidied."""
    row: list[Text] = []
    _set_quotes(tree, quotes, 0, row)
    tidy(row)
    if punctuation_in_quote:
        _move_inward(row)
    return tree


def _set_quotes(node: Node, quotes: Marks, depth: int, row: list[Text]) -> None:
    """Quotation marks as leaves of their own, outer and inner by turns."""
    if isinstance(node, Text):
        if node.words:
            row.append(node)
        return
    if node.quotes:
        opening, closing = quotes[depth % 2]
        first, last = Text(opening, Kind.OPENING), Text(closing, Kind.CLOSING)
        row.append(first)
        for child in node.children:
            _set_quotes(child, quotes, depth + 1, row)
        row.append(last)
        node.children = [first, *node.children, last]
        node.quotes = False
        return
    for child in node.children:
        if isinstance(child, Text):
            if child.words:
                row.append(child)
        else:
            _set_quotes(child, quotes, depth, row)


def tidy(row: Sequence[Text]) -> None:
    """Where two leaves meet, one of two equal marks or blanks goes."""
    previous: Text | None = None
    for leaf in row:
        if previous is not None and leaf.kind is Kind.WORDS and previous.kind is Kind.WORDS:
            _meet(previous, leaf)
            if not previous.words:
                previous = _last_with_words(row, leaf)
        if leaf.words:
            previous = leaf


def _last_with_words(row: Sequence[Text], leaf: Text) -> Text | None:
    before: Text | None = None
    for each in row:
        if each is leaf:
            break
        if each.words:
            before = each
    if before is not None and before.kind is Kind.WORDS and leaf.kind is Kind.WORDS and leaf.words:
        _meet(before, leaf)
    return before


def _meet(left: Text, right: Text) -> None:
    while left.words and right.words:
        pair = left.words[-1] + right.words[0]
        if pair in _KEEP_FIRST:
            right.words = right.words[1:]
        elif pair in _KEEP_SECOND or pair in ("  ", " ,", " ."):
            left.words = left.words[:-1]
        elif pair in ("  ", "  "):
            right.words = right.words[1:]
            return
        else:
            return


def _move_inward(row: Sequence[Text]) -> None:
    """Stops and commas that follow a closing mark go before it."""
    last: Text | None = None
    inside: Text | None = None
    for leaf in row:
        if leaf.kind is Kind.CLOSING:
            if last is not None and last.kind is Kind.WORDS:
                inside = last
            last = leaf
            continue
        if leaf.kind is Kind.WORDS and last is not None and last.kind is Kind.CLOSING and inside:
            _take_in(inside, leaf)
        if leaf.words:
            last = leaf
            inside = leaf if leaf.kind is Kind.WORDS else None


def _take_in(inside: Text, leaf: Text) -> None:
    while leaf.words and leaf.words[0] in _INWARD:
        mark = Text(leaf.words[0])
        leaf.words = leaf.words[1:]
        _meet(inside, mark)
        inside.words += mark.words

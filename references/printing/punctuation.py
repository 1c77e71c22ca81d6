"""Punctuation that meets where pieces join, and quotation marks of the locale."""

from __future__ import annotations

from collections.abc import Sequence

from references.printing.tree import AUTOMATIC, Kind, Node, Text

# What two marks become that meet at a joint; pairs not named both stay. After citeproc-js's
# published behaviour, which the styles were written against.
_KEEP_FIRST = frozenset(
    {"!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,"}
)
_KEEP_SECOND = frozenset({":!", ":?", ";!", ";?"})
#: What moves within closing quotation marks, where the locale asks for it.
_INWARD = ".,!?"

_ENDS = ("?", "!", ".")
_BLANKS = " \u00a0\u202f"

Marks = tuple[tuple[str, str], tuple[str, str]]


def placed(tree: Node, quotes: Marks, *, punctuation_in_quote: bool) -> Node:
    """The finished tree: quotation marks set, and punctuation at the joints tidied."""
    row: list[Text] = []
    _set_quotes(tree, quotes, 0, row)
    tidy(row)
    if punctuation_in_quote:
        _move_inward(row)
    else:
        _drop_second_stop(row)
    return tree


def _set_quotes(node: Node, quotes: Marks, depth: int, row: list[Text]) -> None:
    """Quotation marks as leaves of their own, outer and inner by turns."""
    if isinstance(node, Text):
        if node.words:
            row.append(node)
        return
    if node.quotes:
        own = node.quotes != AUTOMATIC and depth == 0
        pair = (node.quotes[0], node.quotes[1]) if own else quotes[depth % 2]
        first, last = Text(pair[0], Kind.OPENING), Text(pair[1], Kind.CLOSING)
        row.append(first)
        for child in node.children:
            _set_quotes(child, quotes, depth + 1, row)
        row.append(last)
        node.children = [first, *node.children, last]
        node.quotes = ""
        return
    for child in node.children:
        if isinstance(child, Text):
            if child.words:
                row.append(child)
        else:
            _set_quotes(child, quotes, depth, row)


def tidy(row: Sequence[Text]) -> None:
    """Where two leaves meet, one of two equal marks or blanks goes."""
    before: list[Text] = []
    for leaf in row:
        if leaf.kind < Kind.OPENING:
            while before and before[-1].kind < Kind.OPENING and leaf.words:
                _meet(before[-1], leaf)
                if before[-1].words:
                    break
                before.pop()
        if leaf.words:
            before.append(leaf)


def _meet(left: Text, right: Text) -> None:
    while left.words and right.words:
        pair = left.words[-1] + right.words[0]
        if pair in _KEEP_FIRST:
            right.words = right.words[1:]
        elif pair in _KEEP_SECOND or pair in ("  ", " ,", " ."):
            left.words = left.words[:-1]
        elif pair[0] in _BLANKS and pair[1] in _BLANKS:
            # A no-break space was set on purpose; the plain one beside it goes.
            if pair[0] == " ":
                left.words = left.words[:-1]
            else:
                right.words = right.words[1:]
        else:
            return


def _move_inward(row: Sequence[Text]) -> None:
    """Stops and commas that follow a closing mark go before it."""
    inside: Text | None = None
    closed = False
    for leaf in row:
        if leaf.kind is Kind.CLOSING:
            closed = True
        elif leaf.kind is Kind.OPENING:
            inside, closed = None, False
        else:
            if closed and inside is not None and leaf.kind is Kind.WORDS:
                _take_in(inside, leaf)
            if leaf.words:
                inside, closed = leaf, False


def _drop_second_stop(row: Sequence[Text]) -> None:
    """A stop after a closing mark goes where the words within end the sentence already."""
    inside = ""
    closed = False
    for leaf in row:
        if leaf.kind is Kind.CLOSING:
            closed = True
        elif leaf.kind is Kind.OPENING:
            inside, closed = "", False
        elif leaf.words:
            if closed and leaf.kind is Kind.WORDS and inside in _ENDS and leaf.words[0] == ".":
                leaf.words = leaf.words[1:]
            inside, closed = leaf.words[-1:], False


def _take_in(inside: Text, leaf: Text) -> None:
    while leaf.words and leaf.words[0] in _INWARD:
        mark = Text(leaf.words[0])
        leaf.words = leaf.words[1:]
        _meet(inside, mark)
        inside.words += mark.words

"""What rendering makes: a tree of texts and their formatting, never a string with markup.

Texts from outside become ``Text`` leaves alone, so that nothing in them can turn into markup; a
writer escapes each leaf when the tree is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

#: Pairs such as ``("font-style", "italic")``, the innermost first.
Format = tuple[tuple[str, str], ...]


class Kind(IntEnum):
    """What a leaf stands for: words, or a quotation mark.

    ``SETTLED`` words follow a quotation within one text, whose author set the punctuation there.
    """

    WORDS = 0
    SETTLED = 1
    OPENING = 2
    CLOSING = 3


class Text:
    """One leaf; its words may still change, for punctuation that meets and for letter case."""

    __slots__ = ("kind", "words")

    def __init__(self, words: str, kind: Kind = Kind.WORDS) -> None:
        self.words = words
        self.kind = kind


#: Quotation marks that the locale chooses, by how deep they stand.
AUTOMATIC = "auto"


class Span:
    """Children that share formatting, quotation marks or a role.

    ``quotes`` is empty, ``AUTOMATIC``, or the two marks that an author set himself.
    """

    __slots__ = ("children", "display", "fixed_case", "format", "quotes", "role")

    def __init__(
        self,
        children: list[Node],
        format: Format = (),  # noqa: A002 - the word of the field
        *,
        quotes: str = "",
        fixed_case: bool = False,
        display: str = "",
        role: str = "",
    ) -> None:
        self.children = children
        self.format = format
        self.quotes = quotes
        self.fixed_case = fixed_case
        self.display = display
        self.role = role


Node = Text | Span


def leaves(node: Node) -> Iterator[Text]:
    """The leaves below a node, in reading order."""
    if isinstance(node, Text):
        yield node
        return
    for child in node.children:
        if isinstance(child, Text):
            yield child
        else:
            yield from leaves(child)


def plain(node: Node | None) -> str:
    """The words below a node, without formatting."""
    if node is None:
        return ""
    if isinstance(node, Text):
        return node.words
    return "".join([leaf.words for leaf in leaves(node)])


def spans(node: Node, role: str) -> Iterator[Span]:
    """The spans of a role below a node, outermost alone, in reading order."""
    if isinstance(node, Text):
        return
    if node.role == role:
        yield node
        return
    for child in node.children:
        if not isinstance(child, Text):
            yield from spans(child, role)


def displays(node: Node, display: str) -> Iterator[Span]:
    """The spans below a node that stand in a place of the page."""
    if isinstance(node, Text):
        return
    if node.display == display:
        yield node
        return
    for child in node.children:
        yield from displays(child, display)


def copied(node: Node) -> Node:
    """The same tree with leaves of its own."""
    if isinstance(node, Text):
        return Text(node.words, node.kind)
    return Span(
        [copied(child) for child in node.children],
        node.format,
        quotes=node.quotes,
        fixed_case=node.fixed_case,
        display=node.display,
        role=node.role,
    )


def joined(nodes: Iterable[Node | None], delimiter: str) -> list[Node]:
    """The nodes there are, with the delimiter between."""
    out: list[Node] = []
    for node in nodes:
        if node is None:
            continue
        if delimiter and out:
            out.append(Text(delimiter))
        out.append(node)
    return out

"""One entry of a bibliography."""

from __future__ import annotations

from references.printing.choose_element import nodes_of
from references.printing.formatting import Formatting
from references.printing.item import Item
from references.printing.punctuation import placed
from references.printing.register import Register
from references.printing.style import Style
from references.printing.tree import Node, Span, Text, joined


def entry_tree(register: Register, item: Item) -> Node | None:
    """The entry of an item, or ``None`` when the style has nothing to print of it."""
    style = register.style
    layout = style.bibliography
    if layout is None:
        return None
    at = register.rendering(item, "bibliography")
    nodes = nodes_of(layout.elements, at)
    if not nodes:
        return None
    formatting = layout.formatting
    if layout.options.get("second-field-align") and len(nodes) > 1:
        rest: list[Node] = list(nodes[1:])
        if formatting.suffix:
            rest.append(Text(formatting.suffix))
        left = Span([nodes[0]], display="left-margin")
        whole: Node = Span([left, Span(rest, display="right-inline")], formatting.format)
    else:
        whole = layout_node(nodes, layout.delimiter, formatting)
    return whole


def finished_entry(style: Style, tree: Node) -> Node:
    """The entry with quotation marks set and punctuation tidied."""
    locale = style.locale
    return placed(tree, locale.marks(), punctuation_in_quote=locale.punctuation_in_quote)


def layout_node(nodes: list[Node], delimiter: str, formatting: Formatting) -> Node:
    """A layout's nodes joined, with its affixes."""
    around: list[Node] = joined(nodes, delimiter)
    if formatting.prefix:
        around.insert(0, Text(formatting.prefix))
    if formatting.suffix:
        last = around[-1]
        if isinstance(last, Span) and last.display:
            last.children.append(Text(formatting.suffix))
        else:
            around.append(Text(formatting.suffix))
    return Span(around, formatting.format)

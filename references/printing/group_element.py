"""``cs:group``: elements with a delimiter, that fall away together."""

from __future__ import annotations

from dataclasses import dataclass

from references.printing.choose_element import nodes_of
from references.printing.formatting import Formatting
from references.printing.rendering import Element, Rendering
from references.printing.tree import Node, joined


@dataclass(frozen=True, slots=True)
class Group:
    """Falls away when it calls for variables and none has a value."""

    elements: tuple[Element, ...]
    delimiter: str
    formatting: Formatting

    def render(self, at: Rendering) -> Node | None:
        """The elements joined, or nothing."""
        called, filled = at.called, at.filled
        nodes = nodes_of(self.elements, at)
        if at.called > called and at.filled == filled:
            return None
        if not nodes:
            return None
        # To the group around it, a group that says something counts as a variable with a value.
        at.filled += 1
        return self.formatting.on(joined(nodes, self.delimiter), at.language)

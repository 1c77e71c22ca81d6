"""Cites and bibliographies of a style: what stands where, and what it looks like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from references.printing.cluster import ClusterWriter
from references.printing.disambiguation import distinctions
from references.printing.entry import entry_tree, finished_entry
from references.printing.item import Item
from references.printing.positions import Cluster, placed_cites
from references.printing.register import Register
from references.printing.style import Style
from references.printing.substitution import substitute_names
from references.printing.tree import Node, Span, Text, displays


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a bibliography as a tree."""

    key: str
    tree: Node

    def parts(self) -> tuple[Node, Node]:
        """The label in the margin, such as a number, and the rest."""
        label = next(displays(self.tree, "left-margin"), None)
        if label is None:
            return Text(""), self.tree
        rest = Span(list(displays(self.tree, "right-inline")))
        return label, rest


class Processor:
    """A style at work on items; the order of items is that of their first citation."""

    def __init__(
        self,
        style: Style,
        items: Sequence[Mapping[str, Any]],
    ) -> None:
        self.style = style
        self.register = Register(style, [Item(each) for each in items])
        self.register.distinctions = distinctions(self.register)
        self.register.renumber_suffixes()

    def bibliography(self) -> list[Entry]:
        """The entries in the order of the style."""
        if self.style.bibliography is None:
            return []
        entries = []
        trees = []
        for item in self.register.in_order():
            tree = entry_tree(self.register, item)
            if tree is not None:
                entries.append(item.key)
                trees.append(tree)
        substitute_names(self.style, trees)
        return [
            Entry(key, finished_entry(self.style, tree))
            for key, tree in zip(entries, trees, strict=True)
        ]

    def citations(self, clusters: Sequence[Cluster], *, places: bool = True) -> list[Node]:
        """The clusters as they stand in the text; ``places`` finds what was cited before."""
        placed = placed_cites(self.style, clusters) if places else clusters
        writer = ClusterWriter(self.register)
        return [writer.tree(cluster.cites) for cluster in placed]

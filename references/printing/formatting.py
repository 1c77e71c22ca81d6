"""Attributes that any rendering element may carry: affixes, formatting, quotes, text case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from references.printing.text_case import cased
from references.printing.tree import AUTOMATIC, Format, Node, Span, Text, leaves

# The innermost first, as citeproc-js nests them.
_FORMATTING = (
    "font-style", "font-variant", "font-weight", "text-decoration", "vertical-align",
)  # fmt: skip

#: Terms take capitals as English titles do, in any language: a style means "(Eds.)" by it.
TERMS = "en"


def format_of(given: Mapping[str, str]) -> Format:
    """The formatting attributes among those given."""
    return tuple((name, given[name]) for name in _FORMATTING if given.get(name))


@dataclass(frozen=True, slots=True)
class Formatting:
    """How an element's words are dressed, in the order CSL applies it."""

    prefix: str = ""
    suffix: str = ""
    format: Format = ()
    quotes: bool = False
    display: str = ""
    text_case: str = ""
    strip_periods: bool = False

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Formatting:
        """The formatting that an element's attributes ask for."""
        return cls(
            given.get("prefix", ""),
            given.get("suffix", ""),
            format_of(given),
            given.get("quotes") == "true",
            given.get("display", ""),
            given.get("text-case", ""),
            given.get("strip-periods") == "true",
        )

    @property
    def plain(self) -> bool:
        """Whether nothing is asked for."""
        return self == PLAIN

    def on(self, nodes: list[Node], language: str, role: str = "") -> Node:
        """The nodes so dressed, as one node."""
        node: Node = nodes[0] if len(nodes) == 1 and not role else Span(nodes, role=role)
        if self.strip_periods:
            for leaf in leaves(node):
                leaf.words = leaf.words.replace(".", "")
        if self.text_case:
            node = cased(node, self.text_case, language)
        if self.format or self.display:
            node = Span([node], self.format)
        if self.quotes:
            node = Span([node], quotes=AUTOMATIC)
        if self.prefix or self.suffix:
            around: list[Node] = [node]
            if self.prefix:
                around.insert(0, Text(self.prefix))
            if self.suffix:
                around.append(Text(self.suffix))
            node = Span(around)
        if self.display:
            node = Span([node], display=self.display)
        return node


#: What an element without attributes asks for.
PLAIN = Formatting()

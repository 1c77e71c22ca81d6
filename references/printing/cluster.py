"""A cluster of cites as it stands in the text: sorted, grouped, collapsed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from references.printing.choose_element import nodes_of
from references.printing.collapsing import collapsed
from references.printing.entry import layout_node
from references.printing.punctuation import placed
from references.printing.register import Register
from references.printing.rendered_cite import RenderedCite
from references.printing.rendering import Cite, Rendering
from references.printing.rich_text import rich_text
from references.printing.tree import Node, Span, Text, leaves, plain


@dataclass(frozen=True, slots=True)
class ClusterWriter:
    """Writes clusters of the items of a register."""

    register: Register

    def tree(self, cites: Sequence[Cite]) -> Node:
        """The cluster, sorted, grouped and collapsed as the style asks."""
        style = self.register.style
        layout = style.citation
        known = self._sorted([cite for cite in cites if cite.key in self.register.items])
        if not known:
            return Text("")
        written = [each for cite in known if (each := self.written(cite)) is not None]
        if style.notes:
            for number, each in enumerate(written):
                capitalise_term(each, first=number == 0)
        locale = style.locale
        nodes = collapsed(
            written,
            layout,
            self._without_names,
            notes=style.notes,
            dash=locale.term("citation-range-delimiter") or "–",
        )
        return placed(
            layout_node(nodes, "", layout.formatting),
            locale.marks(),
            punctuation_in_quote=locale.punctuation_in_quote,
        )

    def _sorted(self, cites: list[Cite]) -> list[Cite]:
        layout = self.register.style.citation
        if len(cites) < 2 or not layout.keys:
            return cites
        values = {
            cite.key: self.register.sort_values(layout, self.register.items[cite.key])
            for cite in cites
        }
        return sorted(cites, key=lambda cite: values[cite.key])

    def written(self, cite: Cite) -> RenderedCite | None:
        """One cite, with what the writer set around it."""
        at = self.register.rendering(self.register.items[cite.key], "citation", cite=cite)
        at.without_names = cite.suppress_author
        bare = self._bare(at)
        if cite.author_only:
            bare = at.first_names
        nodes: list[Node] = [] if bare is None else [bare]
        if cite.prefix:
            nodes.insert(0, rich_text(_spaced_prefix(cite.prefix)))
        if cite.suffix:
            nodes.append(rich_text(_spaced_suffix(cite.suffix)))
        if not nodes:
            return None
        return RenderedCite(cite, Span(nodes, role="cite"), plain(at.first_names), at.number)

    def _without_names(self, cite: Cite) -> RenderedCite | None:
        """The cite without its first names, as it follows another of the same names."""
        at = self.register.rendering(self.register.items[cite.key], "citation", cite=cite)
        at.without_names = True
        bare = self._bare(at)
        if bare is None:
            return None
        nodes: list[Node] = [bare]
        if cite.suffix:
            nodes.append(rich_text(_spaced_suffix(cite.suffix)))
        return RenderedCite(cite, Span(nodes, role="cite"), "", at.number)

    def _bare(self, at: Rendering) -> Node | None:
        nodes = nodes_of(self.register.style.citation.elements, at)
        if not nodes:
            return None
        return nodes[0] if len(nodes) == 1 else Span(nodes)


def capitalise_term(cite: RenderedCite, *, first: bool) -> None:
    """A note that begins with a term, such as "ibid.", begins with a capital."""
    words = cite.cite.prefix.strip()
    # After one word and a stop, as in "Cf.", the sentence goes on.
    begins = first if not words else words.rstrip("”’\"'")[-1:] in tuple(".!?") and " " in words
    if not begins:
        return
    place = 1 if cite.cite.prefix else 0
    children = cite.node.children
    if place < len(children) and (term := _leading_term(children[place])) is not None:
        term.words = term.words[:1].upper() + term.words[1:]


def _leading_term(node: Node) -> Text | None:
    """The first words of a node, when they are a term."""
    while not isinstance(node, Text):
        if node.role == "term":
            return next((leaf for leaf in leaves(node) if leaf.words), None)
        filled = [child for child in node.children if plain(child)]
        if not filled:
            return None
        node = filled[0]
    return None


def _spaced_prefix(words: str) -> str:
    return words if words[-1:].isspace() or not words[-1:].isalnum() else f"{words} "


def _spaced_suffix(words: str) -> str:
    return f" {words}" if words[:1].isalnum() else words

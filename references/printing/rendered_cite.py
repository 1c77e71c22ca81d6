"""A cite as rendered, with what grouping and collapsing compare."""

from __future__ import annotations

from dataclasses import dataclass

from references.printing.rendering import Cite
from references.printing.tree import Span, plain, spans


@dataclass(frozen=True, slots=True)
class RenderedCite:
    """A cite, its tree, the names it begins with and its number."""

    cite: Cite
    node: Span
    names: str
    number: int

    @property
    def alone(self) -> bool:
        """Whether the writer set nothing beside it."""
        return not (self.cite.prefix or self.cite.suffix or self.cite.locator)

    def year_suffix(self) -> Span | None:
        """The letter that tells it from others of its year."""
        return next(spans(self.node, "year-suffix"), None)

    def year(self) -> str:
        """The year it shows."""
        return " ".join(plain(each) for each in spans(self.node, "year"))

    def citation_number(self) -> Span | None:
        """The number it shows."""
        return next(spans(self.node, "citation-number"), None)

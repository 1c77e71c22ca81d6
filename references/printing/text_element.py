"""``cs:text``: a variable, a macro, a term or words of the style's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from references.printing.choose_element import nodes_of
from references.printing.citation_label import default_label
from references.printing.formatting import TERMS, Formatting
from references.printing.numerals import is_numeric, joined_numbers
from references.printing.page_ranges import page_range
from references.printing.rendering import Element, Rendering
from references.printing.rich_text import rich_text
from references.printing.tree import Node, Span, Text

_PAGES = frozenset({"page", "page-first", "locator"})
# Variables whose hyphen stands between two numbers.
_JOINED = frozenset({"issue", "volume", "chapter-number", "section", "part-number"})
# Identifiers and addresses: their characters mean what they are, quotation marks among them.
_VERBATIM = frozenset({"DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "call-number", "keyword"})


@dataclass(frozen=True, slots=True)
class TextVariable:
    """The words of a variable."""

    variable: str
    form: str
    formatting: Formatting
    page_form: str

    def render(self, at: Rendering) -> Node | None:
        """The variable's words, their markup understood."""
        variable = self.variable
        # A letter is part of the date beside it, and none is no reason to drop that.
        at.called += variable != "year-suffix"
        if variable in at.hidden:
            return None
        node = self._node(at)
        if node is None:
            return None
        at.used(variable)
        role = ""
        if variable == "citation-number":
            role = "citation-number"
        elif variable == "year-suffix":
            role = "year-suffix"
        formatting = self.formatting
        if role:
            inner = Span([node], role=role)
            return formatting.on([inner], at.language)
        return formatting.on([node], at.language)

    def _node(self, at: Rendering) -> Node | None:
        special = _SPECIAL.get(self.variable)
        if special is not None:
            return special(at)
        words = self._words(at)
        if not words:
            return None
        if self.variable in _PAGES:
            return self._pages(at, words)
        if self.variable in _JOINED and is_numeric(words):
            return Text(joined_numbers(words, at.locale.term("page-range-delimiter") or "–"))
        return Text(words) if self.variable in _VERBATIM else rich_text(words)

    def _pages(self, at: Rendering, words: str) -> Node:
        if self.variable == "page" or (at.cite and at.cite.label in ("", "page")):
            delimiter = at.locale.term("page-range-delimiter") or "–"
            return rich_text(page_range(words, self.page_form, delimiter))
        if is_numeric(words):
            return Text(joined_numbers(words))
        return rich_text(words.replace("\\-", "-"))

    def _words(self, at: Rendering) -> str:
        variable = self.variable
        if variable == "locator":
            return at.cite.locator if at.cite else ""
        if self.form == "short":
            return at.item.text(f"{variable}-short") or at.item.text(variable)
        return at.item.text(variable)


def _year_suffix(at: Rendering) -> Node | None:
    if not at.suffix_letters:
        return None
    at.suffix_done = True
    return Text(at.suffix_letters)


def _citation_number(at: Rendering) -> Node | None:
    if not at.number:
        return None
    return Text(f"{at.number:010d}" if at.sorting else str(at.number))


def _first_note(at: Rendering) -> Node | None:
    note = at.cite.first_note if at.cite else 0
    return Text(str(note)) if note else None


def _citation_label(at: Rendering) -> Node | None:
    words = at.item.text("citation-label") or default_label(at.item)
    if not words:
        return None
    if not at.suffix_letters:
        return Text(words)
    at.suffix_done = True
    return Span([Text(words), Span([Text(at.suffix_letters)], role="year-suffix")])


_SPECIAL: Mapping[str, Callable[[Rendering], Node | None]] = {
    "year-suffix": _year_suffix,
    "citation-number": _citation_number,
    "citation-label": _citation_label,
    "first-reference-note-number": _first_note,
}


@dataclass(frozen=True, slots=True)
class TextTerm:
    """A term of the locale."""

    term: str
    form: str
    plural: bool
    formatting: Formatting

    def render(self, at: Rendering) -> Node | None:
        """The term's words, or nothing when the locale has none."""
        words = at.locale.term(self.term, self.form, plural=self.plural)
        if not words:
            return None
        return self.formatting.on([Text(words)], TERMS, role="term")


@dataclass(frozen=True, slots=True)
class TextValue:
    """Words that the style itself gives."""

    words: str
    formatting: Formatting

    def render(self, at: Rendering) -> Node | None:
        """The words."""
        if not self.words:
            return None
        return self.formatting.on([rich_text(self.words)], at.locale.language)


class Macro:
    """A macro's elements, known by name; filled once all macros are read."""

    __slots__ = ("elements", "name")

    #: No style calls so many for one work; one that doubles at each call would hang a report.
    MOST_CALLS = 20_000

    def __init__(self, name: str) -> None:
        self.name = name
        self.elements: tuple[Element, ...] = ()

    def nodes(self, at: Rendering) -> list[Node]:
        """What the macro's elements make; a macro within itself makes nothing."""
        if self.name in at.macros or at.macro_calls >= self.MOST_CALLS:
            return []
        at.macro_calls += 1
        at.macros.add(self.name)
        nodes = nodes_of(self.elements, at)
        at.macros.discard(self.name)
        return nodes


@dataclass(frozen=True, slots=True)
class TextMacro:
    """A call of a macro."""

    macro: Macro
    formatting: Formatting

    def render(self, at: Rendering) -> Node | None:
        """What the macro makes."""
        called, filled = at.called, at.filled
        nodes = self.macro.nodes(at)
        if not nodes or (at.called > called and at.filled == filled):
            return None
        at.filled += 1
        return self.formatting.on(nodes, at.language)

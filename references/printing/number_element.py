"""``cs:number`` and ``cs:label``: numeric variables and the words that go with them."""

from __future__ import annotations

from dataclasses import dataclass

from references.printing.formatting import TERMS, Formatting
from references.printing.numerals import (
    is_numeric,
    is_several,
    joined_mark,
    long_ordinal,
    ordinal,
    pieces,
    roman,
)
from references.printing.page_ranges import page_range
from references.printing.rendering import Rendering
from references.printing.rich_text import rich_text
from references.printing.tree import Node, Span, Text


def number_words(at: Rendering, variable: str) -> str:
    """The words of a number variable, whether of the item or of the cite."""
    if variable == "locator":
        return at.cite.locator if at.cite else ""
    if variable == "citation-number":
        return str(at.number) if at.number else ""
    if variable == "first-reference-note-number":
        return str(at.cite.first_note) if at.cite and at.cite.first_note else ""
    return at.item.text(variable)


#: Beyond these a number is a name, with no ordinal.
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Number:
    """A number variable in a form; what is not numeric is printed as it stands."""

    variable: str
    form: str
    formatting: Formatting
    page_form: str

    def render(self, at: Rendering) -> Node | None:
        """The number."""
        at.called += 1
        if self.variable in at.hidden:
            return None
        words = number_words(at, self.variable)
        if not words:
            return None
        at.used(self.variable)
        node = self._node(at, words)
        if self.variable == "citation-number":
            node = Span([node], role="citation-number")
        return self.formatting.on([node], at.language)

    def _node(self, at: Rendering, words: str) -> Node:
        if at.sorting and words.isdecimal():
            return Text(words.rjust(10, "0"))
        if self.variable == "page":
            return Text(
                page_range(words, self.page_form, at.locale.term("page-range-delimiter") or "–")
            )
        if not is_numeric(words):
            return rich_text(words)
        return Text(
            "".join(
                joined_mark(piece) if place % 2 else self._number(at, piece)
                for place, piece in enumerate(pieces(words))
            )
        )

    def _number(self, at: Rendering, piece: str) -> str:
        if not piece.isdecimal() or len(piece) > _MOST_DIGITS:
            return piece
        gender = at.locale.gender(self.variable)
        if self.form == "ordinal":
            return ordinal(int(piece), at.locale, gender)
        if self.form == "long-ordinal":
            return long_ordinal(int(piece), at.locale, gender)
        if self.form == "roman":
            return roman(int(piece))
        return piece


@dataclass(frozen=True, slots=True)
class Label:
    """The term for a number variable, in the number that its value has."""

    variable: str
    form: str
    plural: str
    formatting: Formatting

    def render(self, at: Rendering) -> Node | None:
        """The term, or nothing when the variable has no value."""
        at.called += 1
        words = number_words(at, self.variable)
        if not words or self.variable in at.hidden:
            return None
        at.filled += 1
        term = self.variable
        if term == "locator":
            term = (at.cite.label if at.cite else "") or "page"
            if term == "sub-verbo" and at.locale.term(term, self.form) is None:
                term = "sub verbo"
        said = at.locale.term(term, self.form, plural=self._several(words))
        if not said:
            return None
        return self.formatting.on([Text(said)], TERMS)

    def _several(self, words: str) -> bool:
        if self.plural in ("always", "never"):
            return self.plural == "always"
        if self.variable.startswith("number-of-"):
            return words.strip() not in ("1", "0") and any(char.isdigit() for char in words)
        return is_several(words)

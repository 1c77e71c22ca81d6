"""The items at hand: their order, their numbers, and what tells them apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from references.printing.compiling import SortKey
from references.printing.item import Item
from references.printing.name_options import NameOptions
from references.printing.rendering import Cite, Distinction, Rendering
from references.printing.sorting import sort_values
from references.printing.style import Layout, Style


class Register:
    """Items by key, in the order given and in that of the bibliography."""

    def __init__(self, style: Style, items: Sequence[Item]) -> None:
        self.style = style
        self.items = {item.key: item for item in items}
        self.distinctions: dict[str, Distinction] = {}
        #: Numbers as cited, by which a style may sort, and numbers as printed.
        self.given_numbers = {key: number for number, key in enumerate(self.items, 1)}
        self.numbers = dict(self.given_numbers)
        self._order = list(self.items.values())
        inherited = {**style.options, **style.citation.options}
        self._options = NameOptions.of({}, inherited, style.options, {})
        self._sort()

    def rendering(
        self, item: Item, area: str, *, cite: Cite | None = None, sorting: bool = False
    ) -> Rendering:
        """A fresh start for rendering an item."""
        distinction = self.distinctions.get(item.key)
        at = Rendering(
            item,
            self.style.locale,
            area,
            item.language or self.style.locale.language,
            cite,
            self.numbers.get(item.key, 0),
            distinction,
            sorting,
        )
        if distinction is not None and distinction.suffix:
            at.suffix_letters = letters(distinction.suffix)
        return at

    def sort_values(self, layout: Layout, item: Item) -> tuple[Any, ...]:
        """What an item is sorted by in a layout."""
        return sort_values(
            layout.keys,
            lambda _: self.rendering(item, layout.area, sorting=True),
            self._options,
        )

    def in_order(self) -> list[Item]:
        """The items in the order of the bibliography."""
        return self._order

    def _sort(self) -> None:
        layout = self.style.bibliography
        if layout is None or not layout.keys:
            return
        values = {item.key: self.sort_values(layout, item) for item in self.items.values()}
        self._order = sorted(self.items.values(), key=lambda item: values[item.key])
        if _by_number_backwards(layout.keys):
            numbered = range(len(self._order), 0, -1)
        else:
            numbered = range(1, len(self._order) + 1)
        self.numbers = {
            item.key: number for item, number in zip(self._order, numbered, strict=True)
        }

    def renumber_suffixes(self) -> None:
        """Sort again once year suffixes are known, where a key may show them."""
        if any(each.suffix for each in self.distinctions.values()):
            kept = self.numbers
            self._sort()
            if self._order:
                self.numbers = self.numbers or kept


def _by_number_backwards(keys: Sequence[SortKey]) -> bool:
    """Whether the last work cited comes first, and keeps its number."""
    numbered = [key for key in keys if key.by_number]
    return bool(numbered) and numbered[-1].descending


def letters(number: int) -> str:
    """``a`` to ``z``, then ``aa``."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text

"""The order of entries and of cites, by the keys that a style gives."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from references.printing.citation_label import default_label
from references.printing.compiling import SortKey
from references.printing.date_element import sortable
from references.printing.item import DATE_VARIABLES, NAME_VARIABLES, NUMBER_VARIABLES, Item
from references.printing.name_options import NameOptions
from references.printing.person import sort_name
from references.printing.rendering import Rendering
from references.printing.rich_text import rich_text
from references.printing.tree import plain

_UNSORTED = re.compile(r"[\"“”'‘’«»\[\](){}@#*†‡]")
_ALL_PARTS = frozenset({"year", "month", "day"})
_RUNS = re.compile(r"[^\W_]+")
#: Renders a key of an item: ``make(item)`` gives a rendering set for sorting.
Make = Callable[[Any], Rendering]


@lru_cache(maxsize=65536)
def collation(words: str) -> tuple[str, str, str]:
    """The words as dictionaries order them: letters first, accents and capitals only to decide."""
    cleaned = _UNSORTED.sub("", words).strip()
    # Words part as blanks do, whatever stands between them.
    letters = unicodedata.normalize("NFKD", cleaned)
    bare = "".join([each for each in letters if not unicodedata.combining(each)]).casefold()
    bare = bare.replace("-", " ").replace("–", " ").replace(",", " ,")
    return bare, cleaned.casefold(), cleaned.swapcase()


class _Backwards:
    """A key whose order is turned round."""

    __slots__ = ("key",)

    def __init__(self, key: tuple[str, str, str]) -> None:
        self.key = key

    def __lt__(self, other: _Backwards) -> bool:
        return other.key < self.key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Backwards) and other.key == self.key

    __hash__ = None  # type: ignore[assignment]


def sort_values(
    keys: Sequence[SortKey], make: Callable[[SortKey], Rendering], options: NameOptions
) -> tuple[Any, ...]:
    """The values of an item's keys, to compare; what is empty comes last either way."""
    out: list[Any] = []
    for key in keys:
        words = key_words(key, make(key), options)
        if not words:
            out.append((1, ()))
        elif key.descending:
            out.append((0, _Backwards(collation(words))))
        else:
            out.append((0, collation(words)))
    return tuple(out)


def key_words(key: SortKey, at: Rendering, options: NameOptions) -> str:
    """What an item is sorted by, as words."""
    if key.macro is not None:
        at.names_limits = key.limits
        return "".join(plain(node) for node in key.macro.nodes(at)).strip()
    variable = key.variable
    item: Item = at.item
    if variable in NAME_VARIABLES:
        return "\x1f".join(sort_name(name, options) for name in item.names(variable))
    if variable in DATE_VARIABLES:
        date = item.date(variable)
        return sortable(date, _ALL_PARTS) if date else ""
    if variable == "citation-number":
        return f"{at.number:010d}" if at.number else ""
    words = item.text(variable)
    if variable == "citation-label":
        words = words or default_label(item)
    if variable in NUMBER_VARIABLES and words.isdecimal():
        return words.rjust(10, "0")
    return plain(rich_text(words)) if words else ""

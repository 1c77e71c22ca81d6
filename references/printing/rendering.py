"""Where one rendering of one item stands: the item, the cite, and what was met on the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from references.printing.item import Item
from references.printing.locale import Locale
from references.printing.name_options import NameOptions
from references.printing.tree import Node


@dataclass(frozen=True, slots=True)
class Cite:
    """One citation of an item within a cluster, with what the writer adds to it."""

    key: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False
    position: int = 0
    near_note: bool = False
    first_note: int = 0


@dataclass(slots=True)
class Distinction:
    """What tells an item from others that would be cited alike."""

    #: How many names to show, by the place of the list among those rendered.
    shown: dict[int, int] = field(default_factory=dict)
    #: How much of given names to show, by list and place: 1 initials, 2 in full.
    given: dict[tuple[int, int], int] = field(default_factory=dict)
    #: How many of the style's own conditions on ambiguity hold, in the order they are met.
    conditions: int = 0
    suffix: int = 0


class Element(Protocol):
    """One rendering element of a style."""

    def render(self, at: Rendering) -> Node | None:
        """The node it makes, or ``None`` when it has nothing to say."""


@dataclass(slots=True)
class Rendering:
    """One pass over a layout; elements read from it and note what they met."""

    item: Item
    locale: Locale
    area: str
    language: str = ""
    cite: Cite | None = None
    number: int = 0
    distinction: Distinction | None = None
    #: For sorting, names and dates are written so that their order shows.
    sorting: bool = False
    names_limits: tuple[int, int, bool | None] | None = None
    #: Variables that a substitute has used up.
    hidden: set[str] = field(default_factory=set)
    substituting: int = 0
    called: int = 0
    filled: int = 0
    #: The first list of names is left out, as for a cite collapsed to its year.
    without_names: bool = False
    #: Only what tells works apart is rendered: when a page was visited does not.
    comparing: bool = False
    names_met: int = 0
    first_names: Node | None = None
    suffix_letters: str = ""
    suffix_done: bool = False
    #: How many names each list could show, and which were rendered, for disambiguation.
    lists: list[tuple[str, int, int]] = field(default_factory=list)
    list_options: list[NameOptions] = field(default_factory=list)
    conditions_met: int = 0
    #: Macros being rendered, and how many were called in all.
    macros: set[str] = field(default_factory=set)
    macro_calls: int = 0

    @contextmanager
    def substitution(self) -> Iterator[None]:
        """Variables rendered within are not rendered again."""
        self.substituting += 1
        try:
            yield
        finally:
            self.substituting -= 1

    def used(self, variable: str) -> None:
        """Note a variable that had something to say."""
        self.filled += 1
        if self.substituting:
            self.hidden.add(variable)

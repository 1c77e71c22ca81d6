"""``cs:choose``: the first branch whose conditions hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from references.printing.item import DATE_VARIABLES
from references.printing.numerals import is_numeric
from references.printing.rendering import Element, Rendering
from references.printing.tree import Node, Span

Test = Callable[[Rendering], bool]


@dataclass(frozen=True, slots=True)
class Branch:
    """Tests, how they combine, and what is rendered when they hold."""

    tests: tuple[Test, ...]
    match: str
    elements: tuple[Element, ...]

    def holds(self, at: Rendering) -> bool:
        """Whether the branch is taken."""
        if not self.tests:
            return True
        results = (test(at) for test in self.tests)
        if self.match == "any":
            return any(results)
        if self.match == "none":
            return not any(results)
        return all(results)


@dataclass(frozen=True, slots=True)
class Choose:
    """Branches in order."""

    branches: tuple[Branch, ...]

    def nodes(self, at: Rendering) -> list[Node]:
        """What the first fitting branch makes, piece by piece."""
        for branch in self.branches:
            if branch.holds(at):
                return nodes_of(branch.elements, at)
        return []

    def render(self, at: Rendering) -> Node | None:
        """What the first fitting branch makes."""
        nodes = self.nodes(at)
        if not nodes:
            return None
        return nodes[0] if len(nodes) == 1 else Span(nodes)


def nodes_of(elements: Sequence[Element], at: Rendering) -> list[Node]:
    """What elements make; a branch's pieces take the delimiter of what is around the branch."""
    out: list[Node] = []
    for element in elements:
        if isinstance(element, Choose):
            out.extend(element.nodes(at))
        elif (node := element.render(at)) is not None:
            out.append(node)
    return out


def tests_of(given: Mapping[str, str]) -> Iterator[Test]:
    """A test for every word of every condition."""
    for name, value in given.items():
        make = _TESTS.get(name)
        if make is not None:
            for word in value.split():
                yield make(word)


def _type(word: str) -> Test:
    return lambda at: at.item.type == word


def _variable(word: str) -> Test:
    def test(at: Rendering) -> bool:
        if word == "locator":
            return bool(at.cite and at.cite.locator)
        if word == "citation-number":
            return at.number > 0
        if word == "first-reference-note-number":
            return bool(at.cite and at.cite.first_note)
        if word == "year-suffix":
            return bool(at.suffix_letters)
        return at.item.has(word)

    return test


def _is_numeric(word: str) -> Test:
    def test(at: Rendering) -> bool:
        if word == "locator":
            return bool(at.cite) and is_numeric(at.cite.locator if at.cite else "")
        if word == "citation-number":
            return at.number > 0
        return is_numeric(at.item.text(word))

    return test


def _is_uncertain(word: str) -> Test:
    def test(at: Rendering) -> bool:
        if word not in DATE_VARIABLES:
            return False
        date = at.item.date(word)
        return date is not None and date.circa

    return test


def _locator(word: str) -> Test:
    wanted = "sub-verbo" if word == "sub verbo" else word
    return lambda at: bool(
        at.cite and at.cite.locator and (at.cite.label or "page").replace(" ", "-") == wanted
    )


FIRST, SUBSEQUENT, IBID, IBID_WITH_LOCATOR = range(4)


def _position(word: str) -> Test:
    def test(at: Rendering) -> bool:
        if at.area != "citation":
            return False
        position = at.cite.position if at.cite else FIRST
        if word == "first":
            return position == FIRST
        if word == "subsequent":
            return position >= SUBSEQUENT
        if word == "ibid":
            return position >= IBID
        if word == "ibid-with-locator":
            return position == IBID_WITH_LOCATOR
        return bool(word == "near-note" and at.cite and at.cite.near_note)

    return test


def _disambiguate(word: str) -> Test:
    def test(at: Rendering) -> bool:
        at.conditions_met += 1
        allowed = at.distinction.conditions if at.distinction is not None else 0
        return (at.conditions_met <= allowed) == (word == "true")

    return test


_TESTS: Mapping[str, Callable[[str], Test]] = {
    "type": _type,
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
}

"""Names that repeat those of the entry before, put as the style asks: ``———``."""

from __future__ import annotations

from collections.abc import Sequence

from references.printing.person import INVERTED, NAME
from references.printing.style import Style
from references.printing.tree import Node, Span, Text, plain, spans


def substitute_names(style: Style, trees: Sequence[Node]) -> None:
    """Put the substitute for names that an entry shares with the one before it."""
    layout = style.bibliography
    if layout is None or "subsequent-author-substitute" not in layout.options:
        return
    substitute = layout.options["subsequent-author-substitute"]
    rule = layout.options.get("subsequent-author-substitute-rule", "complete-all")
    before: list[str] = []
    for tree in trees:
        block = next(spans(tree, "names"), None)
        if block is None:
            before = []
            continue
        people = [plain(each) for each in _people(block)]
        whole = people or [plain(block)]
        same = 0
        while same < min(len(whole), len(before)) and whole[same] == before[same]:
            same += 1
        if same:
            _substitute(block, substitute, rule, same, complete=whole == before)
        before = whole


def _substitute(block: Span, words: str, rule: str, same: int, *, complete: bool) -> None:
    people = _people(block)
    if not people or rule == "complete-all":
        # Where something else stands in for names, it is repeated whole or not at all.
        if complete:
            _replace_all(block, people, words)
        return
    chosen = {
        "complete-each": people if complete else [],
        "partial-each": people[:same],
        "partial-first": people[:1],
    }
    for each in chosen.get(rule, []):
        each.children = [Text(words)]


def _people(block: Span) -> list[Span]:
    lists = list(spans(block, "name-list"))
    return [
        child
        for each in lists
        for child in _inner(each)
        if isinstance(child, Span) and child.role in (NAME, INVERTED)
    ]


def _inner(block: Span) -> list[Node]:
    """The members of a list, below formatting that the whole list has."""
    found: list[Node] = []
    for child in block.children:
        if isinstance(child, Span) and not child.role:
            found.extend(_inner(child))
        else:
            found.append(child)
    return found


def _replace_all(block: Span, people: list[Span], words: str) -> None:
    """One substitute for the list of names; a label after them stays."""
    lists = list(spans(block, "name-list"))
    if not people or not lists:
        block.children = [Text(words)] if words else []
        return
    first, *others = lists
    first.children = [Text(words)] if words else []
    for each in others:
        each.children = []

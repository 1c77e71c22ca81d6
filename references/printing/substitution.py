"""Names that repeat those of the entry before, put as the style asks: ``———``."""

from __future__ import annotations

from collections.abc import Sequence

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
        people = [plain(each) for each in spans(block, "name")]
        whole = people or [plain(block)]
        same = 0
        while same < min(len(whole), len(before)) and whole[same] == before[same]:
            same += 1
        if same:
            _substitute(block, substitute, rule, same, complete=whole == before)
        before = whole


def _substitute(block: Span, words: str, rule: str, same: int, *, complete: bool) -> None:
    people = list(spans(block, "name"))
    if rule == "complete-all":
        if complete:
            _replace_all(block, people, words)
    elif rule == "complete-each":
        if complete:
            for each in people:
                each.children = [Text(words)]
    elif rule == "partial-each":
        for each in people[:same]:
            each.children = [Text(words)]
    elif rule == "partial-first" and people:
        people[0].children = [Text(words)]


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

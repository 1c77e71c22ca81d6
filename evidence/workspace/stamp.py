"""Text of a claims file with stamps in the place of judgements, and nothing else of it moved.

The text is edited at the places the reader noted: a round trip through a YAML library rewraps long
lines and takes twelve seconds for 5,000 claims. The new text is read again before it is given, and
must differ in the stamps alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from evidence.workspace.positions import (
    Entry,
    ListNode,
    MapNode,
    Node,
    Path,
    ScalarNode,
    node_at,
    plain,
)
from evidence.workspace.yaml_tree import read_yaml
from references.errors import InputError
from references.source import SourceFile

STAMP = ("by", "on", "fingerprint", "seen", "history")
"""The keys of a judgement that accepting writes, the last only where one was replaced."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What accepting writes: the value of each key, and the judgement that was replaced.

    ``replaced`` is a line of YAML for the history, empty where nothing of the judgement changed.
    """

    values: Mapping[str, str]
    replaced: str = ""


JudgementPlace: TypeAlias = tuple[str, int | None]
"""A claim's id, and which of its outcomes is judged; ``None`` for the claim as a whole."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """Replace the characters from ``start`` to ``end``; ``last`` of those at one place."""

    start: int
    end: int
    text: str
    last: bool = False


def stamped_text(source: SourceFile, stamps: Mapping[JudgementPlace, Stamp]) -> str:
    """The text of a claims file with the stamps in place.

    Raises:
        InputError: when a judgement is written so that its stamp would change more than itself,
            naming what to do by hand.
    """
    edits: list[_Edit] = []
    for node in _claim_nodes(source):
        for path, stamp in _stamps_of(node, stamps):
            judgement = node_at(node, path)
            if isinstance(judgement, MapNode):
                edits += _edits(judgement, stamp, source)
    text = source.text
    for edit in sorted(edits, key=lambda item: (item.start, item.end, item.last), reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    _check(source, text, stamps)
    return text


def _stamps_of(node: Node, stamps: Mapping[JudgementPlace, Stamp]) -> Iterator[tuple[Path, Stamp]]:
    """The stamps of one claim with the path of each judgement below it."""
    name = _id(node)
    for (claim, index), stamp in stamps.items():
        if claim == name:
            yield ("judgement",) if index is None else ("outcomes", index, "judgement"), stamp


def _claim_nodes(source: SourceFile) -> Iterable[Node]:
    tree = read_yaml(source).value
    listed = node_at(tree, ("claims",)) if tree else None
    return listed.items if isinstance(listed, ListNode) else ()


def _id(node: Node) -> str:
    name = node_at(node, ("id",))
    return str(name.value).strip() if isinstance(name, ScalarNode) else ""


def _edits(judgement: MapNode, stamp: Stamp, source: SourceFile) -> list[_Edit]:
    entries = judgement.entries
    values = stamp.values
    edits = [
        _replace(key, entries[key], value, source)
        for key, value in values.items()
        if key in entries
    ]
    missing = [f"{key}: {value}" for key, value in values.items() if key not in entries]
    newline = "\r\n" if "\r\n" in source.text else "\n"
    if stamp.replaced and (kept := entries.get("history")):
        edits.append(_added_to(kept, stamp.replaced, source, newline))
    elif stamp.replaced and not judgement.block:
        missing.append(f"history: [{stamp.replaced}]")
    if not judgement.block:
        end = _last_exact_end(entries, source)
        added = "".join(f", {pair}" for pair in missing)
        return [*edits, _Edit(end, end, added, last=True)] if added else edits
    first = min(item.key_start for item in entries.values())
    indent = newline + " " * (source.location(first).column - 1)
    added = "".join(indent + pair for pair in missing)
    if stamp.replaced and "history" not in entries:
        added += f"{indent}history:{indent}  - {stamp.replaced}"
    if not added:
        return edits
    end = _line_end(_last_exact_end(entries, source), source)
    return [*edits, _Edit(end, end, added, last=True)]


def _last_exact_end(entries: Mapping[str, Entry], source: SourceFile) -> int:
    """Where the last value ends whose end is known to the character; one always is."""
    return max(item.node.end for item in entries.values() if _has_exact_end(item.node, source))


def _line_end(offset: int, source: SourceFile) -> int:
    line = source.location(offset).line
    return source.line_starts[line - 1] + len(source.line(line))


def _added_to(entry: Entry, past: str, source: SourceFile, newline: str) -> _Edit:
    """One more judgement at the end of a history, in the style that it is written in."""
    node = entry.node
    if not isinstance(node, ListNode) or not node.items:
        return _replace("history", entry, f"[{past}]", source)
    end = _end(node.items[-1])
    if not node.block:
        return _Edit(end, end, f", {past}")
    line = source.line(source.location(node.items[-1].start).line)
    dash = line[: len(line) - len(line.lstrip())]
    end = _line_end(end, source)
    return _Edit(end, end, f"{newline}{dash}- {past}")


def _has_exact_end(node: Node, source: SourceFile) -> bool:
    if isinstance(node, ScalarNode):
        return source.text[node.start : node.start + 1] not in ("|", ">")
    return not node.block


def _replace(key: str, entry: Entry, value: str, source: SourceFile) -> _Edit:
    node = entry.node
    if isinstance(node, ScalarNode):
        gap = " " if source.text[node.start - 1] == ":" else ""
        return _Edit(node.start, node.end, gap + value)
    return _Edit(entry.key_start, _end(node), f"{key}: {value}")


def _end(node: Node) -> int:
    """One past the last character of what is below a node."""
    if isinstance(node, ScalarNode) or not node.block:
        return node.end
    if isinstance(node, ListNode):
        return max((_end(item) for item in node.items), default=node.start)
    return max((_end(entry.node) for entry in node.entries.values()), default=node.start)


def _check(source: SourceFile, text: str, stamps: Mapping[JudgementPlace, Stamp]) -> None:
    """Refuse a text that does not read as the old one with the stamps."""
    expected = [_plain_stamped(node, stamps) for node in _claim_nodes(source)]
    found = [plain(node) for node in _claim_nodes(SourceFile(source.path, text))]
    if expected != found:
        raise InputError(
            f"{source.path}: the judgement is written in a way that cannot be stamped; write its "
            "keys on lines of their own"
        )


def _plain_stamped(node: Node, stamps: Mapping[JudgementPlace, Stamp]) -> object:
    value = plain(node)
    for path, stamp in _stamps_of(node, stamps):
        judgement: Any = value
        for part in path:
            judgement = judgement[part]
        for key, text in stamp.values.items():
            judgement.update(_read(f"{key}: {text}"))
        if stamp.replaced:
            judgement["history"] = [*(judgement.get("history") or []), _read(stamp.replaced)]
    return value


def _read(text: str) -> Any:
    tree = read_yaml(SourceFile("", text)).value
    return plain(tree) if tree else {}

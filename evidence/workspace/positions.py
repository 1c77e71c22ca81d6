"""Parsed YAML and TOML as trees whose every key and value knows its place in the file.

Places are offsets of characters. ``end`` is one past the last character of a value, and exact for
YAML scalars on one line and for YAML in brackets; elsewhere it is not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from references.source import Location, SourceFile


@dataclass(slots=True)
class ScalarNode:
    """A single value; ``None`` where a key was written without one."""

    value: object
    start: int
    end: int = -1


@dataclass(slots=True)
class ListNode:
    """A sequence; ``block`` when its items stand on lines of their own."""

    start: int
    block: bool
    items: list[Node] = field(default_factory=list)
    end: int = -1


@dataclass(slots=True)
class MapNode:
    """A mapping; ``block`` when its keys stand on lines of their own."""

    start: int
    block: bool
    entries: dict[str, Entry] = field(default_factory=dict)
    end: int = -1


@dataclass(slots=True)
class Entry:
    """A key's place and its value."""

    key_start: int
    node: Node

    @property
    def start(self) -> int:
        """Where to point for this entry: at the value, or at the key of one that spans lines."""
        node = self.node
        if isinstance(node, ScalarNode):
            return self.key_start if node.value is None else node.start
        return self.key_start if node.block else node.start


Node: TypeAlias = ScalarNode | ListNode | MapNode
Path: TypeAlias = Sequence[str | int]


def plain(node: Node) -> object:
    """The tree as dictionaries, lists and scalars; keys without a value are left out."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, ListNode):
        return [plain(item) for item in node.items]
    return {
        key: plain(entry.node)
        for key, entry in node.entries.items()
        if not (isinstance(entry.node, ScalarNode) and entry.node.value is None)
    }


def empty_keys(node: Node, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Paths of the keys without a value, which ``plain`` leaves out."""
    if isinstance(node, MapNode):
        for key, entry in node.entries.items():
            if isinstance(entry.node, ScalarNode):
                if entry.node.value is None:
                    yield (*path, key)
            else:
                yield from empty_keys(entry.node, (*path, key))
    elif isinstance(node, ListNode):
        for index, item in enumerate(node.items):
            if not isinstance(item, ScalarNode):
                yield from empty_keys(item, (*path, index))


def step(node: Node, part: str | int) -> Node | None:
    """The child of a node by key or index, ``None`` when there is none."""
    if isinstance(node, MapNode):
        entry = node.entries.get(str(part))
        return entry.node if entry else None
    if isinstance(node, ListNode) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def node_at(node: Node, path: Path) -> Node | None:
    """The node at the end of a path, ``None`` when the path leaves the tree."""
    current: Node | None = node
    for part in path:
        if current is None:
            return None
        current = step(current, part)
    return current


def offset_of(node: Node, path: Path) -> int:
    """Where to point for a path, or for the longest part of it that exists."""
    start = node.start
    current = node
    for part in path:
        if isinstance(current, MapNode) and str(part) in current.entries:
            entry = current.entries[str(part)]
            start, current = entry.start, entry.node
        elif (child := step(current, part)) is not None:
            start, current = child.start, child
        else:
            break
    return start


def key_offset_of(node: Node, path: Path) -> int:
    """Where the key at the end of a path stands."""
    parent = node_at(node, path[:-1])
    if isinstance(parent, MapNode) and str(path[-1]) in parent.entries:
        return parent.entries[str(path[-1])].key_start
    return offset_of(node, path)


def remove(node: Node, path: Path) -> bool:
    """Take the child at a path out of the tree; ``False`` when it is not there."""
    parent = node_at(node, path[:-1])
    last = path[-1]
    if isinstance(parent, MapNode) and str(last) in parent.entries:
        del parent.entries[str(last)]
        return True
    if isinstance(parent, ListNode) and isinstance(last, int) and last < len(parent.items):
        del parent.items[last]
        return True
    return False


def places(node: Node, source: SourceFile) -> dict[str, Location]:
    """Every dotted path of keys below a node, with the place to point at."""
    found: dict[str, Location] = {}
    if isinstance(node, MapNode):
        _add_places(node, source, "", found)
    return found


def _add_places(node: MapNode, source: SourceFile, prefix: str, found: dict[str, Location]) -> None:
    for key, entry in node.entries.items():
        name = f"{prefix}{key}"
        found[name] = source.location(entry.start)
        if isinstance(entry.node, MapNode):
            _add_places(entry.node, source, f"{name}.", found)

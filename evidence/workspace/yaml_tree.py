"""YAML text as a positioned tree: every scalar stays text, and nothing is ever constructed.

Events of libyaml's parser are followed with a stack of our own, so that nesting is bounded,
aliases are refused before they can multiply (the "billion laughs" file), and no tag can name a
Python object. Scalars stay text because YAML 1.1 reads ``no``, ``012`` and ``1:30`` as false, ten
and ninety; the model of the file decides what is a number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from evidence.workspace.positions import Entry, ListNode, MapNode, Node, ScalarNode
from references.problem import Problem, Reading
from references.source import SourceFile

MAX_DEPTH = 20
# libyaml is in every wheel of PyYAML; without it the same events come six times slower.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ABSENT = frozenset({"", "~", "null"})
_QUOTE_IT = 'put the text between quotation marks: "..."'
_TAB = "indent with spaces; YAML allows no tabs there"
_HINTS = (
    ("'\\t'", _TAB),
    ("tab character", _TAB),
    ("cannot start any token", f"a text may not begin with this character; {_QUOTE_IT}"),
    ("could not find expected ':'", "every key needs a colon and a space after it"),
    ("did not find expected '-' indicator", "the keys of one item begin in the same column"),
    ("did not find expected key", "look for a wrong indent or a missing quotation mark above"),
    ("expected ',' or", "a comma or a closing bracket is missing"),
    ("expected <block end>", "look for a wrong indent"),
    ("unexpected end of stream", "a quotation mark is not closed"),
    ("control characters", "remove the invisible character"),
)


def read_yaml(source: SourceFile) -> Reading[Node | None]:
    """The tree of a YAML file, ``None`` when it is empty or is not YAML."""
    builder = _Builder(source)
    try:
        builder.build(_events(source.text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        offset = mark.index if mark else 0
        if "mapping values are not allowed" in str(error):
            hint = _colon_hint(source.text, offset)
        else:
            hint = _hint(f"{error} {source.text[offset : offset + 1]!r}")
        builder.say("syntax", _wording(error), offset, hint)
        return Reading(None, tuple(builder.problems))
    except yaml.reader.ReaderError as error:
        position = error.position if isinstance(error.position, int) else 0
        offset = len(source.text.encode()[:position].decode(errors="ignore"))
        builder.say("syntax", f"not YAML: {error.reason}", offset, _hint(str(error.reason)))
        return Reading(None, tuple(builder.problems))
    except UnicodeEncodeError as error:
        builder.say("syntax", "not text: half of a surrogate pair stands alone", error.start)
        return Reading(None, tuple(builder.problems))
    return Reading(builder.root, tuple(builder.problems))


def _events(text: str) -> Iterator[Any]:
    parser = _LOADER(text)
    try:
        yield from iter(parser.get_event, None)
    finally:
        parser.dispose()


def _wording(error: yaml.MarkedYAMLError) -> str:
    parts = (error.context, error.problem)
    return "not YAML: " + ", ".join(part for part in parts if part)


def _hint(message: str) -> str:
    return next((hint for words, hint in _HINTS if words in message), "")


def _colon_hint(text: str, offset: int) -> str:
    """What to do about a colon that may not stand where it does.

    Behind a key it belongs to the text; behind the first word of a line it makes a key, which
    stands further in than the one above, so that YAML takes it for more of the text there.
    """
    before = text[text.rfind("\n", 0, offset) + 1 : offset].strip()
    if before and " " not in before:
        return f"begin {before!r} in the same column as the key before it"
    return f"a text that holds ': ' must be quoted; {_QUOTE_IT}"


class _Builder:
    """Puts events together; what has no place in a review file becomes a problem.

    Events are ``Any`` because their stubs allow for a missing mark, which no parser makes; the
    types are compared with ``is`` because this runs some eighty times for each claim.
    """

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[MapNode | ListNode] = []
        self._keys: list[ScalarNode | None] = []
        self._documents = 0

    def say(self, kind: str, message: str, offset: int, hint: str = "") -> None:
        place = self.source.location(min(offset, len(self.source.text)))
        self.problems.append(Problem(f"review/{kind}", message, place, hint))

    def build(self, events: Iterator[Any]) -> None:
        """Follow the events to their end, or to where reading on makes no sense."""
        for event in events:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                if not self._enter(event):
                    return
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                node = self._open.pop()
                self._keys.pop()
                node.end = event.end_mark.index
                self._add(node)
            elif kind is yaml.AliasEvent:
                self._alias(event)
            elif kind is yaml.DocumentStartEvent and not self._begins(event):
                return

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._check_decoration(event)
        value = event.value
        absent = value in _ABSENT and event.implicit[0]
        self._add(
            ScalarNode(None if absent else value, event.start_mark.index, event.end_mark.index)
        )

    def _alias(self, event: Any) -> None:
        at = event.start_mark.index
        hint = f"write the value out; if it is a text, {_QUOTE_IT}"
        self.say("syntax", f"the alias *{event.anchor} is not allowed", at, hint)
        self._add(ScalarNode(None, at, at))

    def _begins(self, event: Any) -> bool:
        self._documents += 1
        if self._documents > 1:
            message = "a second YAML document ('---') is not read"
            self.say("syntax", message, event.start_mark.index, "use one file for each")
        return self._documents == 1

    def _check_decoration(self, event: Any) -> None:
        at = event.start_mark.index
        tag = getattr(event, "tag", None)
        if event.anchor:
            self.say("syntax", f"the anchor &{event.anchor} is not allowed", at, _QUOTE_IT)
        if tag:
            self.say("syntax", f"the tag {tag} is not allowed", at, _QUOTE_IT)

    def _enter(self, event: Any) -> bool:
        at = event.start_mark.index
        if event.anchor or event.tag:
            self._check_decoration(event)
        if len(self._open) >= MAX_DEPTH:
            self.say(
                "syntax", f"nested more than {MAX_DEPTH} levels deep; the rest is not read", at
            )
            return False
        is_map = type(event) is yaml.MappingStartEvent
        block = not event.flow_style
        self._open.append(MapNode(at, block) if is_map else ListNode(at, block))
        self._keys.append(None)
        return True

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
            return
        key = self._keys[-1]
        if key is None:
            self._keys[-1] = self._key(node)
        else:
            self._keys[-1] = None
            self._add_entry(parent, key, node)

    def _key(self, node: Node) -> ScalarNode:
        if isinstance(node, ScalarNode):
            return node if node.value is not None else ScalarNode("", node.start)
        self.say("syntax", "a key must be a word, not a list or a mapping", node.start)
        return ScalarNode(None, node.start)

    def _add_entry(self, parent: MapNode, key: ScalarNode, node: Node) -> None:
        if key.value is None:
            return
        name = str(key.value)
        if name in parent.entries:
            first = self.source.location(parent.entries[name].key_start)
            message = f"the key {name!r} is given twice; the first stands in line {first.line}"
            self.say("duplicate-key", message, key.start, "keep one; the first was used")
            return
        parent.entries[name] = Entry(key.start, node)

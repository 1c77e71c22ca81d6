"""YAML text as a positioned tree: every scalar stays text, and nothing is ever constructed.

Events of libyaml's parser are followed with a stack of our own, so that nesting is bounded,
aliases are refused before they can multiply (the "billion laughs" file), and no tag can name a
Python object. Scalars stay text because YAML 1.1 reads ``no``, ``012`` and ``1:30`` as false, ten
and ninety; the model of the file decides what is a number.
"""

from __future__ import annotations

from collections.abc import Iterator

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
    ("mapping values are not allowed", f"a text that holds ': ' must be quoted; {_QUOTE_IT}"),
    ("cannot start any token", f"a text may not begin with this character; {_QUOTE_IT}"),
    ("could not find expected ':'", "every key needs a colon and a space after it"),
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
        found = f"{error} {source.text[offset : offset + 1]!r}"
        builder.say("syntax", _wording(error), offset, _hint(found))
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


def _events(text: str) -> Iterator[yaml.Event]:
    parser = _LOADER(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


def _wording(error: yaml.MarkedYAMLError) -> str:
    parts = (error.context, error.problem)
    return "not YAML: " + ", ".join(part for part in parts if part)


def _hint(message: str) -> str:
    return next((hint for words, hint in _HINTS if words in message), "")


class _Builder:
    """Puts events together; what has no place in a review file becomes a problem."""

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

    def build(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._check_decoration(event)
                self._add(_scalar(event))
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._check_decoration(event)
                if not self._enter(event):
                    return
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._leave(event)
            elif isinstance(event, yaml.AliasEvent):
                hint = f"write the value out; if it is a text, {_QUOTE_IT}"
                at = _at(event)
                self.say("syntax", f"the alias *{event.anchor} is not allowed", at, hint)
                self._add(ScalarNode(None, at))
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    message = "a second YAML document ('---') is not read"
                    self.say("syntax", message, _at(event), "use one file for each")
                    return

    def _check_decoration(
        self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent
    ) -> None:
        at = _at(event)
        if event.anchor:
            self.say("syntax", f"the anchor &{event.anchor} is not allowed", at, _QUOTE_IT)
        if event.tag:
            self.say("syntax", f"the tag {event.tag} is not allowed", at, _QUOTE_IT)

    def _enter(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        at = _at(event)
        if len(self._open) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep; the rest is not read"
            self.say("syntax", message, at)
            return False
        block = not event.flow_style
        is_map = isinstance(event, yaml.MappingStartEvent)
        node: MapNode | ListNode = MapNode(at, block) if is_map else ListNode(at, block)
        self._open.append(node)
        self._keys.append(None)
        return True

    def _leave(self, event: yaml.Event) -> None:
        node = self._open.pop()
        node.end = event.end_mark.index if event.end_mark else -1
        self._keys.pop()
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, ListNode):
            parent.items.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = self._key(node)
        else:
            self._add_entry(parent, self._keys[-1], node)
            self._keys[-1] = None

    def _key(self, node: Node) -> ScalarNode:
        if isinstance(node, ScalarNode):
            return ScalarNode("" if node.value is None else node.value, node.start)
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


def _at(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _scalar(event: yaml.ScalarEvent) -> ScalarNode:
    is_plain = event.implicit[0]
    absent = is_plain and event.value in _ABSENT
    end = event.end_mark.index if event.end_mark else -1
    return ScalarNode(None if absent else event.value, _at(event), end)

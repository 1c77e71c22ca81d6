"""TOML text as a positioned tree: values by ``tomllib``, places by a scanner of our own.

``tomllib`` tells no places. The scanner runs only over text that ``tomllib`` has accepted, so it
need not check anything: it walks keys and values and notes where they begin.
"""

from __future__ import annotations

import re
import tomllib

from evidence.workspace.positions import Entry, ListNode, MapNode, Node, ScalarNode
from references.problem import Problem, Reading
from references.source import SourceFile

Path = tuple[str | int, ...]
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}\r\n#]*")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\]|\\.)*"'),
    re.compile(r"'[^']*'"),
)
_QUOTE_IT = 'put texts between quotation marks, key = "text", and write days as 2026-11-22'
_HINTS = (
    ("Invalid value", _QUOTE_IT),
    ("Expected newline or end of document", _QUOTE_IT),
    ("Invalid date", "write days as year-month-day, such as 2026-11-22"),
    ("Expected '='", "every key is followed by = and its value"),
    ("Unclosed array", "a comma or the closing ] is missing"),
    ("Illegal character '\\n'", "a quotation mark is not closed"),
    ("Expected '\"'", "a quotation mark is not closed"),
    ("Unterminated string", "a quotation mark is not closed"),
    ("Unescaped '\\'", "write paths with /, or the text between single quotation marks"),
    ("Invalid hex value", "write paths with /, or the text between single quotation marks"),
    ("Cannot overwrite a value", "the key is given twice; keep one"),
    ("Cannot declare", "the table is given twice; put its keys under the first"),
)


def read_toml(source: SourceFile) -> Reading[MapNode | None]:
    """The tree of a TOML file, ``None`` when it is not TOML."""
    text = source.text
    try:
        data = tomllib.loads(text)
        scanner = _Scanner(text)
        scanner.scan()
        return Reading(_table(data, (), scanner.starts, 0))
    except tomllib.TOMLDecodeError as error:
        message, offset = _place_of(str(error), source)
    except RecursionError:
        message, offset = "nested too deep", 0
    hint = next((advice for words, advice in _HINTS if words in message), "")
    problem = Problem("review/syntax", f"not TOML: {message}", source.location(offset), hint)
    return Reading(None, (problem,))


def _place_of(message: str, source: SourceFile) -> tuple[str, int]:
    match = _PLACE.search(message)
    if not match:
        return message, 0
    said = message[: match.start()]
    if match.group(1) is None:
        return f"{said} at the end of the file", len(source.text)
    # tomllib counts lines by "\n" alone, and columns from the last one.
    start = 0
    for _ in range(int(match.group(1)) - 1):
        start = source.text.index("\n", start) + 1
    return said, min(start + int(match.group(2)) - 1, len(source.text))


def _node(value: object, path: Path, starts: dict[Path, tuple[int, int]], above: int) -> Node:
    if isinstance(value, dict):
        return _table(value, path, starts, above)
    start = starts.get(path, (above, above))[1]
    if isinstance(value, list):
        items = [_node(item, (*path, i), starts, start) for i, item in enumerate(value)]
        return ListNode(start, block=False, items=items)
    return ScalarNode(value, start)


def _table(
    value: dict[str, object], path: Path, starts: dict[Path, tuple[int, int]], above: int
) -> MapNode:
    start = starts.get(path, (above, above))[1]
    node = MapNode(start, block=False)
    for key, item in value.items():
        inner = (*path, key)
        key_start = starts.get(inner, (start, start))[0]
        node.entries[key] = Entry(key_start, _node(item, inner, starts, key_start))
    return node


class _Scanner:
    """Notes for every path where its key and its value begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts: dict[Path, tuple[int, int]] = {}
        self._tables: dict[Path, int] = {}

    def scan(self) -> None:
        table: Path = ()
        while self._skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        if match:
            self.at = match.end()
        return self.at

    def _header(self) -> Path:
        start = self.at
        is_array = self.text.startswith("[[", start)
        self.at += 2 if is_array else 1
        keys = self._keys()
        self.at += 2 if is_array else 1
        path: Path = ()
        for index, (key, _) in enumerate(keys):
            path = (*path, key)
            self.starts.setdefault(path, (start, start))
            if is_array and index == len(keys) - 1:
                self._tables[path] = self._tables.get(path, -1) + 1
            if path in self._tables:
                path = (*path, self._tables[path])
        self.starts[path] = (start, start)
        return path

    def _keys(self) -> list[tuple[str, int]]:
        found = []
        while True:
            self._skip(_SPACES)
            start = self.at
            if self.text[start] in "\"'":
                self._string()
                found.append((tomllib.loads(f"k={self.text[start : self.at]}")["k"], start))
            else:
                self._skip(_BARE_KEY)
                found.append((self.text[start : self.at], start))
            self._skip(_SPACES)
            if self.text[self.at] != ".":
                return found
            self.at += 1

    def _pair(self, table: Path) -> None:
        path = table
        start = self.at
        for key, start in self._keys():
            path = (*path, key)
            self.starts.setdefault(path, (start, start))
        self.at += 1
        self._skip(_SPACES)
        self.starts[path] = (start, self.at)
        self._value(path)

    def _value(self, path: Path) -> None:
        first = self.text[self.at]
        if first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        elif first in "\"'":
            self._string()
        else:
            self._skip(_BARE_VALUE)

    def _string(self) -> None:
        before = self.at
        for pattern in _STRINGS:
            if self._skip(pattern) > before:
                return

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.text[self._skip(_BLANK)] != "]":
            self.starts[(*path, index)] = (self.at, self.at)
            self._value((*path, index))
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
            index += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self.text[self._skip(_BLANK)] != "}":
            self._pair(path)
            self._skip(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1

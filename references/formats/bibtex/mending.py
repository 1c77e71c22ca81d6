"""Reading what the splitter gave up on: entries with a brace, comma or sign missing.

bibtexparser stops at the first oddity of a block. Here as much of the entry as can be told is
kept, and what was wrong is said with its place.
"""

from __future__ import annotations

import re

from references.formats.bibtex.block import Block, BlockKind, Complaint, RawField
from references.source import Span

_OPENING = re.compile(r"@\s*(?P<type>[^\W\d][\w:+-]*)?\s*(?P<delimiter>[{(])\s*")
_KEY = re.compile(r"(?P<key>[^,{}\"=\s]*(?:[ \t]+[^,{}\"=\s]+)*)\s*(?P<after>[,=})]|)")
_ONE_WORD = re.compile(r"[^,{}\"=\s]+")
_NAME = re.compile(r"(?P<name>[^\s=,{}\"#@()%\\]+)\s*=\s*")
_BLANK = re.compile(r"\s*")
_BLANK_OR_COMMA = re.compile(r"[\s,]*")
_BARE = re.compile(r"[^\s,{}\"#()=]+")
_JOIN = re.compile(r"\s*#\s*")
_BRACE = re.compile(r"[{}]")
_BRACE_OR_ESCAPE = re.compile(r"\\.|[{}]", re.DOTALL)
_RESUME = re.compile(r",|[})]|[^\s=,{}\"#@()%\\]+\s*=\s*[{\"\d\w]")


def mend_entry(text: str, start: int, stop: int) -> Block | None:
    """The entry that begins with the ``@`` at ``start``, read as far as it goes before ``stop``.

    ``None`` when what stands there does not begin like an entry.
    """
    opening = _OPENING.match(text, start, stop)
    if opening is None or not opening["type"]:
        return None
    return _Mender(text, start, stop, opening).mend()


def end_of_group(text: str, start: int, stop: int, *, escapes: bool = False) -> int:
    """Offset behind the brace that closes the one at ``start``, or -1 when none does.

    BibTeX counts every brace; with ``escapes`` one behind a backslash does not count.
    """
    depth = 0
    for mark in (_BRACE_OR_ESCAPE if escapes else _BRACE).finditer(text, start, stop):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if depth == 0:
                return mark.end()
    return -1


class _Mender:
    def __init__(self, text: str, start: int, stop: int, opening: re.Match[str]) -> None:
        self.text = text
        self.start = start
        self.stop = stop
        self.entry_type = opening["type"].lower()
        self.closing = "}" if opening["delimiter"] == "{" else ")"
        self.position = opening.end()
        self.fields: list[RawField] = []
        self.complaints: list[Complaint] = []

    def mend(self) -> Block:
        key, key_start = self._key()
        closed = self._fields()
        if not closed:
            self._complain(
                "library/failed-block",
                f"the entry {key!r} is never closed; what could be read of it was kept",
                self.start,
            )
            self.position = self._without_blank_end(self.position)
        return Block(
            BlockKind.ENTRY,
            Span(self.start, max(self.position, self.start + 1)),
            self.entry_type,
            key,
            key_start,
            tuple(self.fields),
            tuple(self.complaints),
        )

    def _complain(self, kind: str, message: str, offset: int) -> None:
        self.complaints.append(Complaint(kind, message, offset))

    def _without_blank_end(self, end: int) -> int:
        """The offset moved back over blanks, at most to where the entry begins."""
        return self.start + len(self.text[self.start : end].rstrip())

    def _key(self) -> tuple[str, int]:
        match = _KEY.match(self.text, self.position, self.stop)
        assert match is not None  # noqa: S101  the pattern matches the empty string
        key_start = self.position
        if match["after"] == ",":
            self.position = match.end()
            return match["key"], key_start
        if match["after"] == self.closing or not match["after"]:
            self.position = match.end("key")
            return match["key"], key_start
        # "@article{key title = {T}}": the first word is the key, unless it is itself a field name.
        words = _ONE_WORD.match(self.text, self.position, self.stop)
        if words is None or words[0] == match["key"]:
            self._complain("library/missing-key", "the entry has no citation key", self.start)
            return "", key_start
        self.position = words.end()
        self._complain(
            "library/missing-comma", f"no comma after the citation key {words[0]!r}", words.end()
        )
        return words[0], key_start

    def _fields(self) -> bool:
        """Reads fields until the entry closes; whether it did."""
        while True:
            before = self.position
            blank = _BLANK_OR_COMMA.match(self.text, self.position, self.stop)
            assert blank is not None  # noqa: S101  the pattern matches the empty string
            self.position = blank.end()
            if self.position >= self.stop:
                return False
            if self.text[self.position] == self.closing:
                self.position += 1
                return True
            name = _NAME.match(self.text, self.position, self.stop)
            if name is None:
                self._skip_junk()
                continue
            if self.fields and "," not in blank[0]:
                self._complain(
                    "library/missing-comma", f"no comma before the field {name['name']!r}", before
                )
            self._field(name)

    def _field(self, name: re.Match[str]) -> None:
        value_start = name.end()
        value_end = self._value(value_start)
        if value_end < 0:
            value_end = max(self._without_blank_end(self.stop), value_start)
            self._complain(
                "library/failed-block",
                f"the value of {name['name']!r} is never closed",
                value_start,
            )
        expression = self.text[value_start:value_end]
        self.fields.append(RawField(name["name"], expression, name.start("name"), value_start))
        self.position = value_end

    def _value(self, position: int) -> int:
        """Offset behind pieces joined by ``#``; -1 when a delimiter is never closed."""
        while True:
            end = self._piece(position)
            if end < 0:
                return -1
            join = _JOIN.match(self.text, end, self.stop)
            if join is None:
                return end
            position = join.end()

    def _piece(self, position: int) -> int:
        opening = self.text[position : position + 1] if position < self.stop else ""
        if opening == "{":
            return self._group(position)
        if opening == '"':
            return self._string(position)
        bare = _BARE.match(self.text, position, self.stop)
        return bare.end() if bare else position

    def _group(self, position: int) -> int:
        """By BibTeX's count of braces when that leads to a comma or the end, else by escapes."""
        plain = end_of_group(self.text, position, self.stop)
        if plain >= 0 and self._is_end_of_value(plain):
            return plain
        escaped = end_of_group(self.text, position, self.stop, escapes=True)
        if escaped >= 0 and self._is_end_of_value(escaped):
            return escaped
        return max(plain, escaped)

    def _is_end_of_value(self, position: int) -> bool:
        blank = _BLANK.match(self.text, position, self.stop)
        end = blank.end() if blank else position
        return end >= self.stop or self.text[end] in ",#" + self.closing

    def _string(self, position: int) -> int:
        depth = 0
        for index in range(position + 1, self.stop):
            character = self.text[index]
            if character == "{":
                depth += 1
            elif character == "}":
                depth -= 1
                if depth < 0:
                    return -1
            elif character == '"' and depth == 0:
                return index + 1
        return -1

    def _skip_junk(self) -> None:
        """Passes over what is no field, up to the next comma, field or end."""
        start = self.position
        if self.text[start] == "{" and (end := self._group(start)) > 0:
            self.position = end
        else:
            resume = _RESUME.search(self.text, start + 1, self.stop)
            self.position = resume.start() if resume else self.stop
        shown = " ".join(self.text[start : min(self.position, start + 40)].split())
        self._complain("library/failed-block", f"{shown!r} is not a field and was not read", start)

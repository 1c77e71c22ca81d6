"""A record's XML cut into pieces that together are the whole, and put together again.

A piece is an element with all it holds, an attribute of an element that is cut further, or text
between elements. Pieces are what ``Reference.fields`` keeps of an XML record: one that nobody
understands is written back as it was.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from references.reading.xml_markup import markup_in, masked, target_of, without_markup
from references.reading.xml_writing import attribute, indented

_TOKEN = re.compile(
    r"<(?P<end>/?)(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)"
    r"(?P<attributes>(?:[^<>\"']++|\"[^\"<]*\"|'[^'<]*')*+)>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_INLINE = re.compile(
    r"</?(?:[\w.-]+:)?(?:i|b|u|sup|sub|sc|italic|bold|style|mi|mn|mo|msup|msub)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"(<[^<>]*>)")
_NOT_IN_PATHS = re.compile(r"[\]\[/@#?]")

TEXT = "#text"
COMMENT = "#comment"


class Piece(NamedTuple):
    """A part of a record: where it belongs, its XML, and where that stands in the record.

    ``path`` leads from the record element down, without it: ``MedlineCitation/Article/Language``,
    ``MedlineCitation/@Status``, ``mixed-citation/#text``, ``?target``.
    """

    path: str
    raw: str
    start: int = 0

    @property
    def value(self) -> str:
        """The readable text of the piece."""
        text = self.raw
        if "<" in text and "/@" not in f"/{self.path}":
            if "<!" in text or "<?" in text:
                text = without_markup(text)
            if text.count("<") == 2 and text.endswith(">") and text[0] == "<":
                last = text.rfind("<")
                if text[last + 1] == "/":  # one element with text alone, as most are
                    text = text[text.find(">") + 1 : last]
            if "<" in text:
                parts = _TAG.split(text)
                parts[1::2] = map(_gap, parts[1::2])
                text = "".join(parts)
        return " ".join((html.unescape(text) if "&" in text else text).split())


@lru_cache(maxsize=4096)
def _gap(tag: str) -> str:
    """What stands in the readable text for a tag: nothing for one within a word."""
    return "" if _INLINE.fullmatch(tag) is not None else " "


def is_element(piece: Piece) -> bool:
    """Whether the piece is an element, not an attribute, text, comment or instruction."""
    return piece.path.rpartition("/")[2][:1] not in ("@", "#", "?")


def pieces_of(
    text: str, containers: Collection[str], told_apart_by: Mapping[str, str] = MappingProxyType({})
) -> list[Piece]:
    """The pieces of one record; ``containers`` are the paths whose elements are cut further.

    ``told_apart_by`` names the attribute that tells elements of one name apart; its value stands
    in their paths: ``ArticleId[doi]``.
    """
    return list(_Cutter(text, containers, told_apart_by).pieces())


class _Cutter:
    def __init__(
        self, text: str, containers: Collection[str], told_apart_by: Mapping[str, str]
    ) -> None:
        self.text = text
        found = list(markup_in(text))
        self.tags = masked(text, found)
        self.markup = deque(found)
        self.containers = containers
        self.told_apart_by = told_apart_by

    def pieces(self) -> Iterator[Piece]:
        tags, search = self.tags, _TOKEN.search
        first = search(tags)
        if first is None:
            return
        yield from self._attributes("", first)
        parents = [""]
        cut: set[str] = set()
        position = first.end()
        while (token := search(tags, position)) is not None:
            start, end = token.span()
            if position != start:
                yield from self._between(parents[-1], position, start)
            position = end
            closing, name, attributes = token.groups()
            if closing:
                if len(parents) > 1:
                    parents.pop()
                continue
            own = parents[-1] + name
            if name in self.told_apart_by:
                own += self._mark(name, attributes)
            empty = attributes.endswith("/")
            if own in self.containers and own not in cut and not empty:
                cut.add(own)  # a second one would be one with the first when put together
                parents.append(f"{parents[-1]}{name}/")
                yield from self._attributes(parents[-1], token)
            else:
                if not empty:
                    position = _end_of(tags, name, end)
                yield Piece(own, self.text[start:position], start)
        yield from self._between(parents[-1], position, len(tags))

    def _mark(self, element: str, attributes: str) -> str:
        wanted = self.told_apart_by[element]
        for name, double, single in _ATTRIBUTE.findall(attributes):
            if name == wanted:
                return f"[{_NOT_IN_PATHS.sub('', double or single)}]"
        return ""

    def _between(self, parent: str, start: int, end: int) -> Iterator[Piece]:
        """The text between two tags, and what stands in it."""
        while self.markup and self.markup[0].start < start:
            self.markup.popleft()
        while self.markup and self.markup[0].end <= end:
            each = self.markup.popleft()
            yield from self._text(parent, start, each.start)
            raw = self.text[each.start : each.end]
            label = {"<!--": COMMENT, "<?": f"?{target_of(raw)}"}.get(each.opener, TEXT)
            yield Piece(parent + label, raw, each.start)
            start = each.end
        yield from self._text(parent, start, end)

    def _text(self, parent: str, start: int, end: int) -> Iterator[Piece]:
        between = self.text[start:end]
        if between and not between.isspace():
            yield Piece(parent + TEXT, between, start)

    def _attributes(self, parent: str, token: re.Match[str]) -> Iterator[Piece]:
        if "=" not in token["attributes"]:
            return
        for match in _ATTRIBUTE.finditer(token["attributes"]):
            raw = match[2] if match[2] is not None else match[3]
            yield Piece(f"{parent}@{match[1]}", raw, token.start("attributes"))


def _end_of(tags: str, name: str, position: int) -> int:
    """Where the element of that name ends whose content begins; the text's end when nowhere."""
    closer = f"</{name}>"
    end = tags.find(closer, position)
    if end >= 0 and tags.find(f"<{name}", position, end) < 0:
        return end + len(closer)
    depth = 1
    for token in _TOKEN.finditer(tags, position):
        if not token["attributes"].endswith("/"):
            depth += -1 if token["end"] else 1
            if depth == 0:
                return token.end()
    return len(tags)


def record_text(name: str, pieces: Iterable[Piece], indent: int = 0) -> str:
    """The record element made of its pieces, in their order."""
    return "".join(_Assembly(name, list(pieces), indent).parts())


class _Assembly:
    def __init__(self, name: str, pieces: list[Piece], indent: int) -> None:
        self.name = name
        self.pieces = pieces
        self.indent = indent
        self.attributes: dict[str, list[tuple[str, str]]] = {}
        self.inline: set[str] = set()
        for piece in pieces:
            parent, _, label = piece.path.rpartition("/")
            if label.startswith("@"):
                self.attributes.setdefault(parent, []).append((label[1:], piece.raw))
            elif label == TEXT:
                self.inline.add(parent)

    def parts(self) -> Iterator[str]:
        pad = "  " * self.indent
        yield f"{pad}<{self.name}{self._attributes('')}>"
        open_path: list[str] = []
        for piece in self.pieces:
            parent, _, label = piece.path.rpartition("/")
            if label.startswith("@"):
                parts = parent.split("/") if parent else []
                yield from self._move(open_path, parts)
                continue
            yield from self._move(open_path, parent.split("/") if parent else [])
            if self._is_inline(open_path):
                yield piece.raw
            else:
                yield "\n" + indented(piece.raw, self.indent + len(open_path) + 1)
        yield from self._move(open_path, [])
        yield f"\n{pad}</{self.name}>" if "" not in self.inline else f"</{self.name}>"

    def _is_inline(self, path: list[str]) -> bool:
        return any("/".join(path[:length]) in self.inline for length in range(len(path) + 1))

    def _move(self, open_path: list[str], wanted: list[str]) -> Iterator[str]:
        shared = 0
        while shared < min(len(open_path), len(wanted)) and open_path[shared] == wanted[shared]:
            shared += 1
        while len(open_path) > shared:
            inline = self._is_inline(open_path)
            name = open_path.pop()
            pad = "" if inline else "\n" + "  " * (self.indent + len(open_path) + 1)
            yield f"{pad}</{name}>"
        while len(open_path) < len(wanted):
            inline = self._is_inline(open_path)
            pad = "" if inline else "\n" + "  " * (self.indent + len(open_path) + 1)
            open_path.append(wanted[len(open_path)])
            path = "/".join(open_path)
            yield f"{pad}<{open_path[-1]}{self._attributes(path)}>"

    def _attributes(self, path: str) -> str:
        return "".join(attribute(name, raw) for name, raw in self.attributes.get(path, ()))

"""XML as elements that know their line and column, and that can refer to nothing outside.

A document type is refused, and with it every entity that a file could declare: neither RevMan nor
anything like it writes one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from references.problem import Problem, Reading
from references.source import Location

_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes; its parts are elements and pieces of text, in order."""

    name: str
    attributes: Mapping[str, str]
    location: Location
    parts: list[Element | str] = field(default_factory=list)

    def children(self, *names: str) -> Iterator[Element]:
        """The elements right below, of these names."""
        for part in self.parts:
            if isinstance(part, Element) and (not names or part.name in names):
                yield part

    def all(self, *names: str) -> Iterator[Element]:
        """The elements at any depth, of these names, in the order of the file."""
        for child in self.children():
            if child.name in names:
                yield child
            yield from child.all(*names)

    def text_of(self, name: str) -> str:
        """The text of the first element of a name right below."""
        return next((child.text for child in self.children(name)), "")

    @property
    def text(self) -> str:
        """All text below, on one line."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._texts()
                # Paragraphs and line breaks part words.
                yield "" if part.name in ("I", "B", "SUB", "SUP", "LINK", "U") else " "


class _RefusedError(Exception):
    """Stops a parser where the file does what it may not."""


class _Builder:
    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Element | None = None
        self.open: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    @property
    def place(self) -> Location:
        return Location(
            self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= _DEEPEST:
            raise _RefusedError(f"elements are nested more than {_DEEPEST} deep")
        element = Element(name, attributes, self.place)
        if self.open:
            self.open[-1].parts.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        if self.open:
            self.open[-1].parts.append(text)

    def _doctype(self, *_of: object) -> None:
        raise _RefusedError("the file declares a document type, which may hold anything")


def read_elements(path: str, data: bytes) -> Reading[Element | None]:
    """The root of an XML file; ``None`` and a problem at its place where it cannot be read."""
    builder = _Builder(path)
    try:
        builder.parser.Parse(data, True)
    except _RefusedError as refusal:
        return Reading(None, (Problem("file/refused", str(refusal), builder.place),))
    except (expat.ExpatError, ValueError, LookupError) as error:
        what = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
        return Reading(None, (Problem("file/not-xml", f"is no XML: {what}", builder.place),))
    return Reading(builder.root)

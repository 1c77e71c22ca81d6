"""One record's XML as a tree: parsed as it stands, or mended where it is not well formed."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from references.reading.xml_markup import markup_in

_PREFIX = re.compile(r"<([A-Za-z_][\w.-]*):|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=\s*[\"']")
_FIXED = {"xml", "xmlns"}
_NAMESPACES = {
    "mml": "http://www.w3.org/1998/Math/MathML",
    "xlink": "http://www.w3.org/1999/xlink",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_WRAPPER = "<w" + "".join(f' xmlns:{name}="{uri}"' for name, uri in _NAMESPACES.items()) + ">"
_ANY_TAG = re.compile(r"<(/)?[\w:][^<>]*?(/)?>")
_AMPERSAND = re.compile(
    r"&(?:#(?P<code>x[0-9A-Fa-f]{1,8}|[0-9]{1,8});|(?P<name>[A-Za-z]\w{0,40});)?"
)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with a record's XML, and where in the record it begins."""

    kind: str
    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element of a record, ``None`` when nothing could be made of it."""

    root: etree._Element | None
    flaws: tuple[Flaw, ...] = ()


def parse(text: str) -> Tree:
    """The tree of one record.

    Named characters of HTML (``&eacute;``) are understood without a document type; any other
    entity stays as it is written. Text that XML forbids, a bare ``&`` and unclosed elements are
    flaws, and as much is read as there is.
    """
    try:
        return Tree(_parsed(text, recover=False))
    except (etree.XMLSyntaxError, ValueError) as error:
        better, flaws = _mended(text)
        flaw = _syntax_flaw(better, error)
    if better != text:
        try:
            return Tree(_parsed(better, recover=False), flaws)
        except (etree.XMLSyntaxError, ValueError) as error:
            flaw = _syntax_flaw(better, error)
    flaws = (*flaws, flaw)
    try:
        return Tree(_parsed(better, recover=True), flaws)
    except (etree.XMLSyntaxError, ValueError):
        return Tree(None, flaws)


def mended(text: str) -> str:
    """The text with bare ampersands, unknown entities and forbidden characters made harmless."""
    return _mended(text)[0]


def is_well_formed(text: str) -> bool:
    """Whether the text is one element that a parser takes as it stands."""
    try:
        return _parsed(text, recover=False) is not None
    except (etree.XMLSyntaxError, ValueError):
        return False


def _parser(*, recover: bool, long: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=long,
        recover=recover,
        remove_comments=True,
        collect_ids=False,
    )


_STRICT, _TOLERANT = _parser(recover=False), _parser(recover=True)
_LONG = _parser(recover=False, long=True)
# libxml2 takes no text beyond this unless its limits, that of the depth among them, are lifted.
_LONGEST_TEXT = 10_000_000
_DEEPEST = 256


def _parsed(text: str, *, recover: bool) -> etree._Element | None:
    """The record's element; names in it that have a namespace of the record's own lose it."""
    if recover:
        wrapper = etree.fromstring(_wrapped(text, _prefixes(text)), _TOLERANT)
    else:
        try:
            wrapper = etree.fromstring(_wrapped(text), _STRICT)
        except etree.XMLSyntaxError:
            prefixes = _prefixes(text)
            long = len(text) > _LONGEST_TEXT // 4 and _is_shallow(text)
            if not long and _NAMESPACES.keys() >= set(prefixes):
                raise
            wrapper = etree.fromstring(_wrapped(text, prefixes), _LONG if long else _STRICT)
    root = None if wrapper is None else next(wrapper.iterchildren("*"), None)
    if root is not None and ("xmlns=" in text or "}" in str(root.tag)):
        for element in root.iter("*"):
            element.tag = str(element.tag).rpartition("}")[2]
    return root


def _is_shallow(text: str) -> bool:
    """Whether elements are nested no deeper than a parser takes with its limits in force."""
    depth = 0
    for tag in _ANY_TAG.finditer(text):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        if depth >= _DEEPEST:
            return False
    return True


def _wrapped(text: str, prefixes: Iterable[str] = ()) -> bytes:
    """The record in an element that declares the prefixes it has from an element further out.

    There is no document type, so that no entity can be defined: nothing to expand or to fetch.
    """
    more = "".join(f' xmlns:{each}="{_uri(each)}"' for each in prefixes if each not in _NAMESPACES)
    head = f"{_WRAPPER[:-1]}{more}>" if more else _WRAPPER
    return f"{head}{text}</w>".encode()


def _prefixes(text: str) -> list[str]:
    return sorted({prefix for pair in _PREFIX.findall(text) for prefix in pair if prefix} - _FIXED)


def _uri(prefix: str) -> str:
    return _NAMESPACES.get(prefix, f"urn:prefix:{prefix}")


def _mended(text: str) -> tuple[str, tuple[Flaw, ...]]:
    """The text with what no parser takes replaced, outside comments and CDATA for ampersands."""
    flaws: list[Flaw] = []
    parts: list[str] = []
    position = 0
    for each in markup_in(text):
        parts.append(_ampersands(text, position, each.start, flaws))
        parts.append(text[each.start : each.end])
        position = each.end
    parts.append(_ampersands(text, position, len(text), flaws))
    better = "".join(parts)
    forbidden = _FORBIDDEN.search(better)
    if forbidden is not None:
        message = f"the character U+{ord(forbidden[0]):04X} is forbidden in XML; it was left out"
        flaws.append(
            Flaw("library/forbidden-character", message, min(forbidden.start(), len(text)))
        )
        better = _FORBIDDEN.sub("", better)
    return better, tuple(flaws)


def _ampersands(text: str, start: int, end: int, flaws: list[Flaw]) -> str:
    said: set[str] = {flaw.kind for flaw in flaws}

    def replaced(match: re.Match[str]) -> str:
        name, code = match["name"], match["code"]
        if name in _OF_XML or (code is not None and _is_character(code)):
            return match[0]
        if name is not None and f"{name};" in html.entities.html5:
            return html.entities.html5[f"{name};"].replace("&", "&amp;").replace("<", "&lt;")
        if name is not None:
            kind = "library/unknown-entity"
            message = f"the entity {match[0]} is not defined; it was kept as it is written"
        elif code is not None:
            kind = "library/forbidden-character"
            message = f"{match[0]} stands for no character that XML allows; it was left out"
        else:
            kind, message = "library/bare-ampersand", "& must be written &amp; in XML"
        if kind not in said:
            said.add(kind)
            flaws.append(Flaw(kind, message, start + match.start()))
        return "" if kind == "library/forbidden-character" else "&amp;" + match[0][1:]

    return _AMPERSAND.sub(replaced, text[start:end]) if "&" in text[start:end] else text[start:end]


def _is_character(code: str) -> bool:
    number = int(code[1:], 16) if code[0] == "x" else int(code)
    return number <= 0x10FFFF and _FORBIDDEN.match(chr(number)) is None


def _syntax_flaw(text: str, error: Exception) -> Flaw:
    line = getattr(error, "lineno", None) or 1
    reason = " ".join(str(getattr(error, "msg", "") or error).split())
    reason = re.sub(r",? line \d+, column \d+.*$|,? line \d+.*? and w\b", "", reason)
    reason = re.sub(r", (?:try|use) XML_PARSE_HUGE.*", "", reason)
    position = 0
    for _ in range(line - 1):
        following = text.find("\n", position)
        if following < 0:
            break
        position = following + 1
    return Flaw("library/broken-xml", f"the record's XML is broken: {reason[:160]}", position)

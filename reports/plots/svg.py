"""SVG as text: elements with escaped content, numbers in one fixed form, text that fits.

Only presentation attributes are used, never a style element or a style attribute: the same
drawing stands in a page under a strict content policy, where a class lets the page's own style
sheet change the colours, and in a PDF, where the attributes hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import escape

FONT = "Libertinus Serif, Georgia, serif"
"""For the PDF; in HTML the style sheet's own font wins over the attribute."""

_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9-]")
_NEEDS_CARE = re.compile(f"[&<>]|{_FORBIDDEN.pattern}")
_NARROW, _WIDE = set("iljtfrI.,:;'’|!()[] \u00a0/-‐–·"), set("mwMW@%—⊕◯⇄")
_MINUS = "−"
_ELLIPSIS = "…"
_OF_A_DOCUMENT = ' xmlns="http://www.w3.org/2000/svg"'
_FONT_OF_A_DOCUMENT = f' font-family="{FONT}"'
_NAMES = {
    name.replace("-", "_"): name
    for name in (
        "aria-labelledby", "fill-opacity", "font-family", "font-size", "font-weight",
        "stroke-dasharray", "stroke-width", "text-anchor",
    )
} | {"class_": "class"}  # fmt: skip


def element(name: str, /, *children: str, **attributes: object) -> str:
    """One element; children are ready markup, attributes are escaped here.

    ``font_size`` becomes ``font-size``, ``class_`` becomes ``class``; ``None`` is left out.
    Plots are drawn by the thousand, so what needs no escaping takes a short way.
    """
    written = attributes_of(attributes)
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def attributes_of(attributes: Mapping[str, object]) -> str:
    """Attributes as they stand in a tag, a space before each."""
    return "".join(
        f' {_NAMES.get(key, key)}="{_text_of(value)}"'
        for key, value in attributes.items()
        if value is not None
    )


def text(
    content: str,
    x: float,
    y: float,
    *,
    width: float | None = None,
    size: float = 13,
    **attributes: object,
) -> str:
    """A line of text; what is wider than ``width`` is cut, with the whole in its tooltip.

    ``size`` is that of the letters, which the text has from the group or drawing it stands in.
    """
    shown = content if width is None else fit(content, width, size)
    whole = element("title", clean(content)) if shown != content else ""
    look = attributes_of(attributes) if attributes else ""
    return f'<text x="{fixed(x)}" y="{fixed(y)}"{look}>{whole}{clean(shown)}</text>'


def within_page(svg: str) -> str:
    """A drawing without what only a document of its own needs: a page has a font and knows SVG."""
    return svg.replace(_OF_A_DOCUMENT, "", 1).replace(_FONT_OF_A_DOCUMENT, "", 1)


def clean(content: str) -> str:
    """Text as SVG may hold it: escaped, without control characters and direction overrides."""
    if not _NEEDS_CARE.search(content):
        return content
    return escape(_FORBIDDEN.sub("\ufffd", content))


def identifier(*parts: str) -> str:
    """An id that is unique wherever its parts are, and safe in a URL fragment."""
    return "-".join(_NOT_IN_ID.sub(_coded, part) for part in parts)


@lru_cache(maxsize=4096)
def width_of(content: str, size: float = 13) -> float:
    """A generous estimate of the width of a line: that of a wide sans-serif, DejaVu Sans."""
    return sum(map(_ADVANCES.__getitem__, content)) * size


def fit(content: str, width: float, size: float = 13) -> str:
    """The text, or as much of it as fits before an ellipsis."""
    if width_of(content, size) <= width:
        return content
    room = width - width_of(_ELLIPSIS, size)
    kept = 0
    for kept, character in enumerate(content):  # noqa: B007
        room -= _ADVANCES[character] * size
        if room < 0:
            break
    return content[:kept].rstrip() + _ELLIPSIS


def wrap(content: str, width: float, size: float = 13) -> tuple[str, ...]:
    """The text in lines no wider than ``width``, broken at spaces; a longer word is cut."""
    lines: list[str] = []
    line = ""
    for word in content.split(" "):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, size) > width:
            lines.append(line)
            longer = word
        line = fit(longer, width, size)
    return (*lines, line) if line else tuple(lines)


def _coded(found: re.Match[str]) -> str:
    """An underscore doubled, anything else as its code point: no two names give one id."""
    return "__" if found.group() == "_" else f"_{ord(found.group()):x}_"


class _Advances(dict[str, float]):
    """The width of every letter met so far, at a size of one."""

    def __missing__(self, character: str) -> float:
        if character in _NARROW:
            advance = 0.36
        elif character == _MINUS:
            advance = 0.84
        elif character in _WIDE or ord(character) >= 0x2E80 or _FORBIDDEN.match(character):
            advance = 1.0
        else:
            advance = 0.74 if character.isupper() else 0.61
        return self.setdefault(character, advance)


_ADVANCES = _Advances()


def fixed(value: float) -> str:
    """A number with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0") if value else "0"


def _text_of(value: object) -> str:
    if isinstance(value, float):
        return fixed(value)
    text = str(value)
    return text if text.isascii() and text.isalnum() else _attribute(text)


@lru_cache(maxsize=512)
def _attribute(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), {'"': "&quot;"})

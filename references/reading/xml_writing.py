"""Text as XML: escaped, and without the characters that XML 1.0 forbids."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def permitted(text: str) -> str:
    """The text without the control characters that no XML can hold, not even escaped.

    What was no letter goes; half a surrogate pair, the trace of one, becomes U+FFFD.
    """
    if _FORBIDDEN.search(text) is None:
        return text
    return _FORBIDDEN.sub(lambda match: "\ufffd" if "\ud800" <= match[0] <= "\udfff" else "", text)


def escaped(text: str) -> str:
    """Text for the inside of an element; a carriage return survives only as a reference."""
    text = permitted(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


def element(name: str, text: str, **attributes: str) -> str:
    """An element that holds text alone; an underscore at the end of a name is left out."""
    pairs = "".join(
        attribute(label.rstrip("_").replace("__", "-"), quoted(value))
        for label, value in attributes.items()
    )
    return f"<{name}{pairs}>{escaped(text)}</{name}>"


def holding(name: str, children: Iterable[str], **attributes: str) -> str:
    """An element that holds the given elements, one a line; empty when there is none."""
    inner = [child for child in children if child]
    if not inner:
        return ""
    pairs = "".join(
        attribute(label.rstrip("_").replace("__", "-"), quoted(value))
        for label, value in attributes.items()
    )
    body = "\n".join("  " + child.replace("\n", "\n  ") for child in inner)
    return f"<{name}{pairs}>\n{body}\n</{name}>"


def quoted(text: str) -> str:
    """Text for the inside of an attribute."""
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def attribute(name: str, raw: str) -> str:
    """An attribute whose value is escaped already."""
    return f' {name}="{raw}"' if '"' not in raw else f" {name}='{raw}'"


def indented(raw: str, depth: int) -> str:
    """An element on a line of its own; only what was laid out by this program moves with it."""
    return "  " * depth + raw


def comment(text: str) -> str:
    """A comment that holds the text, with the dashes that would end it set apart."""
    return f"<!-- {re.sub(r'-(?=-|$)', '- ', permitted(text))} -->"

"""The review view as plain data for the PDF template: text made safe to set, links resolved."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from reports.views.pooled_view import ForestView
from reports.views.review_view import ReviewView

#: Control, private-use, unassigned and bidirectional-override characters: Typst refuses the first
#: two under PDF/UA, and the last can make text read other than it is written.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
    "\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff]"
)
#: A word longer than this may not fit a table column, so it is given places to break.
_LONG_WORD = re.compile(r"\S{23,}")
_BREAK_AFTER = re.compile(r"(?<=[/._\-:;,=&?+(])(?=\w)")
_EVERY = re.compile(r"(.{20})(?=.)")
_WEB = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
ZERO_WIDTH_SPACE = "\u200b"

#: Attributes that are identifiers or markup of our own making and are passed as they are.
_VERBATIM = frozenset(
    {
        "anchor",
        "bar_svg",
        "change",
        "claim_id",
        "claim_ids",
        "claims",
        "id",
        "key",
        "links",
        "reference",
        "svg",
        "svg_narrow",
        "svg_pages",
        "targets",
        "url",
    }
)
#: What only a screen needs. Of pictures, narrow drawings stand side by side.
_LEFT_OUT = frozenset({"bar_svg_narrow", "html"})


def printable(text: str) -> str:
    """Text without what cannot be set, long words given places to break."""
    return _LONG_WORD.sub(_with_breaks, _UNPRINTABLE.sub("\ufffd", text))


def _with_breaks(match: re.Match[str]) -> str:
    parts = _BREAK_AFTER.split(match.group())
    return ZERO_WIDTH_SPACE.join(_EVERY.sub(rf"\1{ZERO_WIDTH_SPACE}", part) for part in parts)


def web_address(url: str) -> str:
    """The address when a document may link to it, else nothing."""
    return url if _WEB.match(url) and not _UNPRINTABLE.search(url) else ""


def pdf_data(view: ReviewView) -> dict[str, Any]:
    """Everything the template prints, with claim and reference numbers to link by.

    ``claim_numbers`` and ``reference_numbers`` map ids and keys to numbers; labels are made of
    the numbers, so that no text from the review becomes a label.
    """
    data: dict[str, Any] = _plain(view)
    claims: dict[str, int] = {}
    for claim in view.claims:
        claims.setdefault(claim.id, claim.number)
    data["claim_numbers"] = claims
    data["reference_numbers"] = {entry.key: entry.number for entry in view.bibliography}
    data["plain_title"] = _UNPRINTABLE.sub("", view.title)
    data["language"] = view.language[:2].lower() if view.language[:2].isalpha() else "en"
    return data


_URL_FIELDS: Mapping[str, Callable[[str], str]] = {"url": web_address}


def _plain(value: Any, name: str = "") -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"type": type(value).__name__}
        return kind | {
            field.name: _plain(getattr(value, field.name), field.name)
            for field in fields(value)
            if field.name not in _LEFT_OUT
            and not (field.name == "svg_narrow" and isinstance(value, ForestView))
        }
    if isinstance(value, tuple | list):
        return [_plain(item, name) for item in value]
    if isinstance(value, str):
        if name in _URL_FIELDS:
            return _URL_FIELDS[name](value)
        return str(value) if name in _VERBATIM else printable(str(value))
    return value

"""Text as registries give it, with their markup and entities turned into plain Unicode."""

from __future__ import annotations

import html
import re

# Only the elements that publishers deposit are markup: "A<B and C>D" is text.
_ELEMENT = (
    r"(?:jats|mml):[A-Za-z-]+|i|b|u|em|strong|italic|bold|sub|sup|sc|scp|tt|p|br|span|inf|ovl|"
    r"underline|monospace|title|sec|math|mi|mo|mn|mrow|msub|msup|mtext|emph|ext-link|xref"
)
_TAG = re.compile(rf"</?(?:{_ELEMENT})(?:\s[^<>]{{0,500}})?/?>", re.IGNORECASE)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def plain(text: str) -> str:
    """The text on one line, without elements, character references and control characters.

    Crossref holds many titles escaped twice (``&amp;amp;``), so references are resolved twice.
    """
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    text = _CONTROL.sub("", _SURROGATE.sub("\ufffd", text))
    return " ".join(text.split())

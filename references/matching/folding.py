"""Text made comparable: one case, no accents or punctuation, markup and encoding debris mended."""

from __future__ import annotations

import html
import re

from references.letters import GREEK, LATIN, without_marks, words_alone

_BEYOND_ASCII = str.maketrans({**GREEK, **LATIN})
_PLAIN = {
    code: chr(code).lower() if chr(code).isalnum() else (None if chr(code) == "'" else " ")
    for code in range(128)
}
_PLAIN[ord("&")] = " and "
# Lists of names keep what parts them.
_NAMES = _PLAIN | {ord(";"): ";", ord(","): ",", ord("-"): None, ord("&"): " "}
_NOT_NAMES = re.compile(r"[^\w;,]+|_+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_APOSTROPHES_AND: dict[int, str | None] = {**_APOSTROPHES, ord("&"): " and "}
_HYPHENS = dict.fromkeys(map(ord, "-‐‑–"))
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
# UTF-8 taken for a Western code page shows as these letters, each followed by another oddity.
_MOJIBAKE = re.compile("[ÃÂâ][\u0080-\u00bf€™œž\u2013-\u2122]")


def fold(text: str) -> str:
    """Words in lower case without accents, parted by one space; Greek letters by their names."""
    if text.isascii():
        if "&" in text or "<" in text:
            text = without_markup(text)
        if text.isascii():
            return " ".join(text.translate(_PLAIN).split())
    elif "&" in text or "<" in text:
        text = without_markup(text)
    return words_alone(_unaccented(text).translate(_APOSTROPHES_AND))


def fold_names(text: str) -> str:
    """Names in lower case without accents and hyphens; commas and semicolons stay."""
    if text.isascii():
        return " ".join(text.translate(_NAMES).split())
    folded = _unaccented(text).translate(_APOSTROPHES).translate(_HYPHENS)
    return _NOT_NAMES.sub(" ", folded).strip()


def without_markup(text: str) -> str:
    """Text without tags, its character references (once or twice escaped) resolved."""
    if "&" in text:
        text = html.unescape(text)
        if "&" in text:
            text = html.unescape(text)
    return _TAG.sub("", text) if "<" in text else text


def _unaccented(text: str) -> str:
    if _MOJIBAKE.search(text):
        text = _mended(text)
    return without_marks(text.casefold()).translate(_BEYOND_ASCII)


def _mended(text: str) -> str:
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text

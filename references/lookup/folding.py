"""Text made comparable across spellings, scripts of one letter and ways to type it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from references.answering.plain_text import plain
from references.letters import GREEK, LATIN, without_marks, words_alone

_REMEMBERED = 8192
"""A title is folded several times for each record that it is held against."""

_LETTERS = str.maketrans(
    {**LATIN, **{letter: f" {name} " for letter, name in GREEK.items()}}
    | dict.fromkeys("ʼ’'‘`´", "")
    | {"ß": "ss", "µ": " mu ", "&": " and ", "+": " plus "}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Words without case, marks and punctuation, parted by one space."""
    return _fold(plain(text).casefold())


def fold_umlauts(text: str) -> str:
    """As ``fold``, umlauts written with an e, as German does where it must (Güler, Gueler)."""
    composed = unicodedata.normalize("NFC", plain(text)).casefold()
    return _fold(composed.translate(_UMLAUTS))


def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_LETTERS)
        text = without_marks(text)
    return words_alone(text.translate(_LETTERS))


_BRITISH = (
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"our(?=s?$|ed$|ing$|al$|able$|ful$|less$)"), "or"),
    (re.compile(r"is(?=(?:e[ds]?|ing|ation|ations|er|ers)$)"), "iz"),
    (re.compile(r"yse(?=[ds]?$)"), "yze"),
    (re.compile(r"(?<=[bct])re$"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers)$)"), "l"),
    (re.compile(r"ogue$"), "og"),
    (re.compile(r"mme$"), "m"),
)


def american(word: str) -> str:
    """A folded word in the spelling that the two kinds of English share when so turned."""
    for pattern, instead in _BRITISH:
        word = pattern.sub(instead, word)
    return word

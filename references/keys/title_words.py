"""The words of a title that a citation key is made of."""

from __future__ import annotations

import re
import unicodedata

from references.keys.transliteration import bare

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SAY_LITTLE = (
    "a an the of on in at to for from by with and or nor but as is are was be into onto over "
    "under between about via vs der die das den dem des ein eine einer und oder im am zu zur zum "
    "von vom mit für auf bei le la les l un une des du de d et ou à au aux en sur pour par el los "
    "las una unos y o del al con por para il lo gli i e di da nel della dei delle per"
)
_STOP_WORDS = frozenset(_SAY_LITTLE.split(" "))


def title_words(title: str) -> list[str]:
    """The words of a title that carry meaning, in ASCII letters; all of them if none does."""
    words = [word for each in _WORD.findall(title) if (word := bare(_named(each)))]
    telling = [word for word in words if word.lower() not in _STOP_WORDS]
    return telling or words


def _named(word: str) -> str:
    """A Greek letter by itself, as in "β-blockers", by its name."""
    name = unicodedata.name(word, "") if len(word) == 1 and not word.isascii() else ""
    return name.rpartition(" ")[2].lower() if name.startswith("GREEK") else word

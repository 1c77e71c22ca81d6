"""Citation keys for records of formats that have none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from references.dates import PartialDate
from references.people import PersonName

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")
_SMALL_WORDS = frozenset(
    {"a", "an", "the", "on", "of", "in", "for", "to", "and", "with", "by", "from", "is", "are"}
    | {"der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los", "las"}
)
# Letters that Unicode does not take apart into a plain letter and a mark.
_PLAIN = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae"}
    | {"œ": "oe", "Œ": "oe", "ı": "i", "þ": "th", "Þ": "th", "ð": "d", "Ð": "d"}
)
_MAXIMUM = 40


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return _NOT_IN_KEYS.sub("", text.lower())[:_MAXIMUM]


def _first_word(text: str) -> str:
    """The first word that says something, cut short when the text is long."""
    words = _WORD.findall(text[:300])
    telling = (word for word in words if word.lower() not in _SMALL_WORDS and _plain(word))
    return _plain(next(telling, ""))


def key_for(
    authors: tuple[PersonName, ...],
    issued: PartialDate | None,
    title: str,
    editors: tuple[PersonName, ...] = (),
) -> str:
    """A key such as ``guler2005``: first author and year, or what stands in for them.

    Without an author the first telling word of the title is used, without a year that word
    follows the author. What has none of them, or nothing in Latin letters, is ``record``.
    """
    first = authors[0] if authors else editors[0] if editors else None
    who = ""
    if first is not None:
        # The literal of a body may be a whole address.
        who = _plain(first.family) if first.family else _first_word(first.literal)
    year = f"{issued.year:04d}" if issued is not None else ""
    if who and year:
        return who + year
    return (who + _first_word(title) + year) or "record"


class UniqueKeys:
    """Hands out made keys that no other record of the file has: ``x``, ``xa``, ``xb``, ...

    Deterministic: it depends only on the keys asked for before.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def take(self, key: str) -> bool:
        """Note a key that a record brings; false when another record has it already."""
        if key in self._taken:
            return False
        self._taken.add(key)
        return True

    def make(self, wanted: str) -> str:
        """The wanted key, with the first letters that make it unique where it is taken."""
        key = self.free(wanted)
        self._taken.add(key)
        return key

    def free(self, wanted: str) -> str:
        """The key that ``make`` would give, noted nowhere."""
        if wanted not in self._taken:
            return wanted
        number = self._next.get(wanted, 0)
        while (key := wanted + _letters(number)) in self._taken:
            number += 1
        self._next[wanted] = number  # no key becomes free again
        return key


def _letters(number: int) -> str:
    """``a`` to ``z``, then ``aa``, ``ab``, ..."""
    out = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(97 + rest) + out
    return out

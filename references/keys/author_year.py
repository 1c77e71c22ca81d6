"""Citation keys for records of formats that have none."""

from __future__ import annotations

from functools import lru_cache

from references.dates import PartialDate
from references.keys.title_words import title_words
from references.keys.transliteration import bare
from references.people import PersonName

_MAXIMUM = 40
_READ = 300
"""Characters of a title or body that are looked at: some files hold whole abstracts there."""


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return bare(text).lower()[:_MAXIMUM]


def _first_word(text: str) -> str:
    return next(iter(title_words(text[:_READ])), "").lower()[:_MAXIMUM]


def key_for(
    authors: tuple[PersonName, ...],
    issued: PartialDate | None,
    title: str,
    editors: tuple[PersonName, ...] = (),
) -> str:
    """A key such as ``guler2005``: first author and year, or what stands in for them.

    Without an author the first telling word of the title is used, without a year that word
    follows the author. What has none of them, or nothing that Latin letters can write, is
    ``record``.
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

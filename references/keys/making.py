"""Keys for many records at once, each of them unique."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from references.keys.pattern import KeyPattern
from references.reference import Reference


def make_keys(
    references: Iterable[Reference], pattern: KeyPattern, taken: Iterable[str] = ()
) -> list[str]:
    """A key for each record, in their order.

    The first to want a key gets it, the next ones a, b, c behind it, so that a record added later
    renames none before it. Keys are told apart without case, as BibTeX does.
    """
    used = {key.casefold() for key in taken}
    # Many records may want one key: each goes on where the last one stopped.
    waiting: dict[str, Iterator[str]] = {}
    made: list[str] = []
    for reference in references:
        wanted = pattern.key(reference)
        candidates = waiting.setdefault(wanted.casefold(), _suffixes())
        for suffix in candidates:
            if (key := wanted + suffix).casefold() not in used:
                used.add(key.casefold())
                made.append(key)
                break
    return made


def _suffixes() -> Iterator[str]:
    """Nothing, a to z, aa to az, ba and so on."""
    number = 0
    while True:
        letters = ""
        rest = number
        while rest:
            rest, place = divmod(rest - 1, 26)
            letters = chr(ord("a") + place) + letters
        yield letters
        number += 1

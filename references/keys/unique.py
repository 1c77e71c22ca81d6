"""Citation keys that no two records share."""

from __future__ import annotations

from collections.abc import Callable, Iterable


class UniqueKeys:
    """Hands out keys that no other record has: ``x``, ``xa``, ..., ``xz``, ``xaa``, ...

    The first to want a key gets it and the next ones letters behind it, so that a record added
    later renames none before it. Keys are one where ``fold`` makes them so.
    """

    def __init__(self, taken: Iterable[str] = (), fold: Callable[[str], str] = str) -> None:
        self._fold = fold
        self._taken = {fold(key) for key in taken}
        self._next: dict[str, int] = {}

    def take(self, key: str) -> bool:
        """Note a key that a record brings; false when another record has it already."""
        folded = self._fold(key)
        if folded in self._taken:
            return False
        self._taken.add(folded)
        return True

    def make(self, wanted: str) -> str:
        """The wanted key, with the first letters that make it unique where it is taken."""
        key = self.free(wanted)
        self._taken.add(self._fold(key))
        return key

    def free(self, wanted: str) -> str:
        """The key that ``make`` would give, noted nowhere."""
        folded = self._fold(wanted)
        if folded not in self._taken:
            return wanted
        # Many records may want one key: each goes on where the last one stopped.
        number = self._next.get(folded, 1)
        while self._fold(key := wanted + _letters(number)) in self._taken:
            number += 1
        self._next[folded] = number
        return key


def _letters(number: int) -> str:
    """``a`` to ``z`` for 1 to 26, then ``aa``, ``ab``, ..."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters

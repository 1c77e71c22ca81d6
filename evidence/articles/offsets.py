"""Where each character of a derived text stands in the text it was taken from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload


@dataclass(frozen=True, slots=True)
class Offsets(Sequence[int]):
    """A map from positions in one text to positions in another, as runs of equal step.

    Within a run both sides advance together, so an article of a million characters needs as many
    entries as it has pieces of markup. There is one more position than characters: the end.
    """

    starts: tuple[int, ...]
    targets: tuple[int, ...]
    length: int
    end: int

    def __len__(self) -> int:
        return self.length + 1

    @overload
    def __getitem__(self, index: int) -> int: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...

    def __getitem__(self, index: int | slice) -> int | Sequence[int]:
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index <= self.length:
            raise IndexError(index)
        if index == self.length:
            return self.end
        run = bisect_right(self.starts, index) - 1
        return self.targets[run] + index - self.starts[run]

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The stretches of ``start`` to ``end`` that stand in one piece: start, end and place."""
        run = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            following = self.starts[run + 1] if run + 1 < len(self.starts) else self.length
            stop = min(end, following)
            yield start, stop, self.targets[run] + start - self.starts[run]
            start = stop
            run += 1


class Transcript:
    """A text taken down piece by piece, together with where each piece came from."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._starts: list[int] = []
        self._targets: list[int] = []
        self._next = -1
        self.length = 0

    def append(self, text: str, at: int) -> None:
        """Take down text that stands, character by character, at ``at`` and after."""
        if not text:
            return
        if at != self._next:
            self._starts.append(self.length)
            self._targets.append(at)
        self._pieces.append(text)
        self.length += len(text)
        self._next = at + len(text)

    def append_at_one_place(self, text: str, at: int) -> None:
        """Take down text all of whose characters stand for what is at ``at``."""
        for character in text:
            self.append(character, at)

    @property
    def next_target(self) -> int:
        """The position after the last piece; 0 at the beginning."""
        return max(self._next, 0)

    def finish(self, end: int) -> tuple[str, Offsets]:
        """The text and its map, whose last entry is ``end``."""
        offsets = Offsets(tuple(self._starts), tuple(self._targets), self.length, end)
        return "".join(self._pieces), offsets

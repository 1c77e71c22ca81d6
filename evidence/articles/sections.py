"""The headings above a block, kept while an article is read."""

from __future__ import annotations


class SectionTrail:
    """The titles of the headings above the place that has been reached."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    @property
    def titles(self) -> tuple[str, ...]:
        """Titles from the outermost heading to the nearest."""
        return tuple(title for _, title in self._open)

    @property
    def nearest(self) -> str:
        """Title of the nearest heading; empty before the first."""
        return self._open[-1][1] if self._open else ""

    def leave(self, level: int) -> None:
        """A heading of this level ends the sections that are as deep or deeper."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    def enter(self, level: int, title: str) -> None:
        """A heading ends the sections as deep as its own and begins one."""
        self.leave(level)
        self._open.append((level, title))

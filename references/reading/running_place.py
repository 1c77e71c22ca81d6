"""Lines and columns of rising places in a text that passes by in pieces."""

from __future__ import annotations

from references.source import Location


class RunningPlace:
    """Where the characters of a text stand, told in rising order and seeing each once."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._counted = 0
        self._line = 1
        self._line_start = 0

    def of(self, buffer: str, base: int, index: int) -> Location:
        """The place of a character of the buffer, whose first one is the text's ``base``-th."""
        since = self._counted - base
        if index > since:
            count = buffer.count
            feeds, returns = count("\n", since, index), count("\r", since, index)
            if feeds or returns:
                both = count("\r\n", since, index) if returns else 0
                self._line += feeds + returns - both
                last = buffer.rfind("\n", since, index)
                if returns:
                    last = max(last, buffer.rfind("\r", since, index))
                self._line_start = base + last + 1
            self._counted = base + index
        return Location(self.path, self._line, base + index - self._line_start + 1)

"""The one exception a user is meant to read."""

from __future__ import annotations

from references.source import Location


class InputError(Exception):
    """The run cannot go on: what was given, what is allowed, and what to do, in one line."""

    def __init__(self, message: str, location: Location | None = None) -> None:
        super().__init__(f"{location}: {message}" if location else message)
        self.message = message
        self.location = location

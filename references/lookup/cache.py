"""What registries said, on disk, with the day they said it."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from references.errors import InputError

_FILE = "lookup.sqlite3"
_PATIENCE = 30.0
"""Seconds to wait for another process that is writing."""

_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    registry TEXT NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    asked TEXT NOT NULL,
    PRIMARY KEY (registry, key)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was kept, and when it was asked for; an empty text says that there was no record."""

    text: str
    asked: datetime.datetime


class Cache:
    """Answers by registry and key, one file in a folder; ``None`` as folder keeps nothing.

    Each answer is written whole or not at all, and several processes may read and write at once.

    Raises:
        InputError: when the folder cannot be written or its file is no cache.
    """

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / _FILE if folder else None
        try:
            if folder is not None:
                folder.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                self._path or ":memory:", timeout=_PATIENCE, isolation_level=None
            )
            self._connection.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise self._refusal(error) from error

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def get(self, registry: str, key: str) -> Entry | None:
        """What was kept under this key."""
        try:
            row = self._connection.execute(
                "SELECT text, asked FROM answers WHERE registry = ? AND key = ?", (registry, key)
            ).fetchone()
        except sqlite3.Error as error:
            raise self._refusal(error) from error
        if row is None:
            return None
        try:
            asked = datetime.datetime.fromisoformat(str(row[1]))
        except ValueError:
            return None
        if asked.tzinfo is None:
            asked = asked.replace(tzinfo=datetime.UTC)
        return Entry(str(row[0]), asked)

    def put(self, registry: str, entries: Mapping[str, Entry]) -> None:
        """Keep answers, all or none, in place of those that were kept before."""
        rows = [
            (registry, key, entry.text, entry.asked.isoformat()) for key, entry in entries.items()
        ]
        try:
            # Rolled back by SQLite itself when the process ends before the commit.
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.executemany("INSERT OR REPLACE INTO answers VALUES (?,?,?,?)", rows)
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> InputError:
        reason = getattr(error, "strerror", None) or str(error)
        return InputError(
            f"{self._path}: the cache of look-ups cannot be used ({reason}); remove the file or "
            "name another folder with --cache"
        )

"""Any of the files that RevMan writes, known by what is in it."""

from __future__ import annotations

from pathlib import Path

from evidence.workspace.revman.read_data_rows import read_data_rows
from evidence.workspace.revman.read_revman5_table import read_revman5_table
from evidence.workspace.revman.read_rm5 import is_rm5, read_rm5
from evidence.workspace.revman.revman_review import RevmanReview
from evidence.workspace.revman.revman_table import table_kind
from references.problem import Reading

_DATA_ROWS = "-data-rows.csv"
_SETTINGS = "-overall-estimates-and-settings.csv"


def is_revman(path: str, data: bytes) -> bool:
    """Whether a file is one of RevMan's, and no table of anybody else."""
    return path.casefold().endswith(".rm5") or is_rm5(data) or bool(table_kind(path, data))


def settings_beside(file: Path) -> Path | None:
    """Where the settings of data rows stand in a data package, if they do."""
    if not file.name.endswith(_DATA_ROWS):
        return None
    beside = file.with_name(file.name.removesuffix(_DATA_ROWS) + _SETTINGS)
    return beside if beside.is_file() else None


def read_revman(
    path: str, data: bytes, settings: tuple[str, bytes] | None = None
) -> Reading[RevmanReview]:
    """The review in a file of RevMan; ``settings`` are path and bytes of those of data rows."""
    if path.casefold().endswith(".rm5") or is_rm5(data):
        return read_rm5(path, data)
    if table_kind(path, data) == "five":
        return read_revman5_table(path, data)
    return read_data_rows(path, data, settings)

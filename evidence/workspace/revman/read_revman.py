"""Any of the files that RevMan writes, known by what is in it."""

from __future__ import annotations

from pathlib import Path

from evidence.workspace.revman.read_bias_table import with_bias
from evidence.workspace.revman.read_data_rows import read_data_rows
from evidence.workspace.revman.read_revman5_table import read_revman5_table
from evidence.workspace.revman.read_rm5 import is_rm5, read_rm5
from evidence.workspace.revman.revman_review import RevmanReview
from evidence.workspace.revman.revman_table import table_kind
from references.problem import Reading

_DATA_ROWS = "-data-rows.csv"
_SETTINGS = "-overall-estimates-and-settings.csv"
_BIAS = "-risk-of-bias.csv"


def is_revman(path: str, data: bytes) -> bool:
    """Whether a file is one of RevMan's, and no table of anybody else."""
    return path.casefold().endswith(".rm5") or is_rm5(data) or bool(table_kind(path, data))


def settings_beside(file: Path) -> Path | None:
    """Where the settings of data rows stand in a data package, if they do."""
    return _beside(file, _SETTINGS, "analysis-data")


def bias_beside(file: Path) -> Path | None:
    """Where the risk-of-bias table stands in a data package, if it has one."""
    return _beside(file, _BIAS, "study-data")


def _beside(file: Path, end: str, folder: str) -> Path | None:
    if not file.name.endswith(_DATA_ROWS):
        return None
    review = file.name.removesuffix(_DATA_ROWS)
    # Unpacked, a package keeps analyses and studies in two folders.
    for place in (file.parent, file.parent.parent / f"{review}-{folder}"):
        if (found := place / f"{review}{end}").is_file():
            return found
    return None


def read_revman(
    path: str,
    data: bytes,
    settings: tuple[str, bytes] | None = None,
    bias: tuple[str, bytes] | None = None,
) -> Reading[RevmanReview]:
    """The review in a file of RevMan.

    ``settings`` are path and bytes of those of data rows, ``bias`` of a risk-of-bias table.
    """
    if path.casefold().endswith(".rm5") or is_rm5(data):
        return read_rm5(path, data)
    if table_kind(path, data) == "five":
        reading = read_revman5_table(path, data)
    else:
        reading = read_data_rows(path, data, settings)
    if bias is None or reading.problems:
        return reading
    return with_bias(reading.value, *bias)

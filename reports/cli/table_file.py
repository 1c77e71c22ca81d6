"""The bytes of a table that a command is given."""

from __future__ import annotations

from pathlib import Path

from references.errors import InputError

_LARGEST = 32 * 1024 * 1024


def table_bytes(path: Path) -> bytes:
    """The content of a file of reasonable size.

    Raises:
        InputError: when it cannot be read or is too large.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path}: larger than {_LARGEST // 1024**2} MiB")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error

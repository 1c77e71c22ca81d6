"""Where output goes: files, whole or not at all, and the standard streams."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from references.writing import write_atomically

__all__ = ["STANDARD", "write_atomically", "write_output", "write_pieces"]

STANDARD = "-"
"""The file name that stands for standard output."""


def write_output(target: str, content: bytes | Iterable[bytes]) -> None:
    """Write to a file, whole or not at all, or to standard output for ``-``.

    Raises:
        InputError: when the file cannot be written.
    """
    if target != STANDARD:
        write_atomically(Path(target), content)
        return
    pieces = [content] if isinstance(content, bytes) else content
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.writelines(piece.decode("utf-8") for piece in pieces)
    else:
        sys.stdout.flush()
        stream.writelines(pieces)
        stream.flush()


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file from pieces that come one at a time, whole or not at all.

    Raises:
        InputError: when the file cannot be written.
    """
    write_atomically(path, pieces)

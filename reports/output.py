"""Where output goes: files, whole or not at all, and the standard streams."""

from __future__ import annotations

import sys
from pathlib import Path

from references.writing import write_atomically

__all__ = ["STANDARD", "write_atomically", "write_output"]

STANDARD = "-"
"""The file name that stands for standard output."""


def write_output(target: str, content: bytes) -> None:
    """Write to a file, whole or not at all, or to standard output for ``-``.

    Raises:
        InputError: when the file cannot be written.
    """
    if target != STANDARD:
        write_atomically(Path(target), content)
        return
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(content.decode("utf-8"))
    else:
        sys.stdout.flush()
        stream.write(content)
        stream.flush()

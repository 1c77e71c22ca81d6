"""What the exit status of the program means."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """0 clean, 1 findings at or above ``--fail-on``, 2 invalid input or usage, 3 internal error."""

    CLEAN = 0
    FINDINGS = 1
    INVALID_INPUT = 2
    INTERNAL_ERROR = 3

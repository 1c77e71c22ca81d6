"""The changes to a text file, as people read them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

_LINE_END = re.compile(r"\r\n|\r|\n")
# A bibliography from elsewhere must not steer the terminal that its diff is shown on.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BOLD, _RESET = "\x1b[1m", "\x1b[0m"
_COLORS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}


def text_diff(before: str, after: str, path: str, *, color: bool = False) -> Iterator[str]:
    """The lines of a unified diff, none when nothing changed."""
    old, new = _LINE_END.split(before), _LINE_END.split(after)
    for line in difflib.unified_diff(old, new, path, path, lineterm=""):
        shown = _CONTROL.sub("\N{REPLACEMENT CHARACTER}", line)
        yield _painted(shown) if color else shown


def _painted(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return f"{_BOLD}{line}{_RESET}"
    start = _COLORS.get(line[:1])
    return f"{start}{line}{_RESET}" if start else line

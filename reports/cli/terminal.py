"""What the program does only for a person at a terminal: colours and progress."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any, TypeVar

Item = TypeVar("Item")


def is_terminal(stream: IO[Any]) -> bool:
    """Whether a person, not a file or another program, reads the stream."""
    return bool(getattr(stream, "isatty", lambda: False)()) and os.environ.get("TERM") != "dumb"


def use_color(stream: IO[Any]) -> bool:
    """Whether to colour what goes to a stream; ``NO_COLOR`` forbids it (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def terminal_width() -> int | None:
    """The columns of the terminal that standard output goes to, ``None`` when it goes elsewhere."""
    return shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None


def say(message: str) -> None:
    """One line to standard error, so that standard output holds results alone."""
    print(message, file=sys.stderr)


def progress(items: Sequence[Item], label: str) -> Iterable[Item]:
    """The items, with a bar on standard error where a person can see it and there are several."""
    if len(items) < 2 or not is_terminal(sys.stderr):
        return items
    return _bar(items, label)


def _bar(items: Sequence[Item], label: str) -> Iterator[Item]:
    from rich.progress import track

    yield from track(items, description=label, console=_console(), transient=True)


def _console() -> Any:
    from rich.console import Console

    return Console(stderr=True, no_color=not use_color(sys.stderr))

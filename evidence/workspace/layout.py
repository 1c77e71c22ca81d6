"""Where the files of a review are: a folder on disk, or texts in memory."""

from __future__ import annotations

import shlex
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Protocol, TypeAlias

from evidence.workspace.near_words import nearest
from references.encoding import decode
from references.errors import InputError
from references.problem import Problem, Reading
from references.source import Location, SourceFile

SETTINGS = "review.toml"
MEBIBYTE = 1024 * 1024
LIMITS: Mapping[str, int] = {
    "settings": MEBIBYTE // 4,
    "yaml": 32 * MEBIBYTE,
    "library": 64 * MEBIBYTE,
    "retractions": 128 * MEBIBYTE,
    "article": 8 * MEBIBYTE,
}
"""The most bytes that are read of a file, by what it is.

Five thousand claims take 3.6 MB; the longest novels 4 MB. What is larger is a mistake or an
attack, and would only use up time and memory.
"""


class FileRefusedError(Exception):
    """A file of the review that is not read; ``kind`` is that of the problem to report."""

    def __init__(self, kind: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.hint = hint

    def problem(self, location: Location) -> Problem:
        """What to report, at the place that names the file."""
        return Problem(f"review/{self.kind}", self.message, location, self.hint)


class Files(Protocol):
    """The files of one review, by their paths relative to its folder."""

    def shown(self, relative: str) -> str:
        """The path under which a file is shown to people."""

    def read(self, relative: str, limit: int) -> str | bytes:
        """The content of a file; raises ``FileRefusedError`` when it cannot or must not be read."""


def _leaves_folder(relative: str) -> bool:
    depth = 0
    for part in PurePosixPath(relative.replace("\\", "/")).parts:
        depth += -1 if part == ".." else 0 if part == "." else 1
        if depth < 0:
            return True
    return PurePosixPath(relative).is_absolute() or bool(PureWindowsPath(relative).anchor)


def _outside(relative: str) -> FileRefusedError:
    return FileRefusedError(
        "outside-folder",
        f"the path {relative!r} leads out of the review folder",
        "move the file into the folder, or allow it with --allow-outside",
    )


def _too_large(relative: str, limit: int) -> FileRefusedError:
    message = f"{relative!r} is larger than {limit // 1024:,} KiB, the most that is read"
    return FileRefusedError("too-large", message, "split it into several files")


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """A review folder on disk; nothing outside it is read unless ``allow_outside``.

    Paths are shown as a person in the current directory would type them, or as ``review.toml``
    has them when they are to be printed for others.
    """

    folder: Path
    allow_outside: bool = False
    for_others: bool = False

    def shown(self, relative: str) -> str:
        """The path under which a file is shown to people."""
        return (PurePosixPath(relative) if self.for_others else self.folder / relative).as_posix()

    def read(self, relative: str, limit: int) -> bytes:
        """The bytes of a file; see ``Files.read``."""
        if not self.allow_outside and _leaves_folder(relative):
            raise _outside(relative)
        try:
            return self._read(self.folder / relative, relative, limit)
        except FileNotFoundError:
            message = f"there is no file {relative!r}"
            raise FileRefusedError("missing-file", message, self._way_out(relative)) from None
        except (OSError, ValueError, RuntimeError) as error:
            # A NUL in the path is a ValueError, a loop of symbolic links a RuntimeError.
            reason = getattr(error, "strerror", None) or "not a usable path"
            message = f"{relative!r} cannot be read: {reason}"
            raise FileRefusedError("missing-file", message) from None

    def _way_out(self, relative: str) -> str:
        """What to do about a missing file, naming the one beside it that is most like it."""
        path = self.folder / relative
        try:
            names = sorted(each.name for each in path.parent.iterdir())
        except OSError:
            names = []
        if name := nearest(path.name, names):
            return f"is {name!r} meant? name that, or make the file"
        return f"make the file, or correct {SETTINGS}"

    def _read(self, path: Path, relative: str, limit: int) -> bytes:
        real = path.resolve(strict=True)
        if not self.allow_outside and not real.is_relative_to(self.folder.resolve()):
            raise _outside(relative)
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            # A folder, a device, or a pipe that would keep the program waiting for ever.
            raise FileRefusedError("missing-file", f"{relative!r} is not a file")
        if status.st_size > limit:
            raise _too_large(relative, limit)
        with real.open("rb") as stream:
            return stream.read(limit)


@dataclass(frozen=True, slots=True)
class MemoryFiles:
    """Files as texts or bytes in memory, shown by their names."""

    files: Mapping[str, str | bytes]

    def shown(self, relative: str) -> str:
        """The name itself, without detours."""
        return PurePosixPath(relative).as_posix()

    def read(self, relative: str, limit: int) -> str | bytes:
        """The content of a file; see ``Files.read``."""
        if _leaves_folder(relative):
            raise _outside(relative)
        name = PurePosixPath(relative).as_posix()
        if name not in self.files:
            raise FileRefusedError("missing-file", f"there is no file {relative!r}")
        content = self.files[name]
        if len(content) > limit:
            raise _too_large(relative, limit)
        return content


Decoder: TypeAlias = Callable[[str, bytes | str], Reading[SourceFile]]
"""How the content of a file becomes text: the path to show, and what was read."""


def decoded(path: str, content: bytes | str) -> Reading[SourceFile]:
    """Text as it is, and bytes in the encoding they show."""
    return Reading(SourceFile(path, content)) if isinstance(content, str) else decode(path, content)


def open_file(
    files: Files, relative: str, limit: int, room: str, decoder: Decoder = decoded
) -> Reading[SourceFile]:
    """The decoded text of a file; what was said of its encoding becomes ``<room>/…`` problems."""
    content = files.read(relative, limit)
    path = files.shown(relative)
    reading = decoder(path, content)
    problems = tuple(
        Problem(f"{room}/{item.kind.split('/', 1)[-1]}", item.message, item.location, item.hint)
        for item in reading.problems
    )
    return Reading(reading.value, problems)


def review_folder(path: Path) -> Path:
    """The review folder that a path means: itself, or the one that holds the file it names.

    Raises:
        InputError: when there is no ``review.toml`` there.
    """
    if path.is_dir():
        if (path / SETTINGS).is_file():
            return path
        above = _folder_above(path)
        way_out = (
            f"the review above is {above}; name that"
            if above
            else f"`evidence-review init {shlex.quote(str(path))}` makes one"
        )
        raise InputError(f"{path}: no {SETTINGS} here; {way_out}")
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    found = _folder_above(path)
    if found is None:
        raise InputError(f"{path}: not in a review folder (no {SETTINGS} beside or above it)")
    return found


def _folder_above(path: Path) -> Path | None:
    """The nearest review folder that holds the path, written as the path was.

    ``Path("..").parent`` is ``.``, which is below it and not above; hence steps of our own.
    """
    folder = path
    while folder.resolve() != folder.resolve().parent:
        folder = folder / ".." if folder.name in ("", "..") else folder.parent
        if (folder / SETTINGS).is_file():
            return folder
    return None

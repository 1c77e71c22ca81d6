"""Files opened as text in the encoding their bytes show, without reading them whole.

What ``references.encoding.decode`` finds out from all bytes at once is found here block by block:
one pass to see whether every byte is UTF-8, which costs little, and then the file is read as text.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from references.encoding import decode
from references.errors import InputError
from references.problem import Problem
from references.source import Location

_BLOCK = 1 << 20
_SAMPLE = 65536
# What Windows-1252 gives a letter and Latin-1 a control character, and what it leaves undefined.
_UNDEFINED = frozenset(b"\x81\x8d\x8f\x90\x9d")


@dataclass(frozen=True, slots=True)
class OpenedText:
    """A file open as text, and what was wrong with its bytes; ``None`` when it is no text."""

    text: io.TextIOBase | None
    problems: tuple[Problem, ...] = ()


@contextmanager
def opened_text(path: Path) -> Iterator[OpenedText]:
    """The file as text with its line ends untouched, a byte order mark taken off.

    Raises:
        InputError: when the file cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error
    with file:
        head = file.read(_SAMPLE)
        # An even sample, so that UTF-16 is not cut in the middle of a character.
        decoded = decode(str(path), head[: len(head) & ~3] if len(head) == _SAMPLE else head)
        source, problems = decoded.value, decoded.problems
        if any(problem.kind == "file/binary" for problem in problems):
            yield OpenedText(None, problems)
            return
        encoding = source.encoding
        if encoding in ("utf-8", "cp1252", "latin-1"):
            encoding, problems = _eight_bit(path, file, marked=source.has_byte_order_mark)
        file.seek(0)
        reader = io.TextIOWrapper(file, encoding, errors="replace", newline="")
        if source.has_byte_order_mark and encoding in ("utf-8", source.encoding):
            reader.read(1)
        yield OpenedText(reader, problems)
        reader.detach()


def _eight_bit(
    path: Path, file: io.BufferedReader, *, marked: bool
) -> tuple[str, tuple[Problem, ...]]:
    """UTF-8 when every byte fits it, else the single-byte encoding that does."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    line = 1
    place: Location | None = None
    high: set[int] = set()
    shift = 0
    while True:
        block = file.read(_BLOCK)
        if place is None:
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                at = max(0, error.start)
                before = block[:at]
                begin = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
                line += before.count(b"\n")
                place = Location(str(path), line, at - begin + 1)
            else:
                line += block.count(b"\n")
        if place is not None and len(high) < 32:
            high.update(byte for byte in set(block) if 0x80 <= byte <= 0x9F)
        if not block:
            break
        shift += len(block)
    if place is None:
        return "utf-8", ()
    encoding = "latin-1" if not high or high & _UNDEFINED else "cp1252"
    shown = {"cp1252": "Windows-1252", "latin-1": "Latin-1 (ISO 8859-1)"}[encoding]
    because = "the byte order mark of UTF-8 is not kept to" if marked else "a byte is not UTF-8"
    message = f"{because}; it was read as {shown}"
    hint = "check accented letters, and save the file as UTF-8"
    return encoding, (Problem("file/encoding-guessed", message, place, hint),)

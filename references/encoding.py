"""Bytes to text and back: which encoding a file is in, said when it had to be guessed."""

from __future__ import annotations

import codecs

from references.problem import Problem, Reading
from references.source import Location, SourceFile

MAXIMUM_BYTES = 256 * 1024 * 1024
"""Larger files are refused: no bibliography or article is that large, and decoding takes memory."""

# UTF-32's little-endian mark begins with that of UTF-16, so it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK_OF = {encoding: mark for mark, encoding in _MARKS}
_SAMPLE = 65536


def decode(path: str, data: bytes) -> Reading[SourceFile]:
    """The text of a file, in the encoding its bytes show.

    Tried in order: a byte order mark, UTF-8, UTF-16 without a mark, Windows-1252, Latin-1. The
    last can hold any bytes, so this never fails; what was guessed is a problem
    ``file/encoding-guessed``. ``encode`` gives the same bytes back.
    """
    if len(data) > MAXIMUM_BYTES:
        message = f"the file has {len(data):,} bytes; at most {MAXIMUM_BYTES:,} are read"
        return _refused(path, "file/too-large", message, "utf-8")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(path, data, mark, encoding)
    wide = _utf_16_without_mark(data)
    if wide is not None:
        return _guessed(path, data, wide)
    if b"\0" in data[:_SAMPLE]:
        message = "this is a binary file (it holds NUL bytes), not text"
        return _refused(path, "file/binary", message, "latin-1")
    try:
        return Reading(SourceFile(path, data.decode("utf-8")))
    except UnicodeDecodeError as error:
        encoding = _single_byte(data)
        offset = error.start
    return _guessed(path, data, encoding, offset)


def encode(source: SourceFile, text: str) -> bytes:
    """The bytes of a text in the encoding of a source, byte order mark included.

    What a single-byte encoding cannot hold makes the whole text UTF-8, so that no letter is lost.
    """
    try:
        body = text.encode(source.encoding)
    except UnicodeEncodeError:
        # A lone surrogate comes only from a program, never from ``decode``.
        return text.encode("utf-8", "surrogatepass")
    return _MARK_OF.get(source.encoding, b"") + body if source.has_byte_order_mark else body


def _marked(path: str, data: bytes, mark: bytes, encoding: str) -> Reading[SourceFile]:
    try:
        return Reading(SourceFile(path, data[len(mark) :].decode(encoding), encoding, True))
    except UnicodeDecodeError as error:
        fallback = _single_byte(data)
        message = (
            f"the file begins with the byte order mark of {encoding.upper()} but byte "
            f"{error.start + len(mark)} does not fit it"
        )
        return _guessed(path, data, fallback, because=message)


def _utf_16_without_mark(data: bytes) -> str | None:
    """UTF-16 in either byte order, recognised by the zero bytes that Latin text leaves in it."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even = sample[0::2].count(0) / len(sample[0::2])
    odd = sample[1::2].count(0) / len(sample[1::2])
    # Text in Latin letters leaves about every second byte zero, and hardly any of the others.
    if odd > 0.4 and even < 0.05:
        encoding = "utf-16-le"
    elif even > 0.4 and odd < 0.05:
        encoding = "utf-16-be"
    else:
        return None
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding


def _single_byte(data: bytes) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return "latin-1"  # bytes 81, 8D, 8F, 90 and 9D mean nothing in Windows-1252
    return "latin-1" if text == data.decode("latin-1") else "cp1252"


def _guessed(
    path: str, data: bytes, encoding: str, offset: int = 0, because: str = ""
) -> Reading[SourceFile]:
    source = SourceFile(path, data.decode(encoding), encoding)
    reason = because or (
        "the file is UTF-16 without a byte order mark"
        if encoding.startswith("utf-16")
        else f"byte {offset} is not UTF-8"
    )
    problem = Problem(
        "file/encoding-guessed",
        f"{reason}; it was read as {_SHOWN[encoding]}",
        source.location(offset if encoding in ("cp1252", "latin-1") else 0),
        "check accented letters, and save the file as UTF-8",
    )
    return Reading(source, (problem,))


_SHOWN = {
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1 (ISO 8859-1)",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
}


def _refused(path: str, kind: str, message: str, encoding: str) -> Reading[SourceFile]:
    problem = Problem(kind, message, Location(path), "give a text file")
    return Reading(SourceFile(path, "", encoding), (problem,))

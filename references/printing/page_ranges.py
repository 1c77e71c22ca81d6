"""Ranges of pages as a style wants them: 321–328, 321–28 or 321–8, never another number."""

from __future__ import annotations

import re

# Letters and digits before the number that counts: n11564, 8n11564.
_RANGE = re.compile(r"((?:[^\W_]*[^\W\d_])?)(\d+)\s*[-–]+\s*((?:[^\W_]*[^\W\d_])?)(\d+)")
_LIST = re.compile(r"(\s*[,;&]\s*)")
_HYPHENS = re.compile(r"\s*[-–—]+\s*")
_TWO_NUMBERS = re.compile(r"\d+[A-Za-z]?\s*[-–—]+\s*\d*[A-Za-z]?|[ivxlcdm]+\s*[-–—]+\s*[ivxlcdm]+")
#: Longer than any range of pages is; what is longer is printed as it stands.
_LONGEST = 60
_ESCAPED = "\\-"


def page_range(pages: str, form: str, delimiter: str) -> str:
    """The pages with every plain range in that form; what is no range stays as it is."""
    if _ESCAPED in pages:
        return pages.replace(_ESCAPED, "-")
    return "".join(
        piece if number % 2 else _one(piece, form, delimiter)
        for number, piece in enumerate(_LIST.split(pages))
    )


def _one(piece: str, form: str, delimiter: str) -> str:
    if len(piece) > _LONGEST:
        return piece
    match = _RANGE.fullmatch(piece.strip())
    if match is None:
        return _dashed(piece, delimiter)
    before, first, before_last, last = match.groups()
    if before != before_last:
        return _HYPHENS.sub("-", piece)
    whole = first[: max(0, len(first) - len(last))] + last
    # 45-12 runs backwards; read as 45 to 12 or 45 to 412 it would say what the record does not.
    if int(whole) <= int(first):
        return _dashed(piece, delimiter)
    if not form:
        return f"{before}{first}{delimiter}{before_last}{last}"
    if form == "expanded":
        return f"{before}{first}{delimiter}{before}{whole}"
    shown = _shown(first, whole, form)
    # A number in full keeps its letters: e1–e12, but S12–8.
    return f"{before}{first}{delimiter}{before if shown == whole else ''}{shown}"


def _dashed(piece: str, delimiter: str) -> str:
    """The joint of two numbers as a dash; a hyphen within an article's number stays."""
    if _TWO_NUMBERS.fullmatch(piece.strip().lower()):
        return _HYPHENS.sub(delimiter, piece)
    return _HYPHENS.sub("-", piece) if re.search(r"\d\s+-\s+\d", piece) else piece


def _shown(first: str, last: str, form: str) -> str:
    if form == "minimal":
        return _minimal(first, last, 1)
    if form == "minimal-two":
        return _minimal(first, last, 2)
    if form in ("chicago", "chicago-15", "chicago-16"):
        return _chicago(first, last, form)
    return last


def _minimal(first: str, last: str, least: int) -> str:
    """The digits of ``last`` from the first that differs, at least ``least`` of them."""
    if len(first) != len(last):
        return last
    same = 0
    while same < len(last) - least and first[same] == last[same]:
        same += 1
    return last[same:]


def _chicago(first: str, last: str, form: str) -> str:
    """The Chicago Manual's rule, in its 15th or 16th edition."""
    start = int(first)
    if start < 100 or start % 100 == 0 or len(first) != len(last):
        return last
    if start % 100 < 10:
        return _minimal(first, last, 1)
    short = _minimal(first, last, 2)
    # The 15th edition writes four digits in full when three of them change.
    if form != "chicago-16" and len(first) == 4 and len(short) > 2:
        return last
    return short

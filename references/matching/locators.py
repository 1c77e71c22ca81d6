"""Volume, issue and pages: where in its container a work stands."""

from __future__ import annotations

import re

from references.matching.folding import fold

_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"([a-z]*)\.?\s*0*(\d+)([a-z]?)|\b([ivxlc]+)\b")
_DASH = re.compile(r"\s*[-‐‑‒–—−]+\s*")


def fold_volume(text: str) -> str:
    """The number of a volume: ``Vol. 12 Suppl 1`` is 12, ``XII`` too; ``(Jul)`` is none."""
    if text.isdigit():
        return text.lstrip("0")
    if not text:
        return ""
    match = _DIGITS.search(text)
    if match is not None:
        return match[0].lstrip("0")
    word = text.strip(" .").lower()
    return str(_roman(word)) if word and not word.strip("ivxlc") else ""


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )


def fold_issue(text: str) -> str:
    """An issue in lower case without punctuation; ``s2`` and ``suppl 2`` are one."""
    if text.isdigit():
        return text.lstrip("0")
    if not text:
        return ""
    folded = re.sub(r"\b(?:supplement|suppl?|s)\b\s*|^s(?=\d)", "s", fold(text))
    return re.sub(r"\b(?:no|nr|number|issue|pt|part)\b", " ", folded).strip().replace(" ", "")


_PLAIN_RANGE = re.compile(r"([1-9]\d*)(?:-([1-9]\d*))?")
_WORD_PAGE = re.compile(r"^(?:pages?|pp?)\b[. ]*")
_SEVERAL = re.compile(r"[,;+&]|\band\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = re.compile(
    rf"(\d\d?)[- ]({'|'.join(_MONTHS)})[a-z]*|({'|'.join(_MONTHS)})[a-z]*[- ](\d\d?)"
)


def fold_pages(text: str, article_number: str = "") -> tuple[str, str]:
    """First and last page: ``288-97`` and ``288-297.e1`` are 288 and 297, ``S12`` is s12.

    Of several ranges (``230-5, 246-51``) the one with the lowest first page counts, in whatever
    order they are given. A spreadsheet makes ``01-Jun`` of 1-6, which is undone.
    """
    text = text or article_number
    if not text:
        return "", ""
    if (plain := _PLAIN_RANGE.fullmatch(text)) is not None:
        begin, end = plain[1], plain[2] or ""
        return begin, begin[: len(begin) - len(end)] + end if 0 < len(end) < len(begin) else end
    text = _DASH.sub("-", _WORD_PAGE.sub("", text.strip(" ().").lower()))
    if (date := _DATE.fullmatch(text)) is not None:
        month = _MONTHS.index(date[2] or date[3]) + 1
        return (date[1].lstrip("0"), str(month)) if date[1] else (str(month), date[4].lstrip("0"))
    if _SEVERAL.search(text):
        ranges = [_range(part) for part in _SEVERAL.split(text) if _DIGITS.search(part)]
        numbered = [each for each in ranges if each[0].isdigit()]
        if len(numbered) > 1 and len(numbered) == len(ranges):
            return min(numbered, key=lambda each: int(each[0]))
    return _range(text)


def _range(text: str) -> tuple[str, str]:
    first, dash, last = text.partition("-")
    begin = _page(first)
    end = _page(last.partition("-")[0].partition(".e")[0].partition(",")[0]) if dash else ""
    if begin.isdigit() and end.isdigit() and len(end) < len(begin):
        end = begin[: len(begin) - len(end)] + end
    return begin, end


def _page(text: str) -> str:
    match = _PAGE.search(text)
    if match is None:
        return ""
    if match[4]:
        return match[4]
    prefix = match[1] if len(match[1]) <= 2 else ""
    return prefix + match[2] + match[3]


def digits_of(page: str) -> str:
    """The number in a page, without letters."""
    if page.isdigit():
        return page
    match = _DIGITS.search(page)
    return match[0] if match else ""


def compare_pages(left: str, right: str) -> int:
    """1 when two pages agree, -1 when they differ, 0 when one is not given or of another kind."""
    if not left or not right:
        return 0
    if left == right:
        return 1
    if left.isdigit() is right.isdigit():
        return -1
    # A database may drop the letter of a supplement's page, or give an electronic number for one
    # and the printed page for the other: then nothing can be told.
    return 1 if digits_of(left) == digits_of(right) else 0


def is_range(first: str, last: str) -> bool:
    """Whether the pages are more than one."""
    return bool(first and last) and first != last


def counts_own_pages(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether one range counts from 1, as files do before an issue is paged, and is as long."""
    if "1" not in (left[0], right[0]):
        return False
    one, other = _numbers(left), _numbers(right)
    return one[1] > one[0] and one[1] - one[0] == other[1] - other[0]


def may_be_slip(left: tuple[str, str], right: tuple[str, str]) -> bool:
    """Whether two different page ranges may be one, mistyped or cut differently.

    The last page agrees, the ranges overlap, one holds as many pages as the other, or a single
    page differs in one character.
    """
    if left[1] and left[1] == right[1]:
        return True
    one, other = _numbers(left), _numbers(right)
    if one[0] <= other[1] and other[0] <= one[1]:
        return True
    if one[1] > one[0] and one[1] - one[0] == other[1] - other[0]:
        return True
    short, long = left[0], right[0]
    return len(short) == len(long) and sum(a != b for a, b in zip(short, long, strict=True)) == 1


def _numbers(pages: tuple[str, str]) -> tuple[int, int]:
    first = int(digits_of(pages[0])[:9] or 0)
    return first, max(first, int(digits_of(pages[1])[:9] or 0))


def compare_values(left: object, right: object) -> int:
    """1 when two values agree, -1 when they differ, 0 when one is not given."""
    if not left or not right:
        return 0
    return 1 if left == right else -1

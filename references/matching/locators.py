"""Volume, issue and pages: where in its container a work stands."""

from __future__ import annotations

import re

from references.matching.folding import fold

_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"([a-z]*)\.?\s*0*(\d+)([a-z]?)|\b([ivxlc]+)\b")
_DASH = re.compile(r"\s*[-‐‑‒–—−]+\s*")


def fold_volume(text: str) -> str:
    """The number of a volume (``Vol. 12 Suppl 1`` is 12), or its words when it has none."""
    if text.isdigit():
        return text.lstrip("0")
    if not text:
        return ""
    match = _DIGITS.search(text)
    return match[0].lstrip("0") if match else fold(text)


def fold_issue(text: str) -> str:
    """An issue in lower case without punctuation; ``s2`` and ``suppl 2`` are one."""
    if text.isdigit():
        return text.lstrip("0")
    if not text:
        return ""
    folded = re.sub(r"\b(?:supplement|suppl?|s)\b\s*|^s(?=\d)", "s", fold(text))
    return re.sub(r"\b(?:no|nr|number|issue|pt|part)\b", " ", folded).strip().replace(" ", "")


def fold_pages(text: str, article_number: str = "") -> tuple[str, str]:
    """First and last page: ``288-97`` and ``288-297.e1`` are 288 and 297, ``S12`` is s12."""
    text = text or article_number
    if not text:
        return "", ""
    first, dash, last = _DASH.sub("-", text.strip().lower()).partition("-")
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
    match = _DIGITS.search(page)
    return match[0] if match else ""


def compare_pages(left: str, right: str) -> int:
    """1 when first pages agree, -1 when they differ, 0 when one is not given."""
    if not left or not right:
        return 0
    if left == right:
        return 1
    # A database may drop the letter of an electronic page or of a supplement.
    plain = left.isdigit() is not right.isdigit()
    return 1 if plain and digits_of(left) == digits_of(right) else -1


def compare_values(left: object, right: object) -> int:
    """1 when two values agree, -1 when they differ, 0 when one is not given."""
    if not left or not right:
        return 0
    return 1 if left == right else -1

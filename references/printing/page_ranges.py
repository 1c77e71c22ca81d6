"""How page ranges are printed: en dashes, and the last page whole or shortened, never wrong."""

from __future__ import annotations

import re

_PAGE_RANGE = re.compile(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)$")
_NUMBERED_RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\w*\d)|(?<=\d[A-Za-z])\s*-\s*(?=\w*\d)")


def printed_pages(pages: str, *, shorten: bool) -> str:
    """Pages with en dashes; a last page written short is made whole, or all are made short."""
    return ", ".join(_page_range(each.strip(), shorten=shorten) for each in pages.split(","))


def _page_range(pages: str, *, shorten: bool) -> str:
    match = _PAGE_RANGE.match(pages)
    if match is None:
        return _NUMBERED_RANGE.sub("–", pages)
    prefix, first, last_prefix, last = match.groups()
    if last_prefix not in ("", prefix):
        return pages.replace("-", "–")
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if int(last[:30]) < int(first[:30]) and len(last) <= len(first):
        return pages.replace("-", "–")
    if shorten and len(first) == len(last) and first != last:
        same = next(index for index, digit in enumerate(first) if digit != last[index])
        return f"{prefix}{first}–{last[same:]}"
    return f"{prefix}{first}–{last_prefix and prefix}{last}"

"""Pairs worth comparing: records that share a key, found by sorting."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

from references.matching.authors import first_family
from references.matching.locators import digits_of
from references.matching.prepare import Folded

WINDOW = 24
LARGEST = 40
"""A larger block is sorted by title and author, and each record meets those that follow closely."""


def _by_doi(record: Folded) -> str:
    return record.doi


def _by_title_begin(record: Folded) -> str:
    squeezed = record.title.replace(" ", "")
    return squeezed[:24] if len(squeezed) > 5 else ""


def _by_title_end(record: Folded) -> str:
    squeezed = record.title.replace(" ", "")
    return squeezed[-20:] if len(squeezed) >= 20 else ""


def _by_long_words(record: Folded) -> str:
    # Sorted by the alphabet first, so that of words of one length always the same ones count.
    words = sorted(set(record.title.split(" ")))
    if len(words) < 3:
        return ""
    words.sort(key=len)
    return " ".join(sorted(words[-3:]))


def _by_volume_and_page(record: Folded) -> str:
    if not record.volume or not record.first_page:
        return ""
    return f"{record.volume} {digits_of(record.first_page)}"


def _by_page_and_year(record: Folded) -> str:
    if not record.first_page or not record.year:
        return ""
    return f"{digits_of(record.first_page)} {digits_of(record.last_page)} {record.year}"


def _by_author_and_page(record: Folded) -> str:
    if not record.first_page or not record.authors:
        return ""
    return f"{first_family(record.authors)} {digits_of(record.first_page)}"


def _by_author_year_volume(record: Folded) -> str:
    if not record.authors or not record.year:
        return ""
    return f"{first_family(record.authors)} {record.year} {record.volume}"


KEYS: tuple[Callable[[Folded], str], ...] = (
    _by_doi,
    _by_title_begin,
    _by_title_end,
    _by_long_words,
    _by_volume_and_page,
    _by_page_and_year,
    _by_author_and_page,
    _by_author_year_volume,
)


def _other_keys(records: Sequence[Folded], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    for number in numbers:
        for each in records[number].other_ids:
            yield crc32(each.encode()), number


def candidate_pairs(
    records: Sequence[Folded],
    numbers: Sequence[int],
    told: Callable[[int, int], None] | None = None,
) -> array[int]:
    """Pairs of the numbered records that share a key, packed as ``left << 32 | right``, sorted.

    Keys are hashed with CRC-32, which is the same in every process; a chance collision only adds
    a pair to compare.
    """
    found: set[int] = set()
    for done, key in enumerate(KEYS):
        if told is not None:
            told(done, len(KEYS))
        hashed = [
            crc32(text.encode()) << 32 | number
            for number in numbers
            if (text := key(records[number]))
        ]
        _add_pairs(records, hashed, found)
    _add_pairs(
        records, [value << 32 | number for value, number in _other_keys(records, numbers)], found
    )
    if told is not None:
        told(len(KEYS), len(KEYS))
    return array("q", sorted(found))


def _add_pairs(records: Sequence[Folded], hashed: list[int], found: set[int]) -> None:
    hashed.sort()
    hashed.append(-1)
    block: list[int] = []
    current = -1
    for value in hashed:
        key = value >> 32
        if key != current:
            if len(block) > 1:
                _pair_block(records, block, found)
            block = []
            current = key
        block.append(value & 0xFFFFFFFF)


def _pair_block(records: Sequence[Folded], block: list[int], found: set[int]) -> None:
    window = len(block)
    if window > LARGEST:
        window = WINDOW
        block.sort(key=lambda number: content_order(records[number]))
    for place, one in enumerate(block):
        for other in block[place + 1 : place + 1 + window]:
            if one != other:
                found.add(one << 32 | other if one < other else other << 32 | one)


def content_order(record: Folded) -> tuple[str | int, ...]:
    """A sort key by content alone, so that results do not hang on the order of the records."""
    return (
        record.title,
        record.authors,
        record.year,
        record.container,
        record.volume,
        record.first_page,
        record.issue,
        record.doi,
        record.last_page,
        record.marks,
        " ".join(record.other_ids),
        record.edition,
    )

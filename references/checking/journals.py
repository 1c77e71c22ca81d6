"""The journals of a library, as its records name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from references.checking.once import once_per_library
from references.library import Library
from references.matching.similarity import comparable
from references.reference import Reference, ReferenceKind

_SMALL_WORDS_TEXT = """
and at de del della der des di die do du el en et for für in la le les of on the to und van voor
"""
# No single letters: "Physical Review A" and "Physical Review E" are two journals.
_SMALL_WORDS = frozenset(_SMALL_WORDS_TEXT.split())
# What catalogues add to a title: "Lancet (London, England)", "Evolution [electronic resource]".
# The letter of "Physica Status Solidi (b)" is part of it.
_REMARK = re.compile(r"\([^()]{3,}\)|\[[^\[\]]{3,}\]")
_LONGEST_CUT_INSIDE = 5
_LONGEST_ACRONYM = 6
_MOST_WORDS = 30


@lru_cache(maxsize=1 << 16)
def journal_key(title: str) -> str:
    """What two spellings of a journal's title have in common: its words that carry meaning."""
    words = comparable(_REMARK.sub(" ", title)).split()
    return " ".join([word for word in words if word not in _SMALL_WORDS] or words)


@once_per_library
def articles_by_journal(library: Library) -> Mapping[str, Sequence[Reference]]:
    """Journal articles by the key of their journal, in the library's order."""
    found: dict[str, list[Reference]] = {}
    for reference in library:
        if reference.kind is ReferenceKind.ARTICLE_JOURNAL:
            key = journal_key(reference.container or reference.container_short)
            if key:
                found.setdefault(key, []).append(reference)
    return MappingProxyType(found)


def may_abbreviate(short: str, full: str) -> bool:
    """Whether one journal key may be another in the manner of ISO 4, word for word.

    Words are cut at the end (``clin`` for clinical) or inside (``natl`` for national).
    """
    words, others = short.split(), full.split()
    if len(words) != len(others) or not all(map(_shortens, words, others)):
        return False
    # "Phys Rev A" is no short form of "Phys Rev Appl": a letter at the end names a section.
    return len(words[-1]) > 1 or words[-1] == others[-1]


def _shortens(word: str, full: str) -> bool:
    if full.startswith(word):
        return True
    # Only short forms are cut inside: "physical" is none of "physiological".
    if word[0] != full[0] or not 3 <= len(word) <= _LONGEST_CUT_INSIDE or len(word) >= len(full):
        return False
    left = iter(full)
    return all(letter in left for letter in word)


def is_same_journal(one: str, other: str) -> bool:
    """Whether two journal keys may be one journal's: alike, shortened, in part, or an acronym.

    Says yes where it cannot tell; what it denies are two journals.
    """
    if one in other or other in one or may_abbreviate(one, other) or may_abbreviate(other, one):
        return True
    words, others = one.split()[:_MOST_WORDS], other.split()[:_MOST_WORDS]
    if _is_acronym(words, others) or _is_acronym(others, words):
        return True
    shorter, longer = sorted((words, others), key=len)
    shared = sum(any(_shortens(*pair) for pair in _both_ways(word, longer)) for word in shorter)
    return 2 * shared >= len(shorter)


def _both_ways(word: str, others: list[str]) -> Iterator[tuple[str, str]]:
    for other in others:
        yield word, other
        yield other, word


def _is_acronym(words: list[str], others: list[str]) -> bool:
    """Whether one title may be made of the initials of the other: JAIR, PNAS, AIJ."""
    only = words[0]
    initials = "".join(word[0] for word in others)
    if len(words) == 1 and len(others) > 1 and len(only) <= _LONGEST_ACRONYM:
        return only[0] == initials[0]
    return len(only) > 1 and initials.startswith(only)

"""The journals of a library, as its records name them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
_REMARK = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


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
    return len(words) == len(others) and all(map(_shortens, words, others))


def _shortens(word: str, full: str) -> bool:
    if full.startswith(word):
        return True
    if word[0] != full[0] or len(word) < 3 or len(word) >= len(full):
        return False
    left = iter(full)
    return all(letter in left for letter in word)

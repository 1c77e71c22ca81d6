"""Whether two titles are the same but for how they were written down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rapidfuzz.distance import OSA, Indel

from references.lookup.agreement import DIFFERENT, SAME, Agreement
from references.lookup.folding import american, fold

_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "for", "to", "and", "by", "as", "at", "from"}
    | {"or", "plus", "minus"}
)
_MARK = re.compile(
    r"^\W*(?:(?:retracted|withdrawn|removed)(?:\s+(?:article|paper|chapter))?\W*[:\]\)])\s*",
    re.IGNORECASE,
)
# Databases put what they know of an article behind its title: [Spanish], [Erratum appears in ...].
_BEHIND = re.compile(r"(?<=\S)\s*\[[^\[\]]*\][\s.]*$")
# PubMed puts a title that it translated in brackets.
_TRANSLATED = re.compile(r"^\s*\[([^\[\]]+)\][\s.]*$")
_LEAST_LIKENESS = 0.85
_LEAST_WORDS_OF_HEAD = 3
_LEAST_LETTERS_OF_HEAD = 16
_SLIPS = 2
"""How many misspelt words a title may have; more is another title."""


def compare_titles(ours: str, theirs: str, others: Iterable[str] = ()) -> Agreement:
    """Whether a title is one of those of a registry's record.

    A subtitle may be missing on one side, spelling may be British or American, and a long word may
    have one slip. Numbers and words of meaning must be the same: a title that a machine made up
    resembles the real one in all but such a word.
    """
    ours, theirs = _bare(ours), _bare(theirs)
    verdict = _one(ours, theirs)
    if not verdict.agrees or verdict.why:
        for other in others:
            if (better := _one(ours, _bare(other))).agrees and not (verdict.agrees and better.why):
                return better if better.why else Agreement(True, "another form of the title")
    return verdict


def _bare(title: str) -> str:
    """The title without marks before and notes behind it."""
    title = _MARK.sub("", title)
    while (shorter := _BEHIND.sub("", title)) != title:
        title = shorter
    return _TRANSLATED.sub(r"\1", title)


def _one(ours: str, theirs: str) -> Agreement:
    left, right = fold(ours), fold(theirs)
    if not left or not right:
        return DIFFERENT if left != right or ours != theirs else SAME
    if left.replace(" ", "") == right.replace(" ", ""):
        return SAME
    if _is_head(ours, right) or _is_head(theirs, left):
        return Agreement(True, "with and without the subtitle")
    return _but_for_slips(left.split(), right.split())


def _is_head(title: str, other: str) -> bool:
    """Whether the whole of ``title`` is what stands before the subtitle of ``other``, or an end."""
    head = fold(title)
    if len(head) < _LEAST_LETTERS_OF_HEAD or head.count(" ") + 1 < _LEAST_WORDS_OF_HEAD:
        return False
    return other.startswith(head + " ")


def _but_for_slips(left: list[str], right: list[str]) -> Agreement:
    words, others = ([american(word) for word in side] for side in (left, right))
    words, others = ([word for word in side if word not in _SMALL] for side in (words, others))
    if "".join(words) == "".join(others):
        return Agreement(True, "but for spelling")
    if Indel.normalized_similarity(" ".join(words), " ".join(others)) < _LEAST_LIKENESS:
        # The same words in another order are another title, or none.
        return DIFFERENT
    missing = list((Counter(words) - Counter(others)).elements())
    extra = list((Counter(others) - Counter(words)).elements())
    if "".join(missing) == "".join(extra):
        return Agreement(True, "but for spelling")
    if len(missing) != len(extra) or len(missing) > _SLIPS:
        return DIFFERENT
    for word in missing:
        partner = min(extra, key=lambda other: (OSA.distance(word, other), other))
        if not _is_slip(word, partner):
            return DIFFERENT
        extra.remove(partner)
    return Agreement(True, "but for a slip of the pen")


def _is_slip(one: str, other: str) -> bool:
    """Whether two words differ as a typing error or a plural does."""
    if one.isdecimal() or other.isdecimal():
        return False
    if one.removesuffix("s") == other.removesuffix("s"):
        return True
    return min(len(one), len(other)) >= 6 and OSA.distance(one, other) == 1

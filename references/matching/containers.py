"""Journals and other containers: whether two titles, full or abbreviated, may be one's."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from references.matching.folding import fold

UNKNOWN, UNLIKE, UNSURE, SAME = -1, 0, 1, 2

_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a and d de del der des di do du e el en et for fur i in la le les of on the und van y",
    )
)
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# ``Journal.Conference: 44th Meeting``, ``Journal: Official Organ``, ``Ai zheng = Cancer``.
_PARTS = re.compile(r"\.? ?\bconference:|[:;=/]|\.\s+(?=[A-Z])", re.IGNORECASE)


# Words that say which of a yearly series it is, and are left out as often as not.
_SERIES_WORD = re.compile(r"proceedings?|proc|annual|\d+(?:st|nd|rd|th)?")
_ACRONYM = re.compile(r"\(([A-Z]{3,8})\b[^()]{0,6}\)")
HEADS = 2
"""A title and its first part may be found anywhere in another; two subtitles prove nothing."""


def fold_container(title: str, short: str = "") -> str:
    """Forms of a container's title, parted by ``|``: as given, each part of it, and the short one.

    Databases join a title with its subtitle, translation or publisher in many ways.
    """
    heads: list[str] = []
    parts: list[str] = []
    for text in (title, short):
        if not text:
            continue
        bare = _NOTE.sub(" ", text) if "(" in text or "[" in text else text
        pieces = [bare, *_PARTS.split(bare)] if _PARTS.search(bare) else [bare]
        pieces += _ACRONYM.findall(text)
        forms = [form for piece in pieces if (form := _form(piece))] or [fold(text)]
        heads += forms[:1]
        parts += forms[1:]
    return "|".join(dict.fromkeys(form for form in (*heads, *parts) if form))


def _form(text: str) -> str:
    words = [word for word in fold(text).split() if word not in _SMALL_WORDS]
    telling = [word for word in words if _SERIES_WORD.fullmatch(word) is None]
    return " ".join(telling or words)


def compare_containers(left: str, right: str) -> tuple[int, float]:
    """How two folded containers stand to each other, and their similarity from 0 to 1."""
    if not left or not right:
        return UNKNOWN, 0.0
    if left == right:
        return SAME, 1.0
    forms, others = left.split("|"), right.split("|")
    if any(_is_same(one, other) for one in forms[:HEADS] for other in others) or any(
        _is_same(one, other) for one in forms[HEADS:] for other in others[:HEADS]
    ):
        return SAME, 0.95
    similarity = Indel.normalized_similarity(forms[0].replace(" ", ""), others[0].replace(" ", ""))
    return (UNSURE if similarity >= 0.6 else UNLIKE), similarity


def _is_same(one: str, other: str) -> bool:
    if one == other:
        return True
    if _is_acronym(one, other) or _is_acronym(other, one) or _is_same_meeting(one, other):
        return True
    if one[0] != other[0]:
        return False
    squeezed, squeezed_2 = one.replace(" ", ""), other.replace(" ", "")
    if squeezed == squeezed_2:
        return True
    words, others = one.split(), other.split()
    short, long = (words, others) if len(one) <= len(other) else (others, words)
    if is_abbreviation(short, long):
        return True
    return (
        min(len(squeezed), len(squeezed_2)) >= 12
        and Indel.normalized_similarity(squeezed, squeezed_2) >= 0.93
    )


def _is_acronym(one: str, other: str) -> bool:
    """Whether one is the initials of the other, or of a run of words in it when there are many."""
    if not 3 <= len(one) <= 8 or " " in one or other.count(" ") < 2:
        return False
    initials = "".join([word[0] for word in other.split()])
    return one == initials or (len(one) > 3 and one in initials)


def _is_same_meeting(one: str, other: str) -> bool:
    """Whether one names the meeting that the other names with its number, place or year.

    Of journals this would prove nothing: one may be a national edition of another.
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    return (
        _MEETING.search(short) is not None and short.count(" ") >= 2 and f" {short} " in f" {long} "
    )


_MEETING = re.compile(r"\b(?:conference|symposium|congress|workshop|meeting)\b")


def is_abbreviation(short: list[str], long: list[str]) -> bool:
    """Whether each word of one title shortens, in order, a word of the other, none left over.

    ISO 4 cuts words at the end (``Clin`` for Clinical) or inside (``Natl`` for National).
    """
    return len(short) == len(long) and all(
        _shortens(word, full) or _shortens(full, word)
        for word, full in zip(short, long, strict=True)
    )


def _shortens(word: str, full: str) -> bool:
    if full.startswith(word):
        return True
    if word[0] != full[0] or len(word) < 3 or len(word) >= len(full):
        return False
    left = iter(full)
    return all(letter in left for letter in word)

"""Titles: what is compared of them, and how alike two are."""

from __future__ import annotations

import re

from rapidfuzz.distance import Indel

from references.matching.folding import fold

# How two titles stand to each other, from nothing in common to the same.
UNKNOWN, UNLIKE, LOOSE, PART, NEAR, SAME = -1, 0, 1, 2, 3, 4

NEAR_FROM = 0.9
LOOSE_FROM = 0.6
SHORTEST_PART = 25
"""Letters without spaces: a shorter beginning may open many titles."""
WORD_FROM = 0.75
SHORT_WORD = 5
SHORT_WORD_FROM = 0.8
"""Of short words, one letter of four makes another word: Iran and Iraq."""
_DIPHTHONG = re.compile("^[oa]e")

# What databases put after a title: MEDLINE in brackets (language, [Review] [33 refs], [Erratum
# appears in ...]), Embase and the Cochrane Library in parentheses.
_KEPT_NOTE = re.compile(r"(?:part|pt|no)?\W*(?:\d+|[ivx]+)\W*", re.IGNORECASE)
_PARENTHESES = re.compile(
    r"\s*\((?:(?:provisional|structured|conference|meeting) abstract|abstract|reviews?|letters?|"
    r"multiple letters|editorial|vol\.? ?\d+[^()]*|[^()]*\(\d{4}\)[^()]*(?:\([^()]*\)[^()]*)*)\)"
    r"\W*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+|\b(?:i{1,3}|iv|vi{0,3}|ix|xi{0,3})\b")
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at by de der des die du el en et for from in is la le les of on or s "
        "the to und using via with",
    )
)
_OPPOSITES = (
    ("men", "women"),
    ("male", "female"),
    ("males", "females"),
    ("hypo", "hyper"),
    ("pre", "post"),
    ("pre", "peri"),
    ("post", "peri"),
    ("intra", "extra"),
    ("intra", "inter"),
    ("in", "de"),
    ("mono", "poly"),
    ("macro", "micro"),
    ("under", "over"),
    ("anti", "pro"),
    ("", "non"),
    ("", "un"),
    ("", "in"),
    ("", "a"),
    ("", "anti"),
    ("", "dis"),
)


_BEFORE = re.compile(
    r"^\W*(?:(?:publisher|author)(?:'?s)? )?(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|"
    r"expression of concern|retraction(?: notice| note)?|retracted(?: article| paper)?|"
    r"(?:in )?reply|response|comments?|commentary|re)"
    r"(?: on| to| of| for)?(?::| the (?:article|paper|letter)|(?<= to| of| on)|(?<= for))\W*",
    re.IGNORECASE,
)


def fold_title(text: str) -> str:
    """Comparable words of a title, without notes of databases after it and of notices before it.

    A correction or reply is known by its marks; without them its title is that of the work it
    is about, so that the two are found.
    """
    if "[" in text and 8 < text.rfind("[") > text.rfind("]"):
        # A note cut off where a field was full.
        text = text[: text.rfind("[")]
    end = text.rstrip(" .")[-1:]
    if end in ("]", ")"):
        text = _without_notes(text.rstrip(" ."))
    if text[:1] in _BEFORE_LETTERS and (match := _BEFORE.match(text)) is not None:
        text = text[match.end() :] if len(text) - match.end() >= 15 else text
    return fold(text)


_BEFORE_LETTERS = frozenset("aAcCeEiIpPrR[(\"'")


def _without_notes(text: str) -> str:
    while True:
        if text.endswith("]"):
            start = _opening(text)
            note = text[start + 1 : -1]
            if start < 8 or len(note) > 400 or _KEPT_NOTE.fullmatch(note):
                return text
            text = text[:start].rstrip(" .")
        elif text.endswith(")") and (match := _PARENTHESES.search(text[-200:])) is not None:
            start = len(text) - len(text[-200:]) + match.start()
            if start < 8:
                return text
            text = text[:start].rstrip(" .")
        else:
            return text


def _opening(text: str) -> int:
    """Where the bracket that the last one closes opens, or -1."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == "]") - (text[place] == "[")
        if not depth:
            return place
    return -1


def numbers_in(title: str) -> list[str]:
    """Digits and small Roman numbers in a folded title."""
    return _NUMBER.findall(title)


def without_numbers(title: str) -> str:
    """A folded title without numbers and the word before them that says what they count."""
    return " ".join(_NUMBER.sub(" ", _PART_WORD.sub(" ", title)).split())


_PART_WORD = re.compile(r"\b(?:part|pt|teil|parte|partie|section|phase|volume|number|no)\b")


def compare_titles(left: str, right: str, least: float = LOOSE_FROM) -> tuple[int, float]:
    """How two folded titles stand to each other, and their similarity from 0 to 1.

    A similarity below ``least`` need not be told from none.
    """
    if not left or not right:
        return UNKNOWN, 0.0
    if left == right:
        return SAME, 1.0
    one, other = left.replace(" ", ""), right.replace(" ", "")
    if one == other:
        return SAME, 1.0
    similarity = Indel.normalized_similarity(one, other, score_cutoff=least)
    if similarity >= NEAR_FROM and _is_slip(left, right):
        return NEAR, similarity
    if _is_part(left, right, one, other) or _is_part_but_for_slips(left, right):
        # What the similarity of a title and its own beginning is.
        shorter, longer = sorted((len(one), len(other)))
        return PART, 2 * shorter / (shorter + longer)
    return (LOOSE if similarity else UNLIKE), similarity


def _is_part(left: str, right: str, one: str, other: str) -> bool:
    """Whether one title begins the other, cut anywhere, or ends it, from the start of a word on.

    ``one`` and ``other`` are the titles squeezed.
    """
    if min(len(one), len(other)) < SHORTEST_PART:
        return False
    if len(one) > len(other):
        left, right, one, other = right, left, other, one
    return other.startswith(one) or right.endswith(f" {left}")


def _is_part_but_for_slips(left: str, right: str) -> bool:
    """Whether the words of one title begin the other, a spelling or two apart."""
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if short[:4] != long[:4] or len(short) < SHORTEST_PART or short[-4:] not in long:
        return False
    begin = " ".join(long.split(" ")[: short.count(" ") + 1])
    least = 0.95
    return Indel.normalized_similarity(short, begin, score_cutoff=least) >= least and _is_slip(
        short, begin
    )


def _is_slip(left: str, right: str) -> bool:
    """Whether two titles differ in spelling only, and in no word, number or opposite."""
    if numbers_in(left) != numbers_in(right):
        return False
    one, other = left.split(), right.split()
    rest, others = _only_in(one, other), _only_in(other, one)
    if not rest or not others:
        return not rest and not others
    if len(rest) != len(others):
        # A word cut in two, or two run together.
        joined, against = "".join(rest), "".join(others)
        return Indel.normalized_similarity(joined, against) >= NEAR_FROM
    return all(any(_is_spelling(word, each) for each in others) for word in rest) and all(
        any(_is_spelling(word, each) for each in rest) for word in others
    )


def _only_in(words: list[str], others: list[str]) -> list[str]:
    known = set(others)
    return [word for word in words if word not in known and word not in _SMALL_WORDS]


def _is_spelling(one: str, other: str) -> bool:
    """Whether two words are spellings of one, and not opposites that look alike.

    What differs at the beginning of a word nearly always differs in meaning: maternal and
    paternal, internal and external. *Oedema* and *aetiology* are what else differs there.
    """
    if one[0] != other[0] and _DIPHTHONG.sub("e", one)[0] != _DIPHTHONG.sub("e", other)[0]:
        return False
    least = WORD_FROM if min(len(one), len(other)) > SHORT_WORD else SHORT_WORD_FROM
    if Indel.normalized_similarity(one, other) < least:
        return False
    for first, second in _OPPOSITES:
        for word, against in ((one, other), (other, one)):
            if (
                word.startswith(first)
                and against.startswith(second)
                and word[len(first) :] == against[len(second) :]
            ):
                return False
    return True

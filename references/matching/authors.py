"""Lists of authors: what is compared of them, and how alike two are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Indel

from references.matching.folding import fold_names
from references.people import PersonName

UNKNOWN, UNLIKE, PARTIAL, SAME = -1, 0, 1, 2

MOST_NAMES = 12
FAMILY_FROM = 0.8
SHARE_FROM = 0.7

_BODY = re.compile(
    r"\b(?:group|study|investigators?|committee|association|society|consortium|collaborati\w+|"
    r"network|team|trial(?:ists)?|institut\w*|academy|college|council|organi[sz]ation|centre|"
    r"center|department|ministry|agency|federation|foundation|board|panel|university|register)\b"
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_NOBODY = frozenset({"anonymous", "anon", "unknown", "no authors listed", "none", "na"})


def fold_authors(people: Sequence[PersonName]) -> str:
    """Names as ``family,given`` parted by semicolons; bodies only where no person is named."""
    joined = ";".join(
        [
            person.literal.replace(";", " ").replace(",", " ")
            if person.literal
            else f"{person.particle} {person.family},{person.given}"
            for person in people[:MOST_NAMES]
        ]
    )
    folded = fold_names(joined)
    if "," in folded and len(people) == 1 and folded.endswith(","):
        folded = folded[:-1]
    names = [name.strip(" ,") for name in folded.split(";")]
    names = [name for name in names if name and name not in _NOBODY and name != "others"]
    persons = [name for name in names if not _BODY.search(name)]
    return ";".join(persons or names)


def first_family(authors: str) -> str:
    """Family name of the first author, squeezed."""
    return authors.partition(";")[0].partition(",")[0].replace(" ", "")


def compare_authors(left: str, right: str) -> tuple[int, float]:
    """How two folded lists stand to each other, and the share of the shorter found in the longer.

    A list that stops early (first author only, first three) is no contradiction.
    """
    if not left or not right:
        return UNKNOWN, 0.0
    if left == right:
        return SAME, 1.0
    if (_BODY.search(left) is None) is not (_BODY.search(right) is None):
        return UNKNOWN, 0.0
    short, long = sorted((left.split(";"), right.split(";")), key=len)
    first = is_same_name(short[0], long[0])
    found = sum(any(is_same_name(name, each) for each in long) for name in short)
    share = found / len(short)
    if len(short) == 1 and len(long) > 1:
        return (PARTIAL if found else UNLIKE), share
    if share >= SHARE_FROM and (first or len(short) > 2):
        return SAME, share
    return (PARTIAL if first or share >= 0.5 else UNLIKE), share


def is_same_name(one: str, other: str) -> bool:
    """Whether two folded names may be one person's, in any order of the parts."""
    if one == other:
        return True
    family, _, given = one.partition(",")
    family_2, _, given_2 = other.partition(",")
    if family.replace(" ", "") == family_2.replace(" ", ""):
        return _initials_fit(given, given_2)
    words = {word for word in one.replace(",", " ").split() if len(word) > 2}
    words_2 = {word for word in other.replace(",", " ").split() if len(word) > 2}
    common = words & words_2
    if common & (set(family.split()) | set(family_2.split())):
        letters = sorted(word[0] for word in one.replace(",", " ").split())
        letters_2 = sorted(word[0] for word in other.replace(",", " ").split())
        return len(common) > 1 or bool(set(letters) & set(letters_2))
    if min(len(family), len(family_2)) < 4:
        return False
    alike = Indel.normalized_similarity(family.replace(" ", ""), family_2.replace(" ", ""))
    return alike >= FAMILY_FROM and _initials_fit(given, given_2)


def _initials_fit(given: str, other: str) -> bool:
    """Whether given names may be one person's: one missing, or the first initials agree."""
    if not given or not other:
        return True
    initials, others = _initials(given), _initials(other)
    if not initials or not others:
        return True
    return initials[0] in others or others[0] in initials


def _initials(given: str) -> str:
    words = [word for word in given.split() if word[0].isalpha() and word not in _SUFFIXES]
    if not words:
        return ""
    if len(words) == 1 and len(words[0]) <= 3:
        return words[0]
    return "".join(word[0] for word in words)

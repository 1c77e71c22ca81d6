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

_BODY_WORDS = frozenset(
    re.findall(
        r"\w+",
        "group study investigator investigators committee association society consortium "
        "collaboration collaborative collaborators network team trial trialists institute "
        "institut instituto academy college council organization organisation centre center "
        "department ministry agency federation foundation board panel university register "
        "pharmaceuticals inc ltd",
    )
)
_NUMBERS = re.compile(r",? ?\b\d{4}\b")
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_A_BODY = "="
_NOBODY = frozenset({"others", "anonymous", "anon", "unknown", "no authors listed", "none", "na"})


def fold_authors(people: Sequence[PersonName]) -> str:
    """Names as ``family,given`` parted by semicolons.

    A body is kept only where no person is named, behind an equals sign.
    """
    joined = ";".join(
        [
            person.literal.replace(";", " ").replace(",", " ")
            if person.literal
            else f"{person.particle} {person.family},{person.given}"
            if person.particle
            else f"{person.family},{person.given}"
            for person in people[:MOST_NAMES]
        ]
    )
    folded = fold_names(joined)
    if _NUMBERS.search(folded) is not None:
        # DBLP tells people of one name apart by numbers: ``Wei Wang 0001``.
        folded = _NUMBERS.sub("", folded)
    names = [name.strip(" ,") for name in folded.split(";")]
    names = [name for name in names if name and name not in _NOBODY]
    if _BODY_WORDS.isdisjoint(folded.replace(";", " ").replace(",", " ").split()):
        return ";".join(names)
    persons = [name for name in names if not _is_body(name)]
    return ";".join(persons or [_A_BODY + name for name in names])


def _is_body(name: str) -> bool:
    """Whether a name holds a word for a body, and no initials, as a person's would."""
    if _BODY_WORDS.isdisjoint(name.replace(",", " ").split()):
        return False
    given = name.partition(",")[2].split()
    return not given or any(len(word) > 2 for word in given)


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
    if left.startswith(_A_BODY) is not right.startswith(_A_BODY):
        return UNKNOWN, 0.0
    short, long = left.split(";"), right.split(";")
    if len(short) > len(long):
        short, long = long, short
    found, rest = _with_family(short, long)
    if found < SHARE_FROM * len(short) or 0 in rest:
        found += _spelt_otherwise(short, long, rest)
    share = found / len(short)
    if len(short) == 1 and len(long) > 1:
        return (PARTIAL if share else UNLIKE), share
    if share >= SHARE_FROM and (len(short) > 2 or is_same_name(short[0], long[0])):
        return SAME, share
    if share >= 0.5 or is_same_name(short[0], long[0]):
        return PARTIAL, share
    return UNLIKE, share


def _with_family(short: list[str], long: list[str]) -> tuple[int, list[int]]:
    """How many names of the shorter list stand in the longer by family name, and the others."""
    families = {name.partition(",")[0].replace(" ", ""): name for name in long}
    rest: list[int] = []
    for place, name in enumerate(short):
        family, _, given = name.partition(",")
        other = families.get(family.replace(" ", ""))
        if other is None or not _initials_fit(given, other.partition(",")[2]):
            rest.append(place)
    return len(short) - len(rest), rest


def _spelt_otherwise(short: list[str], long: list[str], rest: list[int]) -> int:
    """How many of the names left over the longer list has in another order or spelling.

    A name in another order shares a word with it; a misspelt one stands at its place.
    """
    words = _long_words(" ".join(long))
    found = 0
    for place in rest:
        name = short[place]
        against = long if words & _long_words(name) else long[place : place + 1]
        found += any(is_same_name(name, each) for each in against)
    return found


def _long_words(names: str) -> set[str]:
    return {word for word in names.replace(",", " ").replace(";", " ").split() if len(word) > 2}


def is_same_name(one: str, other: str) -> bool:
    """Whether two folded names may be one person's, in any order of the parts."""
    if one == other:
        return True
    family, _, given = one.partition(",")
    family_2, _, given_2 = other.partition(",")
    if family.replace(" ", "") == family_2.replace(" ", ""):
        return _initials_fit(given, given_2)
    words, words_2 = _long_words(one), _long_words(other)
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
    if not given or not other or given[0] == other[0]:
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

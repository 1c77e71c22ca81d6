"""Whether two names mean one journal, book or conference, abbreviations included."""

from __future__ import annotations

import re
from collections.abc import Iterable

from references.lookup.agreement import DIFFERENT, SAME, Agreement
from references.lookup.folding import american, fold

_SMALL = frozenset(
    {"a", "an", "the", "of", "in", "on", "for", "and", "de", "la", "le", "les", "des", "du", "et"}
    | {"der", "die", "das", "und", "fur", "van", "y", "el", "del", "e", "di", "da", "do", "its"}
)
_ASIDE = re.compile(r"\s*[\(\[][^()\[\]]*[\)\]]")
_AFTER_SUBTITLE = re.compile(r"\s*(?::|;|\s[-–—/=]\s).*$")
# A journal with names in two languages gives both: "Praxis = Revue suisse", "Name [Other name]".
_OTHER_NAME = re.compile(r"\s*(?:[=\[\]/]|\.?\s?\bConference:)\s*")
_ARTICLE = re.compile(r"\b[dl]['’](?=\w)", re.IGNORECASE)
_OF_PROCEEDINGS = re.compile(
    r"\b(?:proceedings|proc|conference|conf|international|int|annual|symposium|symp|workshop|"
    r"acm|ieee|cvf|\d+(?:st|nd|rd|th)?)\b"
)


def compare_venues(ours: str, theirs: Iterable[str], *, loosely: bool = False) -> Agreement:
    """Whether a venue is one of those of a registry's record.

    ``loosely`` is for conferences, which every source names in another way: most words of the
    shorter name must be in the longer.
    """
    theirs = tuple(theirs)
    if any(_squeezed(ours) == _squeezed(name) for name in theirs):
        return SAME
    for name in theirs:
        if (verdict := _one(ours, name)).agrees:
            return verdict
        if loosely and _mostly_in(ours, name):
            return Agreement(True, "another form of the conference's name")
    return DIFFERENT


def _one(ours: str, theirs: str) -> Agreement:
    for one in _forms(ours):
        for other in _forms(theirs):
            left, right = _words(one), _words(other)
            if left == right or _squeezed(one) == _squeezed(other):
                return SAME
            if _abbreviates(left, right) or _abbreviates(right, left):
                return Agreement(True, "abbreviated")
            if _is_acronym(one, other) or _is_acronym(other, one):
                return Agreement(True, "by its initials")
            if _has_acronym_before(left, right) or _has_acronym_before(right, left):
                return Agreement(True, "with and without its initials")
    return DIFFERENT


def _forms(name: str) -> tuple[str, ...]:
    """The name, the name without what explains it, and each of several names in one."""
    several = [part for part in _OTHER_NAME.split(name) if len(_squeezed(part)) > 3]
    return tuple(dict.fromkeys((name, _bare(name), *several)))


def _squeezed(name: str) -> str:
    return fold(name).replace(" ", "")


def _has_acronym_before(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a name stands behind its own initials, as in "CMAJ Canadian Medical ..."."""
    return len(short) > 1 and long[1:] == short


def _bare(name: str) -> str:
    """Without what stands in brackets ("(Baltimore, Md.)") and after a colon."""
    without = _ASIDE.sub("", name)
    return _AFTER_SUBTITLE.sub("", without) or without or name


def _words(name: str) -> tuple[str, ...]:
    words = tuple(american(word) for word in fold(_ARTICLE.sub("", name)).split())
    return tuple(word for word in words if word not in _SMALL) or words


def _abbreviates(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether every word of one name abbreviates the word at its place in the other.

    ISO 4 cuts words off ("Anesth Analg") or contracts them ("Natl"); a journal's edition or place
    may follow in the longer name only where two words at least agree.
    """
    if not short or len(short) > len(long):
        return False
    if len(short) < len(long) and len(short) < 3:
        return False
    return all(_abbreviates_word(one, other) for one, other in zip(short, long, strict=False))


def _abbreviates_word(short: str, long: str) -> bool:
    if long.startswith(short):
        return True
    if len(short) < 2 or short[0] != long[0]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short) and len(short) <= 5


def _is_acronym(short: str, long: str) -> bool:
    """Whether a name of one word is the initials of the other, "the" counted or not."""
    letters = fold(short).replace(" ", "")
    words = fold(long).split()
    if not 2 <= len(letters) <= 8 or len(words) < 2:
        return False
    kept = [word for word in words if word not in _SMALL]
    return letters in ("".join(word[0] for word in words), "".join(word[0] for word in kept))


def _mostly_in(one: str, other: str) -> bool:
    sides = []
    for name in (one, other):
        words = set(_words(_OF_PROCEEDINGS.sub(" ", fold(name))))
        sides.append(words or set(_words(name)))
    shorter = min(len(side) for side in sides)
    return shorter > 0 and len(sides[0] & sides[1]) >= 0.6 * shorter

"""Whether a first author is the same person or body."""

from __future__ import annotations

from collections.abc import Sequence

from references.lookup.agreement import DIFFERENT, SAME, Agreement
from references.lookup.folding import fold, fold_umlauts
from references.people import PersonName

_OF_BODIES = frozenset(
    {"the", "of", "for", "and", "on", "in", "group", "collaborative", "collaboration", "study"}
    | {"investigators", "consortium", "network", "committee", "trial", "team", "writing"}
)
_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "el"}
    | {"al", "ter", "ten", "zu", "zum", "af", "av", "bin", "ibn", "st", "san", "mac", "mc"}
)


def compare_first_authors(
    ours: Sequence[PersonName], theirs: Sequence[PersonName], editors: Sequence[PersonName] = ()
) -> Agreement:
    """Whether the first name of a reference is the first of a registry's record.

    Books are cited by author or by editor. A body that writes may stand before or after the
    people who write for it, so that one of either side is looked for in the whole of the other.
    """
    first = ours[0]
    if not theirs:
        return _same(first, editors[0])
    verdict = _same(first, theirs[0])
    if verdict.agrees:
        return verdict
    if editors and _same(first, editors[0]).agrees:
        return Agreement(True, "as editor")
    if first.literal and any(_same(first, name).agrees for name in theirs):
        return Agreement(True, "a group, listed after people")
    if theirs[0].literal and len(theirs) > 1 and _same(first, theirs[1]).agrees:
        return Agreement(True, "listed after a group")
    if len(ours) > 1 and first.literal and _same(ours[1], theirs[0]).agrees:
        return Agreement(True, "listed after a group")
    return verdict


def _same(one: PersonName, other: PersonName) -> Agreement:
    if one.literal and other.literal:
        return _same_body(one.literal, other.literal)
    if one.literal or other.literal:
        body, person = (one, other) if one.literal else (other, one)
        return _same_as_words(body.literal, str(person))
    return _same_person(one, other)


def _same_body(one: str, other: str) -> Agreement:
    left, right = (_words_of_body(each) for each in (one, other))
    if left == right:
        return SAME
    if left and right and (left <= right or right <= left):
        return Agreement(True, "a longer and a shorter name of one group")
    letters = {"".join(word[0] for word in fold(each).split()) for each in (one, other)}
    if letters & {fold(one), fold(other)}:
        return Agreement(True, "a group and its abbreviation")
    return DIFFERENT


def _words_of_body(name: str) -> frozenset[str]:
    words = frozenset(fold(name).split())
    return words - _OF_BODIES or words


def _same_as_words(body: str, person: str) -> Agreement:
    """A name in one piece against one in parts, for readers that could not part it."""
    left, right = sorted(fold(body).split()), sorted(fold(person).split())
    if left == right:
        return SAME
    long_words = {word for word in left if len(word) > 1} & {
        word for word in right if len(word) > 1
    }
    return Agreement(True, "the name in one piece") if len(long_words) > 1 else DIFFERENT


def _same_person(one: PersonName, other: PersonName) -> Agreement:
    forms = _forms(one) & _forms(other)
    if forms:
        return _given_names(fold(one.given).split(), fold(other.given).split())
    left, right = (fold(f"{name.particle} {name.family}").split() for name in (one, other))
    core, other_core = ([word for word in side if word not in _PARTICLES] for side in (left, right))
    shorter, longer = sorted((core, other_core), key=len)
    # Spanish and Portuguese names are cited by the first or by both of two family names.
    if (
        shorter
        and shorter != longer
        and shorter in (longer[: len(shorter)], longer[-len(shorter) :])
    ):
        return Agreement(True, "with and without a second family name")
    given, other_given = (fold(name.given).split() for name in (one, other))
    if left and right and (left == other_given or right == given):
        return Agreement(True, "family and given name changed over")
    if _accounts_for(core, given, other_core, other_given) and _accounts_for(
        other_core, other_given, core, given
    ):
        return Agreement(True, "family and given names parted elsewhere")
    return DIFFERENT


def _accounts_for(
    core: list[str], given: list[str], other_core: list[str], other_given: list[str]
) -> bool:
    """Whether every word of a family name is in the other name, in full or as an initial.

    At least one of them must be there in full: initials alone fit too many people.
    """
    words, initials = {*other_core, *other_given}, {word[0] for word in other_given}
    in_full = [word for word in core if len(word) > 2 and word in words]
    rest = [word for word in core if word not in words]
    shared = {word for word in (*core, *given) if len(word) > 2} & words
    return bool(in_full or shared) and all(word[0] in initials for word in rest)


def _forms(name: PersonName) -> set[str]:
    """The family name in the spellings that mean the same, without particles too."""
    forms = set()
    for folding in (fold, fold_umlauts):
        words = folding(f"{name.particle} {name.family}").split()
        forms |= {"".join(words), "".join(word for word in words if word not in _PARTICLES)}
    return {form for form in forms if form}


def _given_names(one: list[str], other: list[str]) -> Agreement:
    """Whether given names or initials can be one person's; a name that is not given always can.

    Initials run together ("AJ") as PubMed writes them, and a first name that is not used may be
    left out ("J. Edgar" and "Edgar").
    """
    if not one or not other or one[0][0] == other[0][0]:
        return SAME
    letters, others = (
        {letter for word in names for letter in (word if len(word) < 4 else word[0])}
        for names in (one, other)
    )
    return Agreement(True, "with other given names") if letters & others else DIFFERENT

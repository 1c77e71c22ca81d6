"""What keeps two records apart, however much they agree; each veto with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from references.matching import containers, titles
from references.matching.comparison import Evidence
from references.matching.locators import compare_values
from references.matching.title_marks import (
    IS_CONFERENCE,
    IS_ERRATUM,
    IS_PREPRINT,
    IS_REPLY,
    IS_RETRACTION,
)
from references.matching.titles import numbers_in


@dataclass(frozen=True, slots=True)
class Veto:
    """One reason why two records do not become one by themselves.

    ``to_review``: a person is asked when everything else would have them merged.
    """

    name: str
    reason: str
    fires: Callable[[Evidence], bool]
    to_review: bool = False


def _different_dois(seen: Evidence) -> bool:
    return seen.doi == -1


def _different_identifiers(seen: Evidence) -> bool:
    return seen.identifier == -1 and seen.doi != 1


def _notice(seen: Evidence) -> bool:
    bits = IS_ERRATUM | IS_RETRACTION
    return (seen.left.marks ^ seen.right.marks) & bits != 0


def _reply(seen: Evidence) -> bool:
    return bool((seen.left.marks ^ seen.right.marks) & IS_REPLY)


def _preprint(seen: Evidence) -> bool:
    return bool((seen.left.marks ^ seen.right.marks) & IS_PREPRINT)


def _numbers(seen: Evidence) -> bool:
    """Whether both titles hold numbers and these differ: parts, years, phases, types."""
    if seen.title in (titles.SAME, titles.UNKNOWN) or seen.doi == 1:
        return False
    if seen.same_range and seen.volume == 1:
        return False
    left, right = numbers_in(seen.left.title), numbers_in(seen.right.title)
    if seen.title == titles.PART:
        shorter, longer = sorted((left, right), key=len)
        return longer[: len(shorter)] != shorter and longer[-len(shorter) :] != shorter
    return sorted(left) != sorted(right)


def _edition(seen: Evidence) -> bool:
    return compare_values(seen.left.edition, seen.right.edition) == -1


def _all_places(seen: Evidence) -> bool:
    pages = seen.left.first_page and seen.right.first_page
    return bool(seen.volume == -1 and pages and seen.first_page != 1)


def _conference(seen: Evidence) -> bool:
    apart = (seen.left.marks ^ seen.right.marks) & IS_CONFERENCE
    named_otherwise = seen.container in (containers.UNLIKE, containers.UNSURE)
    return bool(apart and named_otherwise and not seen.same_range and seen.doi != 1)


def _kind(seen: Evidence) -> bool:
    left, right = seen.left.family, seen.right.family
    return bool(left and right and left != right and not seen.same_place and seen.doi != 1)


VETOES = (
    Veto("different-dois", "Two DOIs name two works.", _different_dois, to_review=True),
    Veto(
        "different-identifiers",
        "Two numbers of one catalogue name two works.",
        _different_identifiers,
        to_review=True,
    ),
    Veto("notice", "One is a correction or retraction of the other.", _notice),
    Veto("reply", "One answers or discusses the other.", _reply),
    Veto("preprint", "One is a preprint of the other.", _preprint),
    Veto("conference", "One is in a journal, the other at a conference.", _conference),
    Veto("kind", "A thesis, report or book is not the article under its title.", _kind),
    Veto("numbers", "Numbers in the titles differ: parts, years or phases.", _numbers),
    Veto("edition", "The editions differ.", _edition),
    Veto("volume-and-page", "Volume and first page both differ.", _all_places),
)

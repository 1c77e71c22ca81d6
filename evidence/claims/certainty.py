"""How certain a text sounds: what it asserts, held back by the hedges that reach it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evidence.claims.lexicon import LEVELS
from evidence.claims.mentions import MODALS, Marked, Mention

_ASSERTING = frozenset({"boost", "plain-causal"})
_WEAKENING = frozenset({"hedge", "inconsistent", "untested"})


@dataclass(frozen=True, slots=True)
class Assertion:
    """Something the text asserts, and how surely once the hedges around it are counted.

    ``hedges`` are those that bring it down to ``rank``.
    """

    mention: Mention
    rank: int
    hedges: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Sound:
    """How certain a text sounds; ``rank`` is -1 when nothing in it speaks of certainty."""

    rank: int
    deciding: tuple[Mention, ...]
    assertions: tuple[Assertion, ...]

    @property
    def level(self) -> str:
        """The level's name, empty when there is none."""
        return LEVELS[self.rank] if self.rank >= 0 else ""


def sound_of(marked: Marked, *, effects: bool = True, can_is_low: bool = False) -> Sound:
    """How certain a marked text sounds.

    ``effects`` false leaves plain statements of effect out, for definitions and advice.
    ``can_is_low`` takes "can" as "it has been seen to happen".
    """
    stated = tuple(
        _weighed(mention, marked, can_is_low)
        for mention in marked.mentions
        if _asserts(mention, marked) and (effects or mention.entry.family == "boost")
    )
    if stated:
        rank = max(each.rank for each in stated)
        deciding = {
            item.first: item
            for each in stated
            if each.rank == rank
            for item in (each.mention, *each.hedges)
        }
        return Sound(rank, tuple(deciding[first] for first in sorted(deciding)), stated)
    weak = [item for item in marked.mentions if _weakens(item) and not item.entry.needs_effect]
    if weak:
        rank = max(_rank_of_hedge(item, can_is_low) for item in weak)
        return Sound(
            rank, tuple(item for item in weak if _rank_of_hedge(item, can_is_low) == rank), ()
        )
    loose = tuple(item for item in marked.mentions if item.entry.family == "associational")
    return Sound(LEVELS.index("low") if loose else -1, loose, ())


def _asserts(mention: Mention, marked: Marked) -> bool:
    """Whether a phrase states something: boosters not negated, and effects that are asserted."""
    if mention.entry.family not in _ASSERTING or not mention.asserted:
        return False
    if mention.entry.family == "boost" and mention.negated:
        return False
    if mention.entry.needs_effect:
        segment = marked.words[mention.first].segment
        return any(
            other.shape != "phrase" and marked.words[other.first].segment == segment
            for other in marked.mentions
        )
    return True


def _weakens(mention: Mention) -> bool:
    """Hedges, and boosters turned round by a "not"."""
    if mention.entry.family == "boost":
        return mention.negated and not mention.entry.needs_effect
    return mention.entry.family in _WEAKENING


def _rank_of_hedge(mention: Mention, can_is_low: bool) -> int:
    if mention.entry.family == "boost":
        return 0
    if can_is_low and mention.entry.needs_effect:
        return LEVELS.index("low")
    return mention.entry.rank


def _weighed(mention: Mention, marked: Marked, can_is_low: bool) -> Assertion:
    """An assertion with the hedges that reach it."""
    reaching = [
        item
        for item in marked.mentions
        if _weakens(item) and item is not mention and _reach(item, marked)(mention)
    ]
    if mention.entry.family == "boost":
        # "can" does not hold back a booster beside it: "can be highly effective".
        reaching = [item for item in reaching if not item.entry.needs_effect]
    rank = min([mention.entry.rank, *(_rank_of_hedge(item, can_is_low) for item in reaching)])
    if rank == mention.entry.rank:
        return Assertion(mention, rank)
    deciding = tuple(item for item in reaching if _rank_of_hedge(item, can_is_low) == rank)
    return Assertion(mention, rank, deciding)


def _reach(hedge: Mention, marked: Marked) -> Callable[[Mention], bool]:
    """Whether a hedge reaches a mention."""
    words = marked.words
    place = words[hedge.first]
    scope = "segment" if hedge.entry.family == "boost" else hedge.entry.scope

    def reaches(mention: Mention) -> bool:
        other = words[mention.lead]
        if scope == "sentence":
            return other.sentence == place.sentence
        if scope == "segment":
            return other.segment == place.segment
        if other.clause == place.clause:
            return True
        return other.segment == place.segment and _carried(hedge, mention, marked)

    return reaches


def _carried(hedge: Mention, mention: Mention, marked: Marked) -> bool:
    """Whether a modal of an earlier clause still governs: "may relax muscles and reduce pain"."""
    if mention.shape != "verb" or mention.form != "base" or hedge.first > mention.first:
        return False
    between = marked.words[hedge.first + 1 : mention.first]
    return not any(word.text in MODALS for word in between)

"""How certain a text sounds: what it asserts, held back by the hedges that reach it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.claims.lexicon import LEVELS
from evidence.claims.mentions import MODALS, Marked, Mention

_ASSERTING = frozenset({"boost", "plain-causal"})
_REACH = 40
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
    hedges = _Hedges(marked, can_is_low)
    stated = tuple(
        hedges.weigh(mention)
        for mention in _assertions(marked)
        if effects or mention.entry.family == "boost"
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
        at_rank = (item for item in weak if _rank_of_hedge(item, can_is_low) == rank)
        return Sound(rank, tuple(at_rank), ())
    loose = tuple(item for item in marked.mentions if item.entry.family == "associational")
    return Sound(LEVELS.index("low") if loose else -1, loose, ())


def _assertions(marked: Marked) -> Iterator[Mention]:
    """Phrases that state something: boosters not negated, and effects that are asserted."""
    words = marked.words
    with_effect = {
        words[mention.first].segment for mention in marked.mentions if mention.shape != "phrase"
    }
    for mention in marked.mentions:
        if mention.entry.family not in _ASSERTING or not mention.asserted:
            continue
        if mention.entry.family == "boost" and mention.negated:
            continue
        if mention.entry.needs_effect and words[mention.first].segment not in with_effect:
            continue
        yield mention


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


class _Hedges:
    """The hedges of a text by how far they reach, so that each assertion finds its own at once."""

    def __init__(self, marked: Marked, can_is_low: bool) -> None:
        self._words = marked.words
        self._can_is_low = can_is_low
        self._strongest: dict[tuple[str, int, bool], Mention] = {}
        self._modals = {item.first: item for item in marked.mentions if _is_modal(item)}
        for item in marked.mentions:
            if not _weakens(item):
                continue
            word = self._words[item.first]
            scope = "segment" if item.entry.family == "boost" else item.entry.scope
            number = {"sentence": word.sentence, "segment": word.segment}.get(scope, word.clause)
            key = (scope, number, item.entry.needs_effect)
            known = self._strongest.get(key)
            if known is None or self._rank(item) < self._rank(known):
                self._strongest[key] = item

    def weigh(self, mention: Mention) -> Assertion:
        """An assertion with the hedge that holds it back most."""
        reaching = [hedge for hedge in self._reaching(mention) if hedge is not None]
        rank = min([mention.entry.rank, *map(self._rank, reaching)])
        if rank == mention.entry.rank:
            return Assertion(mention, rank)
        return Assertion(mention, rank, tuple(x for x in reaching if self._rank(x) == rank))

    def _reaching(self, mention: Mention) -> Iterator[Mention | None]:
        word = self._words[mention.lead]
        # "can" does not hold back a booster beside it: "can be highly effective".
        kinds = (False,) if mention.entry.family == "boost" else (False, True)
        for of_can in kinds:
            yield self._strongest.get(("sentence", word.sentence, of_can))
            yield self._strongest.get(("segment", word.segment, of_can))
            yield self._strongest.get(("clause", word.clause, of_can))
        yield self._carried(mention)

    def _carried(self, mention: Mention) -> Mention | None:
        """A modal of an earlier clause that still governs: "may relax muscles and reduce pain"."""
        if mention.shape != "verb" or mention.form != "base":
            return None
        for at in range(mention.first - 1, max(-1, mention.first - 1 - _REACH), -1):
            if self._words[at].segment != self._words[mention.first].segment:
                return None
            if self._words[at].text in MODALS:
                return self._modals.get(at)
        return None

    def _rank(self, hedge: Mention) -> int:
        return _rank_of_hedge(hedge, self._can_is_low)


def _is_modal(mention: Mention) -> bool:
    return _weakens(mention) and mention.shape == "phrase" and mention.entry.scope == "clause"

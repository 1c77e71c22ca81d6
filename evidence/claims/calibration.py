"""Rewriting a sentence so that its words say no more than its evidence allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evidence.claims.certainty import Sound
from evidence.claims.lexicon import LEVELS, lexicon
from evidence.claims.mentions import BE, Marked, Mention, mark

_TAIL = ", but the evidence is very uncertain"
_NOT_FORMS = frozenset(
    {"not", "never", "cannot", "can't", "doesn't", "don't", "isn't", "aren't", "unlikely"}
)
# A text that needs more is better written anew.
_MOST_EDITS = 12
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class _Edit:
    """Characters ``start`` to ``end`` become ``text``."""

    start: int
    end: int
    text: str
    of_phrase: bool = False


def calibrate(text: str, allows: str, sound: Callable[[Marked], Sound]) -> str:
    """The text in words of the allowed certainty, empty where this cannot be done well.

    The words follow the GRADE statements: "probably" for moderate, "may" for low, and "may ... but
    the evidence is very uncertain" for very low certainty. What is given sounds no surer than
    allowed, which is checked by listening to it again.
    """
    limit = LEVELS.index(allows)
    # Very low certainty is worded as low, then given its tail.
    words_for = "low" if allows == "very-low" else allows
    wanted = LEVELS.index(words_for)
    current = text
    for _ in range(_ROUNDS):
        marked = mark(current)
        heard = sound(marked)
        if heard.rank <= wanted:
            break
        edits = _edits(marked, heard, wanted, allows)
        if not edits:
            return ""
        current = _apply(current, edits)
    if allows == "very-low" and sound(mark(current)).rank > limit:
        current = "" if _has_reserve(current) else _with_tail(current)
    if current == text or not current or sound(mark(current)).rank > limit:
        return ""
    return current


def _edits(marked: Marked, heard: Sound, wanted: int, allows: str) -> list[_Edit]:
    """One edit for each assertion that sounds too sure; none when one of them has no rewrite."""
    edits: list[_Edit] = []
    for assertion in heard.assertions:
        if assertion.rank <= wanted:
            continue
        mention = assertion.mention
        if mention.shape == "phrase":
            edit = _soften_phrase(marked, mention, allows)
            if edit is None and not mention.entry.needs_effect:
                return []
        else:
            edit = _soften_effect(marked, mention, LEVELS[wanted])
        if len(edits) == _MOST_EDITS:
            return []
        if edit is not None:
            edits.append(edit)
    return _without_overlaps(edits)


def _without_overlaps(edits: list[_Edit]) -> list[_Edit]:
    """Edits from left to right; where two touch the same words, the one that covers more."""
    kept: list[_Edit] = []
    for edit in sorted(edits, key=lambda item: (item.start - item.end, item.of_phrase)):
        if all(edit.start >= other.end or edit.end <= other.start for other in kept):
            kept.append(edit)
    return sorted(kept, key=lambda item: item.start)


def _soften_phrase(marked: Marked, mention: Mention, allows: str) -> _Edit | None:
    """The calibrated words that the lexicon gives for a booster."""
    softer = mention.entry.softer.get(allows)
    if softer is None:
        return None
    words = marked.words
    start, end = words[mention.first].start, words[mention.last].end
    first = words[mention.first].text
    softer = softer.replace("{be}", "are" if first in {"are", "have"} else "is")
    softer = softer.replace("{first}", first)
    if softer:
        return _Edit(start, end, _cased(softer, marked.text[start]), of_phrase=True)
    following = words[mention.last + 1] if mention.last + 1 < len(words) else None
    if following is None:
        return None
    # The word that moves to the front of a sentence takes over its capital.
    head = marked.text[following.start : following.end]
    return _Edit(start, following.end, _cased(head, marked.text[start]), of_phrase=True)


def _soften_effect(marked: Marked, mention: Mention, level: str) -> _Edit | None:
    """A verb or a predicate with "probably" or "may" before it."""
    words = marked.words
    lead = mention.lead
    if mention.form == "to":
        lead = next(item.first for item in marked.mentions if item.last == mention.first - 1)
    start, end = words[lead].start, words[mention.last].end
    said = [word.text for word in words[lead : mention.first]]
    if {"only", "just"} & {*said}:
        return None
    drop = _certainty_words(marked) | lexicon().boosters
    kept = [word for word in said if word.endswith("ly") and word not in drop]
    if mention.form == "to":
        kept = []
    negative = bool(
        _NOT_FORMS & {*said, *(word.text for word in words[mention.first : mention.last])}
    )
    if level == "moderate":
        changed = _probably(marked, mention, said, kept)
    else:
        changed = " ".join(
            ["may", *(["not"] if negative else []), *kept, _infinitive(marked, mention)]
        )
    return _Edit(start, end, _cased(changed, marked.text[start])) if changed else None


def _certainty_words(marked: Marked) -> frozenset[str]:
    """Single words of the lexicon in the text, such as "clearly": new words take their place."""
    return frozenset(
        marked.words[item.first].text
        for item in marked.mentions
        if item.shape == "phrase" and item.first == item.last
    )


def _probably(marked: Marked, mention: Mention, said: list[str], kept: list[str]) -> str:
    """The effect with "probably": before a verb, after a modal or a form of "be"."""
    words = marked.words
    if mention.form == "to":
        helper = {"has": "is", "have": "are"}.get(said[0], said[0])
        return f"{helper} likely to {mention.base}" if helper in BE else ""
    head = [word.text for word in words[mention.first : mention.last + 1]]
    drop = (_certainty_words(marked) | lexicon().boosters) - {"can", "will"}
    helpers = [word for word in said if word not in kept and word not in drop]
    if mention.shape == "predicate":
        head = [mention.base]
        if "be" in helpers:
            return " ".join([*helpers, *kept, *head])
    if helpers and helpers[0] in BE | {"can", "will", "would", "could", "must", "should"}:
        return " ".join([helpers[0], "probably", *helpers[1:], *kept, *head])
    return " ".join(["probably", *helpers, *kept, *head])


def _infinitive(marked: Marked, mention: Mention) -> str:
    """What follows "may": "reduce", "lead to", "be caused", "be effective"."""
    head = [word.text for word in marked.words[mention.first : mention.last + 1]]
    if mention.shape == "predicate":
        return f"be {mention.base}"
    if mention.form == "participle":
        return " ".join(["be", *head])
    return " ".join([mention.base, *head[1:]])


def _has_reserve(text: str) -> bool:
    """Whether the text ends in a reserve of its own, which a second one would make clumsy."""
    return " but " in text or "although" in text.lower()


def _with_tail(text: str) -> str:
    """The text with the GRADE reserve for very low certainty before its full stop."""
    bare = text.rstrip()
    stop = bare[-1] if bare and bare[-1] in ".!" else ""
    body = bare[: len(bare) - len(stop)].rstrip()
    return f"{body}{_TAIL}{stop}" if body else ""


def _apply(text: str, edits: list[_Edit]) -> str:
    """The text after the edits."""
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _cased(words: str, original: str) -> str:
    """The words beginning with a capital where the original did."""
    return words[:1].upper() + words[1:] if original.isupper() else words

"""Words of a text with the clause, the segment and the sentence that each stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.?!]['\"”’)\]]*\s")
_SEGMENT_END = re.compile(r"[;:—•]|\s[–-]\s")
_CLAUSE_END = re.compile(r"[,()\[\]]")
_CONTRASTS = frozenset(
    {"but", "however", "although", "though", "whereas", "while", "yet", "nevertheless", "despite"}
)
_PLAIN_GAPS = frozenset({"", " ", "-"})
_JOINERS = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Word:
    """One word in lower case; ``clause``, ``segment`` and ``sentence`` are running numbers.

    ``joined`` says that only blanks or a hyphen stand between it and the word before.
    """

    text: str
    start: int
    end: int
    clause: int
    segment: int
    sentence: int
    joined: bool


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text.

    A clause ends at a comma, a bracket, "and" or "or"; a segment at a semicolon, a colon, a dash
    or a word of contrast. That is coarse, and enough to say how far a hedge or a "not" reaches.
    """
    matches = list(_WORD.finditer(text))
    found: list[Word] = []
    clause = segment = sentence = 0
    previous = 0
    for match in matches:
        gap = text[previous : match.start()] if found else ""
        word = match.group().lower().replace("’", "'")
        contrast = word in _CONTRASTS and not _is_still(word, found)
        if gap in _PLAIN_GAPS and not contrast and word not in _JOINERS:
            pass
        elif _SENTENCE_END.search(gap) and match.group()[:1].isupper():
            sentence, segment, clause = sentence + 1, segment + 1, clause + 1
        elif _SEGMENT_END.search(gap) or contrast:
            segment, clause = segment + 1, clause + 1
        elif _CLAUSE_END.search(gap) or word in _JOINERS:
            clause += 1
        joined = not gap.strip(" \t\r\n\u00a0-‐‑") and bool(found)
        found.append(Word(word, match.start(), match.end(), clause, segment, sentence, joined))
        previous = match.end()
    return tuple(found)


def _is_still(word: str, before: list[Word]) -> bool:
    """Whether "yet" says "until now", as in "not yet" and "has yet to"."""
    return word == "yet" and bool(before) and before[-1].text in {"not", "has", "have", "as"}


def questions(text: str, words: tuple[Word, ...]) -> frozenset[int]:
    """Numbers of the sentences that end in a question mark."""
    ends = {word.sentence: word.end for word in words}
    starts = {
        later.sentence: later.start
        for early, later in pairwise(words)
        if early.sentence != later.sentence
    }
    asked = set()
    for sentence, end in ends.items():
        if "?" in text[end : starts.get(sentence + 1, len(text))]:
            asked.add(sentence)
    return frozenset(asked)

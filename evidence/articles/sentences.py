"""Sentence boundaries within one block of text, in one pass.

A stop ends a sentence unless something says otherwise: an abbreviation, an initial, a decimal, an
open parenthesis, or a next word that cannot begin one. Closing quotes and citation marks that
follow a stop belong to the sentence before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from references.source import Span

_STOP = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*")
_WORD_BEFORE = re.compile(r"[^\s()\[\]{}\"“”‘«»—–/]+$")
_LETTERS_WITH_STOPS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_OPENING = "\"'“‘«([{¿¡*_"
_SPACES = re.compile(r"\s*")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST_PARENTHESIS = 600
_LOOK_BACK = 40

# Lists of words are written as text (noqa SIM905), because that reads best.

# After these a name, number or noun follows; a sentence does not end with them.
_NEVER_LAST = frozenset(
    """
    dr prof mr mrs ms mx messrs st rev hon sr jr gen col capt lt sgt gov sen rep pres
    fig figs eq eqs eqn ref refs tab tabs sec sect chap ch suppl app no nos nr vol vols pp p
    ed eds cf viz vs v approx ca circa resp incl esp e.g eg i.e ie dept univ assoc
    jan feb mar apr jun jul aug sept oct nov dec
    """.split()  # noqa: SIM905
)
# These may end a sentence, but only where the next word is one that sentences begin with.
_SELDOM_LAST = frozenset(
    """
    al et inc ltd co corp bros sp spp var subsp cv gen ph.d m.d d.phil b.sc m.sc
    i.v i.m i.p s.c p.o p.r b.i.d t.i.d q.i.d q.d u.s u.k e.u u.n a.m p.m d.c
    """.split()  # noqa: SIM905
)
_FOLLOWED_BY_NUMBER = frozenset(
    "fig figs eq eqs ref refs no nos vol p pp ca approx ch sec art tab jan feb mar apr jun".split()  # noqa: SIM905
)
# Words that begin sentences and are neither names nor nouns that an abbreviation qualifies.
_STARTERS = frozenset(
    """
    a about according additionally after again all also although among an and another any are as at
    because before besides both but by can consequently conversely current despite did do does
    during each either even every few finally first for from further furthermore future given had
    has have he hence her here his how however i if in indeed instead is it its last later likewise
    many meanwhile moreover most much my neither nevertheless next no none nonetheless nor not
    notably now of often on once one only or other others otherwise our over overall participants
    patients perhaps recent results second several she similarly since so some specifically still
    subsequently such take than that the their then there thereafter therefore these they third this
    those though three through thus to two under unfortunately unless unlike until upon was we were
    what whatever when where whereas whether which while who whom whose why will with within without
    yes yet you your
    """.split()  # noqa: SIM905
)

# Before an initial these are not the noun that a letter names.
_BEFORE_NAMES = frozenset("from with thank thanks like than both dear author authors".split())  # noqa: SIM905


def sentence_spans(text: str, marks: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The sentences of one block, without the space between them.

    ``marks`` are the citation marks of the text, in order; a stop within one ends nothing.
    """
    closed = _parentheses(text)
    spans: list[Span] = []
    start = _SPACES.match(text).end()  # type: ignore[union-attr]  # always matches
    mark_index = 0
    open_until = 0
    parenthesis = 0
    for stop in _STOP.finditer(text):
        if stop.start() < start:
            continue
        while mark_index < len(marks) and marks[mark_index].end <= stop.start():
            mark_index += 1
        if mark_index < len(marks) and marks[mark_index].start <= stop.start():
            continue
        while parenthesis < len(closed) and closed[parenthesis].start < stop.start():
            # A parenthesis that the sentence opened itself; one that holds whole sentences
            # begins where the sentence begins, and does not protect the stops in it.
            if closed[parenthesis].start > start:
                open_until = max(open_until, closed[parenthesis].end)
            parenthesis += 1
        if stop.end() < open_until:
            continue
        # A mark that begins among the quotes after the stop is taken whole.
        stop_end = stop.end() if mark_index == len(marks) else marks[mark_index].start
        end = _after_marks(text, min(stop.end(), stop_end), marks, mark_index)
        following = _SPACES.match(text, end).end()  # type: ignore[union-attr]
        if following < len(text) and not (
            following > end and _ends(text, start, stop, end, following)
        ):
            continue
        spans.append(Span(start, end))
        start = following
    if start < len(text) and (end := len(text.rstrip())) > start:
        spans.append(Span(start, end))
    return tuple(spans)


def _parentheses(text: str) -> list[Span]:
    """Matched round brackets of modest length, by where they open."""
    found: list[Span] = []
    opened: list[int] = []
    for match in re.finditer(r"[()]", text):
        if match.group() == "(":
            opened.append(match.start())
        elif opened:
            begin = opened.pop()
            if match.end() - begin <= _LONGEST_PARENTHESIS:
                found.append(Span(begin, match.end()))
    return sorted(found)


def _after_marks(text: str, end: int, marks: Sequence[Span], index: int) -> int:
    """The end of a sentence, with the citation marks that are set after its stop."""
    while index < len(marks):
        mark = marks[index]
        if mark.start == end:
            end = mark.end
        elif mark.start > end and text[end : mark.start].isspace() and text[mark.start] in "[\\^":
            follows = text[mark.end : mark.end + 40].lstrip()
            if follows and not (text[mark.end].isspace() and _begins(follows)):
                break
            end = mark.end
        elif mark.start > end:
            break
        index += 1
    return end


def _ends(text: str, start: int, stop: re.Match[str], end: int, following: int) -> bool:
    """Whether the stop ends a sentence, given what stands before and after it."""
    after = text[following : following + _LOOK_BACK]
    if not _begins(after):
        return False
    if stop.group()[0] != "." or stop.group().startswith("..") or end > stop.end():
        return True
    before = text[max(start, stop.start() - _LOOK_BACK) : stop.start()]
    word = _WORD_BEFORE.search(before)
    if word is None:
        return True
    return _may_be_last(word.group(), before[: word.start()], after, stop.group())


def _may_be_last(word: str, before: str, after: str, stop: str) -> bool:
    word = word.lstrip("'’‘")
    # An abbreviation is written in one way: "Mr" is one, "mR" is a symbol.
    lowered = word.lower() if word[1:].islower() or "." in word else word
    next_word = _WORD.search(after)
    starter = next_word is not None and next_word.group().lower() in _STARTERS
    if word.isdigit() and not before.strip():
        return False  # the number of a list item
    if len(word) == 1 and word.isalpha() and word.isupper():
        return _letter_may_be_last(before, starter=starter)
    if lowered in _FOLLOWED_BY_NUMBER and after[0].isdigit():
        return False
    if lowered in _NEVER_LAST:
        # "no." and "p." are also words or symbols: they end a sentence before a starter.
        return lowered in ("no", "p", "v", "app", "mar", "jun") and starter and len(stop) == 1
    if lowered in _SELDOM_LAST or _LETTERS_WITH_STOPS.search(word):
        return starter
    return True


def _letter_may_be_last(before: str, *, starter: bool) -> bool:
    """A capital with a stop is an initial, unless a common noun stands before it (vitamin C.)."""
    if starter:
        return True
    previous = _WORD_BEFORE.search(before.rstrip())
    if previous is None:
        return False
    word = previous.group().rpartition("-")[2]
    return word.islower() and len(word) > 3 and word not in _BEFORE_NAMES


def _begins(text: str) -> bool:
    """Whether a sentence can begin like this: a capital, a digit, or a word such as mRNA."""
    text = text.lstrip(_OPENING + "•–—- ")
    if not text:
        return True
    first = text[0]
    if first.isupper() or first.isdigit() or first in "@\\[#":
        return True
    if first.islower():
        word = _WORD.match(text)
        return word is not None and any(each.isupper() or each.isdigit() for each in word.group())
    # Scripts without capitals begin sentences with any letter; symbols begin none.
    return first.isalpha()

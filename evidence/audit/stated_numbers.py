"""Numbers that a sentence states of an effect: ratios by name, changes in per cent, trial counts.

Only forms that can mean nothing else are taken. A percentage counts where the sentence says that
something is so much lower or higher; those of doses, intervals and shares are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.model.written_number import number_of

_NUMBER = r"(-?\d{1,4}(?:[.·]\d{1,4})?)"
_MEASURES = {
    "RR": r"risk ratio|relative risk|RR",
    "OR": r"odds ratio|OR",
    "HR": r"hazard ratio|HR",
    "RD": r"risk difference|RD",
    "SMD": r"standardi[sz]ed mean difference|SMD",
    "MD": r"(?<!ed )mean difference|MD",
}
_EFFECTS = {
    measure: re.compile(
        rf"\b(?:{words})(?:\s*\([A-Z]{{2,3}}\))?\s*(?:of|was|is|were|=|:|,)?\s*{_NUMBER}(?![\d%])"
    )
    for measure, words in _MEASURES.items()
}
_ABOUT = r"(?:about|around|nearly|almost|some|roughly|approximately|over|more than|up to|an? )?\s*"
_LOWER = r"(?:lower|fewer|less|reduction|decrease|drop|fall)"
_HIGHER = r"(?:higher|greater|increase|rise)"
_VERB = r"(?:lower|reduc|decreas|cut|rais|increas|elevat|diminish)\w*"
_RAISED = re.compile(r"rais|increas|elevat|higher|greater|rise", re.IGNORECASE)
_BY = re.compile(rf"\b({_VERB})\s[^.;:()%]{{0,80}}?\bby\s+{_ABOUT}{_NUMBER}\s?%", re.IGNORECASE)
_BEFORE = re.compile(
    rf"(?<![\d.-]){_NUMBER}\s?%\s+(?:relative\s+|absolute\s+)?({_LOWER}|{_HIGHER})\b", re.IGNORECASE
)
_COUNTS = re.compile(
    r"\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+"
    r"(?:(?:randomi[sz]ed|controlled|clinical|placebo-controlled)\s+)*(?:trials|studies|RCTs)\s*"
    r"(?:\(|,|with|of|in|including|that enrolled|enrolling|involving|and)?\s*"
    r"(?:a total of\s+)?(?:n\s*=\s*)?(\d[\d,]{1,8})\s+"
    r"(?:participants|patients|people|adults|children|women|men|subjects)\b",
    re.IGNORECASE,
)
_WORDS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatedEffect:
    """``words`` as they stand; ``measure`` is a measure's id, or ``%`` for a change in per cent.

    A change is below 0 where the words say lower; ``context`` is where what it is a change of
    would be named.
    """

    words: str
    measure: str
    value: float
    context: str = ""


@dataclass(frozen=True, slots=True)
class StatedCounts:
    """So many trials with so many people."""

    words: str
    trials: int
    people: int


def stated_effects(text: str) -> Iterator[StatedEffect]:
    """Every effect that a text states with a number."""
    for measure, pattern in _EFFECTS.items():
        for found in pattern.finditer(text):
            # Of a number without decimals the measure's letters may be a word.
            if "." in found[1] or "·" in found[1]:
                yield StatedEffect(found[0], measure, _number(found[1]))
    for found in _BY.finditer(text):
        yield StatedEffect(found[0], "%", _change(found[2], found[1]), found[0])
    for found in _BEFORE.finditer(text):
        yield StatedEffect(found[0], "%", _change(found[1], found[2]), text)


def stated_counts(text: str) -> Iterator[StatedCounts]:
    """Every number of trials that is given with their people."""
    for found in _COUNTS.finditer(text):
        word = found[1].casefold()
        trials = _WORDS.index(word) + 2 if word in _WORDS else int(word)
        yield StatedCounts(found[0], trials, int(found[2].replace(",", "")))


def _change(number: str, word: str) -> float:
    size = abs(_number(number))
    return size if _RAISED.match(word) else -size


def _number(text: str) -> float:
    return number_of(text.replace("·", "."))

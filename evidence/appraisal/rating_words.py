"""The words that tables of other programs use for ratings and answers, and what they mean here.

A word means a rating by its whole self or not at all. Going by first letters, as some programs do,
makes "Lacking information" low and "Serious" some concerns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from evidence.appraisal.tool import Rating

_NOT_WORD = re.compile(r"[\W_]+")
_SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "low": ("low risk", "low risk of bias", "low concern", "low concerns"),
        "some-concerns": ("some concern", "some concerns", "some risk of bias"),
        "moderate": ("moderate risk", "moderate risk of bias"),
        "unclear": ("unclear risk", "unclear risk of bias", "unclear concern"),
        "high": ("high risk", "high risk of bias", "high concern", "high concerns"),
        "serious": ("serious risk", "serious risk of bias"),
        "critical": ("critical risk", "critical risk of bias"),
        "no-information": ("no information", "no info", "ni", "not reported"),
        "not-applicable": ("not applicable", "n a", "na", "no meta analysis", "nma"),
        "yes": ("y",),
        "no": ("n",),
        "partial-yes": ("partial yes", "py", "partially"),
        "y": ("yes",),
        "py": ("probably yes",),
        "pn": ("probably no",),
        "n": ("no",),
        "ni": ("no information", "no info"),
        "na": ("n a", "not applicable"),
    }
)


def folded(text: str) -> str:
    """A text in small letters, everything but letters and digits one space."""
    return " ".join(_NOT_WORD.sub(" ", text).casefold().split())


def rating_meant(text: str, ratings: Sequence[Rating]) -> str:
    """The id of the rating a text means; empty when it means none."""
    labels = {folded(rating.label): rating.id for rating in ratings}
    return _meant(text, (rating.id for rating in ratings)) or labels.get(folded(text), "")


def answer_meant(text: str, answers: Iterable[str]) -> str:
    """The answer a text means; empty when it means none."""
    return _meant(text, answers)


def _meant(text: str, ids: Iterable[str]) -> str:
    word = folded(text)
    known = list(ids)
    for name in known:
        if word == folded(name):
            return name
    return next((name for name in known if word in _SYNONYMS.get(name, ())), "")

"""Letters made plain, for all that compares text or makes keys of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

LATIN: Mapping[str, str] = {
    "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
    "ŋ": "ng", "ŧ": "t", "ĸ": "k", "ȷ": "j", "ə": "e",
}  # fmt: skip
"""Letters in lower case that Unicode does not take apart into a plain letter and a mark."""

_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi "
    "rho sigma sigma tau upsilon phi chi psi omega"
)
GREEK: Mapping[str, str] = dict(zip("αβγδεζηθικλμνξοπρςστυφχψω", _NAMES.split(" "), strict=True))
"""The names of Greek letters, which one source spells out and another types."""

_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]")
_NOT_WORDS = re.compile(r"[\W_]+")


def without_marks(text: str) -> str:
    """The text with its letters bare of accents, and compatible forms made one."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text))


def words_alone(text: str) -> str:
    """Letters and digits, what stands between them become one space."""
    return _NOT_WORDS.sub(" ", text).strip()

"""What a misspelt word was probably meant to be."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

#: A longer word is no slip of the pen, and the comparison costs its square.
_LONGEST = 100


def nearest(word: str, allowed: Sequence[str]) -> str:
    """The allowed word that is most like the one given, empty when none is."""
    match = get_close_matches(word[:_LONGEST], allowed, n=1, cutoff=0.6)
    return match[0] if match else ""


def closest(word: str, allowed: tuple[str, ...]) -> str:
    """A question with the allowed word that is most like the one given, if any is."""
    match = nearest(word.lower(), allowed)
    return f"; did you mean {match!r}?" if match else ""

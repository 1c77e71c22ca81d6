"""How certain words sound, against how certain the evidence is."""

from __future__ import annotations

from dataclasses import dataclass

from references.source import Span


@dataclass(frozen=True, slots=True)
class CertaintyPhrase:
    """A phrase of the lexicon found in a sentence.

    ``level`` is the certainty of evidence the phrase sounds like: ``high``, ``moderate``,
    ``low`` or ``very-low``; ``family`` names what sort of phrase it is (``hedge``, ``boost``,
    ``plain-causal``, ``associational``, ``inconsistent``, ``untested``). ``span`` is within the
    text that was searched.
    """

    phrase: str
    span: Span
    level: str
    family: str
    negated: bool
    source: str


@dataclass(frozen=True, slots=True)
class WordingCheck:
    """What an article says, how certain that sounds, and what the evidence allows.

    ``outcome`` is ``stronger``, ``weaker``, ``fits`` or ``not-checked``. ``phrases`` are those
    that decided. ``suggestion`` is the text with calibrated words, empty where none is needed.
    """

    text: str
    outcome: str
    sounds: str
    allows: str
    phrases: tuple[CertaintyPhrase, ...] = ()
    causal: tuple[CertaintyPhrase, ...] = ()
    suggestion: str = ""


def find_phrases(text: str) -> tuple[CertaintyPhrase, ...]:
    """Every phrase of the lexicon in a text, in order."""
    del text
    return ()


def check_wording(text: str, allows: str | None, *, kind: str | None = None) -> WordingCheck:
    """Hold the certainty a text sounds like against the certainty its evidence allows."""
    del kind
    return WordingCheck(text=text, outcome="not-checked", sounds="", allows=allows or "")

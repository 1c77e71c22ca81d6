"""How certain words sound, against how certain the evidence is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from evidence.claims.calibration import calibrate
from evidence.claims.certainty import Sound, sound_of
from evidence.claims.lexicon import LEVELS
from evidence.claims.mentions import Marked, Mention, mark
from references.source import Span

# Words of these kinds of claim say what something is or what to do; a plain verb in them is no
# statement of an effect whose certainty could be too high.
_WITHOUT_EFFECTS = frozenset({"definition", "advice", "research-gap"})
# Asking for research where results are mixed, and defining what mixed results are, reports none.
_WITHOUT_RESULTS = frozenset({"research-gap", "definition"})
# "Too much can cause diarrhoea" needs no more than that it has been seen to happen.
_CAN_IS_LOW = frozenset({"harm", "mechanism", "prognosis", "diagnosis", "prevalence"})
_LOOSE = frozenset({"associational"})
_WEAKER_BY = 2
# No more phrases than these can stand among the auxiliaries of one verb.
_AUXILIARIES = 6


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
    that decided. ``causal`` are plain statements of cause that no hedge holds back. ``unstudied``
    are words for results that disagree where no result is known. ``suggestion`` is the text with
    calibrated words, empty where none is needed.
    """

    text: str
    outcome: str
    sounds: str
    allows: str
    phrases: tuple[CertaintyPhrase, ...] = ()
    causal: tuple[CertaintyPhrase, ...] = ()
    unstudied: tuple[CertaintyPhrase, ...] = ()
    suggestion: str = ""


def find_phrases(text: str) -> tuple[CertaintyPhrase, ...]:
    """Every phrase of the lexicon in a text, in order, the longest where two overlap."""
    marked = mark(text)
    return tuple(_phrase(marked, mention, mention.first) for mention in marked.mentions)


def check_wording(
    text: str, allows: str | None, *, kind: str | None = None, studied: bool = True
) -> WordingCheck:
    """Hold the certainty a text sounds like against the certainty its evidence allows.

    ``allows`` is ``high``, ``moderate``, ``low``, ``very-low`` or ``None`` when nothing is known.
    ``kind`` is the claim's; with it, definitions and advice are not taken for statements of
    effect, and "can" counts for less in a statement of harm or mechanism than of therapy.
    Where nothing was ``studied``, "mixed results" is stronger than the evidence, however weak the
    words: results are what it claims.
    """
    marked = mark(text)
    sound = partial(sound_of, effects=kind not in _WITHOUT_EFFECTS, can_is_low=kind in _CAN_IS_LOW)
    heard = sound(marked)
    outcome = _outcome(heard, allows, kind)
    deciding = _with_auxiliaries(marked, heard.deciding)
    unstudied = () if studied or kind in _WITHOUT_RESULTS else _inconsistent(marked)
    suggestion = ""
    if unstudied and outcome != "stronger":
        outcome, deciding = "stronger", unstudied
    elif outcome == "stronger" and allows is not None:
        suggestion = calibrate(text, allows, sound)
    return WordingCheck(
        text=text,
        outcome=outcome,
        sounds=heard.level,
        allows=allows or "",
        phrases=deciding,
        causal=_with_auxiliaries(marked, _causal(heard)),
        unstudied=unstudied,
        suggestion=suggestion,
    )


def _outcome(heard: Sound, allows: str | None, kind: str | None) -> str:
    """Stronger by any step, weaker only by two: a hedge too many misleads less."""
    if allows not in LEVELS or heard.rank < 0 or kind == "research-gap":
        return "not-checked"
    allowed = LEVELS.index(allows)
    if heard.assertions and heard.rank > allowed:
        return "stronger"
    families = {mention.entry.family for mention in heard.deciding}
    if kind != "advice" and allowed - heard.rank >= _WEAKER_BY and not families <= _LOOSE:
        return "weaker"
    return "fits"


def _inconsistent(marked: Marked) -> tuple[CertaintyPhrase, ...]:
    """Words that report results that disagree."""
    return tuple(
        _phrase(marked, mention, mention.first)
        for mention in marked.mentions
        if mention.entry.family == "inconsistent" and mention.asserted and not mention.negated
    )


def _causal(heard: Sound) -> tuple[Mention, ...]:
    """Verbs of cause stated without more reserve than "can"."""
    return tuple(
        item.mention
        for item in heard.assertions
        if item.mention.shape == "verb"
        and not item.mention.negated
        and item.rank >= LEVELS.index("moderate")
    )


def _with_auxiliaries(marked: Marked, mentions: tuple[Mention, ...]) -> tuple[CertaintyPhrase, ...]:
    """Mentions as a reader sees them, "may reduce" in one piece."""
    return tuple(
        _phrase(marked, mention, mention.lead)
        for at, mention in enumerate(mentions)
        if not any(
            other.lead <= mention.first for other in mentions[at + 1 : at + 1 + _AUXILIARIES]
        )
    )


def _phrase(marked: Marked, mention: Mention, first: int) -> CertaintyPhrase:
    """A mention as a phrase that begins at the word ``first``."""
    span = Span(marked.words[first].start, marked.words[mention.last].end)
    return CertaintyPhrase(
        phrase=marked.text[span.start : span.end],
        span=span,
        level=mention.entry.level,
        family=mention.entry.family,
        negated=mention.negated,
        source=mention.entry.source,
    )

"""Symbols and words for every value a report shows; meaning never rests on colour."""

from __future__ import annotations

from evidence.grading.framework import Level
from evidence.model.claim import Stance, Verdict
from reports.views.review_view import Badge

_VERDICTS = {
    Verdict.WELL_SUPPORTED: Badge("well-supported", "Well supported", "●"),
    Verdict.LIMITED: Badge("limited", "Limited", "◐"),
    Verdict.CONFLICTING: Badge("conflicting", "Conflicting", "⇄"),
    Verdict.CONTRADICTED: Badge("contradicted", "Contradicted", "×"),
    Verdict.NO_EVIDENCE: Badge("no-evidence", "No evidence", "○"),
    Verdict.UNGRADED: Badge("ungraded", "Not graded", "–"),
}
_STANCES = {
    Stance.SUPPORTS: Badge("supports", "Supports", "+"),
    Stance.DISPUTES: Badge("disputes", "Disputes", "−"),
    Stance.QUALIFIES: Badge("qualifies", "Qualifies", "±"),
    Stance.BACKGROUND: Badge("background", "Background", "·"),
}
_NO_LEVEL = Badge("none", "Not graded", "–")
_EXCEPTIONS = {
    "n-of-1-trial": "N-of-1 trial",
    "non-randomised-trial": "Non-randomised trial",
    "quasi-randomised-trial": "Quasi-randomised trial",
    "case-control": "Case–control study",
    "cohort": "Cohort study",
    "cross-sectional": "Cross-sectional study",
    "before-after": "Before–after study",
    "diagnostic-accuracy": "Diagnostic accuracy study",
    "mixed-methods-study": "Mixed-methods study",
    "animal": "Animal study",
    "in-vitro": "In-vitro study",
    "network-meta-analysis": "Network meta-analysis",
}


def verdict_badge(verdict: Verdict) -> Badge:
    """What the reader is told of a claim."""
    return _VERDICTS[verdict]


def verdict_badges() -> tuple[Badge, ...]:
    """Every verdict, from best to least supported."""
    return tuple(_VERDICTS.values())


def stance_badge(stance: Stance) -> Badge:
    """How a reference bears on a claim."""
    return _STANCES[stance]


def level_badge(level: Level | None) -> Badge:
    """A framework's level with its own symbol, unless the label says it; a dash for no level."""
    if level is None:
        return _NO_LEVEL
    return Badge(level.id, level.label, "" if level.symbol in level.label else level.symbol)


def in_words(value: str) -> str:
    """A stable value as a heading would print it: ``randomised-trial`` → ``Randomised trial``."""
    if value in _EXCEPTIONS:
        return _EXCEPTIONS[value]
    words = value.replace("-", " ").strip()
    return words[:1].upper() + words[1:]

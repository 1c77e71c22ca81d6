"""What GRADE rates in a network meta-analysis, and how the ratings come together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.grading.framework import Domain, Level
from evidence.grading.scales.components import component
from evidence.grading.scales.grade_scale import LEVELS as LEVELS
from evidence.grading.scales.grade_scale import VERDICTS as VERDICTS
from evidence.grading.scales.moves import level_of, moved

NOT_RATED = "none"
_CERTAINTIES = (*(level.id for level in LEVELS), NOT_RATED)
_DOWN = MappingProxyType({"not-serious": 0, "serious": -1, "very-serious": -2})

DIRECT = component(
    "direct",
    "Direct estimate",
    _CERTAINTIES,
    "How certain is the direct estimate by GRADE, leaving imprecision aside? (none: no trial "
    "compares the two)",
)
INDIRECT = component(
    "indirect",
    "Indirect estimate",
    _CERTAINTIES,
    "What is the lower certainty of the two direct comparisons in the loop that contributes most, "
    "leaving imprecision aside? (none: no loop)",
)
INTRANSITIVITY = Domain(
    "intransitivity",
    "Intransitivity",
    _DOWN,
    "Do the comparisons of the loop differ in what modifies the effect?",
)
CONTRIBUTION = component(
    "contribution",
    "Contribution",
    ("direct", "similar", "indirect"),
    "Which of the two contributes more to the network estimate?",
)
INCOHERENCE = Domain(
    "incoherence",
    "Incoherence",
    _DOWN,
    "Do the direct and the indirect estimate differ, beyond what was already rated down as "
    "intransitivity or indirectness?",
)
IMPRECISION = Domain(
    "imprecision",
    "Imprecision",
    MappingProxyType({**_DOWN, "extremely-serious": -3}),
    "Is the interval of the network estimate too wide to be sure?",
)
DOMAINS = (DIRECT, INDIRECT, INTRANSITIVITY, CONTRIBUTION, INCOHERENCE, IMPRECISION)


def indirect_needed(ratings: Mapping[str, str]) -> bool:
    """Whether the indirect estimate must be rated at all.

    It need not where the direct one is high and contributes at least as much (Brignardello-Petersen
    and others 2018, second advance).
    """
    settled = ratings.get("direct") == "high" and ratings.get("contribution") in (
        "direct",
        "similar",
    )
    return not settled


def network_start(ratings: Mapping[str, str]) -> Level | None:
    """The certainty that a network estimate starts from: that of what dominates it, or the higher.

    ``None`` until a certainty of what it rests on was given.
    """
    direct = level_of(LEVELS, ratings.get("direct", ""))
    indirect = level_of(LEVELS, ratings.get("indirect", ""))
    if indirect is not None:
        change = _DOWN.get(ratings.get("intransitivity", ""), 0)
        indirect = moved(LEVELS, indirect, change)
    if direct is None or indirect is None:
        return direct or indirect
    dominant = {"direct": direct, "indirect": indirect}
    higher = max(direct, indirect, key=lambda level: level.rank)
    return dominant.get(ratings.get("contribution", ""), higher)


def look_up(ratings: Mapping[str, str]) -> Level | None:
    """The certainty of a network estimate with these ratings."""
    start = network_start(ratings)
    if start is None:
        return None
    changes = sum(
        domain.ratings.get(ratings.get(domain.id, ""), 0) for domain in (INCOHERENCE, IMPRECISION)
    )
    return moved(LEVELS, start, changes)

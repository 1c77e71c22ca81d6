"""The levels, domains and starting points of GRADE."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.grading.bound import Bound
from evidence.grading.framework import Direction, Domain, Level
from evidence.model.claim import ClaimKind, Verdict
from evidence.model.study import StudyDesign

_GUIDE_3 = "GRADE guidelines 3"

LEVELS = (
    Level(
        "high",
        "High",
        4,
        "⊕⊕⊕⊕",
        "The true effect is very likely close to the estimate.",
        "high",
    ),
    Level(
        "moderate",
        "Moderate",
        3,
        "⊕⊕⊕◯",
        "The true effect is probably close to the estimate, but may be substantially different.",
        "moderate",
    ),
    Level(
        "low",
        "Low",
        2,
        "⊕⊕◯◯",
        "The true effect may well be substantially different from the estimate.",
        "low",
    ),
    Level(
        "very-low",
        "Very low",
        1,
        "⊕◯◯◯",
        "The true effect is probably substantially different from the estimate.",
        "very-low",
    ),
)
START_BOUNDS: Mapping[ClaimKind, Bound] = MappingProxyType(
    {
        ClaimKind.THERAPY: Bound("trials start high, other studies low", _GUIDE_3),
        ClaimKind.HARM: Bound("trials start high, other studies low", _GUIDE_3),
        ClaimKind.DIAGNOSIS: Bound(
            "cohort and cross-sectional studies of accuracy start high, others low",
            "GRADE guidelines 21",
        ),
        ClaimKind.PROGNOSIS: Bound(
            "cohorts start high, others low", "GRADE guidelines 28", "the low start of others"
        ),
        ClaimKind.PREVALENCE: Bound("cohorts and surveys start high, others low"),
    }
)
"""Which designs start high for each kind of claim that GRADE rates, and who says so."""
STARTS: Mapping[str, Level] = MappingProxyType({"high": LEVELS[0], "low": LEVELS[2]})

BORDERLINE = "borderline"
_DOWN = MappingProxyType(
    {
        "not-serious": 0,
        BORDERLINE: 0,
        "serious": -1,
        "very-serious": -2,
        "extremely-serious": -3,
    }
)
RISK_OF_BIAS = Domain(
    "risk-of-bias",
    "Risk of bias",
    _DOWN,
    "How much of the evidence comes from studies whose methods may have biased it?",
)
INCONSISTENCY = Domain(
    "inconsistency",
    "Inconsistency",
    _DOWN,
    "Do the studies differ more than chance and known causes explain?",
)
INDIRECTNESS = Domain(
    "indirectness",
    "Indirectness",
    _DOWN,
    "Do people, intervention, comparator and outcome differ from those of the claim?",
)
IMPRECISION = Domain(
    "imprecision",
    "Imprecision",
    _DOWN,
    "Is the interval too wide, or are there too few participants, to be sure?",
)
PUBLICATION_BIAS = Domain(
    "publication-bias",
    "Publication bias",
    MappingProxyType({"undetected": 0, BORDERLINE: 0, "strongly-suspected": -1}),
    "Are there studies or results that were probably not published?",
)
LARGE_EFFECT = Domain(
    "large-effect",
    "Large effect",
    MappingProxyType({"none": 0, "large": 1, "very-large": 2}),
    "Is the effect so large that bias alone is unlikely to explain it?",
)
DOSE_RESPONSE = Domain(
    "dose-response",
    "Dose-response",
    MappingProxyType({"none": 0, "present": 1}),
    "Does the effect grow with the dose?",
)
OPPOSING_CONFOUNDING = Domain(
    "opposing-confounding",
    "Opposing confounding",
    MappingProxyType({"none": 0, "present": 1}),
    "Would the confounding that is left make the effect seem smaller than it is?",
)
UP = (LARGE_EFFECT, DOSE_RESPONSE, OPPOSING_CONFOUNDING)
DOMAINS = (RISK_OF_BIAS, INCONSISTENCY, INDIRECTNESS, IMPRECISION, PUBLICATION_BIAS, *UP)

_SYNTHESES_OF_TRIALS = frozenset(
    {StudyDesign.SYSTEMATIC_REVIEW_OF_TRIALS, StudyDesign.NETWORK_META_ANALYSIS}
)
_TRIALS = frozenset(design for design in StudyDesign if design.is_randomised)
# Allocation by alternation, date or a lottery on paper is a trial with a flaw in its
# randomisation: it starts with the trials and pays for it under risk of bias.
_STARTS_AS_TRIAL = _SYNTHESES_OF_TRIALS | _TRIALS | {StudyDesign.QUASI_RANDOMISED_TRIAL}
_OBSERVATIONAL = frozenset(
    {
        StudyDesign.SYSTEMATIC_REVIEW,
        StudyDesign.NON_RANDOMISED_TRIAL,
        StudyDesign.COHORT,
        StudyDesign.CASE_CONTROL,
        StudyDesign.CROSS_SECTIONAL,
        StudyDesign.DIAGNOSTIC_ACCURACY,
        StudyDesign.BEFORE_AFTER,
        StudyDesign.CASE_SERIES,
        StudyDesign.CASE_REPORT,
    }
)
GRADED_DESIGNS = _STARTS_AS_TRIAL | _OBSERVATIONAL

_REVIEWS = _SYNTHESES_OF_TRIALS | {StudyDesign.SYSTEMATIC_REVIEW}
STARTS_HIGH: Mapping[ClaimKind, frozenset[StudyDesign]] = MappingProxyType(
    {
        ClaimKind.THERAPY: _STARTS_AS_TRIAL,
        ClaimKind.HARM: _STARTS_AS_TRIAL,
        ClaimKind.DIAGNOSIS: _REVIEWS
        | _TRIALS
        | {StudyDesign.DIAGNOSTIC_ACCURACY, StudyDesign.CROSS_SECTIONAL, StudyDesign.COHORT},
        ClaimKind.PROGNOSIS: _REVIEWS | _TRIALS | {StudyDesign.COHORT},
        ClaimKind.PREVALENCE: _REVIEWS | {StudyDesign.CROSS_SECTIONAL, StudyDesign.COHORT},
    }
)

_BY_DIRECTION = {
    Direction.MIXED: Verdict.CONFLICTING,
    Direction.DISPUTES: Verdict.CONTRADICTED,
    Direction.QUALIFIES: Verdict.LIMITED,
    Direction.NONE: Verdict.NO_EVIDENCE,
}
VERDICTS: Mapping[tuple[str, Direction], Verdict] = MappingProxyType(
    {(level.id, direction): found for level in LEVELS for direction, found in _BY_DIRECTION.items()}
    | {
        (level.id, Direction.SUPPORTS): Verdict.WELL_SUPPORTED
        if level.id in ("high", "moderate")
        else Verdict.LIMITED
        for level in LEVELS
    }
)

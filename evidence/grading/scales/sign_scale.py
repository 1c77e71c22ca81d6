"""The grades of SIGN up to 2012, its levels of single studies, and its components."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.grading.framework import Level
from evidence.grading.scales.components import component
from evidence.grading.scales.study_quality import StudyQuality
from evidence.grading.verdict import verdict_table
from evidence.model.claim import ClaimKind
from evidence.model.study import StudyDesign

LEVELS = (
    Level(
        "a",
        "Grade A",
        4,
        "A",
        "A very good trial or review of trials, or mostly good ones that agree, directly "
        "applicable.",
        "high",
    ),
    Level(
        "b",
        "Grade B",
        3,
        "B",
        "Very good cohort or case–control studies that agree, or evidence extrapolated from good "
        "trials.",
        "moderate",
    ),
    Level(
        "c",
        "Grade C",
        2,
        "C",
        "Good cohort or case–control studies that agree, or evidence extrapolated from very good "
        "ones.",
        "low",
    ),
    Level(
        "d",
        "Grade D",
        1,
        "D",
        "Case reports, case series or opinion, or evidence extrapolated from good cohort or "
        "case–control studies.",
        "very-low",
    ),
)
VERDICTS = verdict_table(LEVELS, ("a", "b"))

#: From the best to the worst; studies rated "−" support no grade.
STUDY_LEVELS = ("1++", "1+", "2++", "2+", "3", "4", "1-", "2-")
MINUS_ONLY = "minus-only"
IN_PART = "1+-in-part"
EVIDENCE = component(
    "evidence",
    "Evidence",
    ("1++", "1+", IN_PART, *STUDY_LEVELS[2:6], MINUS_ONLY),
    "At which level of evidence does the body principally stand?",
)
APPLICABILITY = component(
    "applicability",
    "Applicability",
    ("direct", "extrapolated"),
    "Is the evidence directly applicable to the people meant, or extrapolated to them?",
)
CONSISTENCY = component(
    "consistency",
    "Consistency",
    ("consistent", "single-study", "inconsistent"),
    "Are the results consistent overall?",
)
DOMAINS = (EVIDENCE, APPLICABILITY, CONSISTENCY)
KINDS = frozenset(
    {
        ClaimKind.THERAPY,
        ClaimKind.HARM,
        ClaimKind.ADVICE,
        ClaimKind.DIAGNOSIS,
        ClaimKind.PROGNOSIS,
    }
)

_D = StudyDesign
_ONE = frozenset(design for design in StudyDesign if design.is_randomised) | {
    _D.SYSTEMATIC_REVIEW_OF_TRIALS,
    _D.NETWORK_META_ANALYSIS,
}
# The table names case–control and cohort studies. Controlled trials without randomisation and
# studies of a test's accuracy are comparisons of the same strength and stand with them.
_TWO = frozenset(
    {
        _D.SYSTEMATIC_REVIEW,
        _D.QUASI_RANDOMISED_TRIAL,
        _D.NON_RANDOMISED_TRIAL,
        _D.COHORT,
        _D.CASE_CONTROL,
        _D.DIAGNOSTIC_ACCURACY,
    }
)
_THREE = frozenset({_D.CROSS_SECTIONAL, _D.BEFORE_AFTER, _D.CASE_SERIES, _D.CASE_REPORT})
_FOUR = frozenset({_D.GUIDELINE, _D.NARRATIVE_REVIEW, _D.EXPERT_OPINION, _D.REFERENCE_WORK})
# The checklists of the handbook: "++" where most criteria are met, "+" where some are, "−" where
# few or none are. What nobody appraised is not known to meet any.
_MARKS: Mapping[StudyQuality, str] = MappingProxyType(
    {StudyQuality.GOOD: "++", StudyQuality.FAIR: "+", StudyQuality.POOR: "-"}
)
_GRADES: Mapping[str, str] = MappingProxyType(
    {"1++": "a", "1+": "a", IN_PART: "b", "2++": "b", "2+": "c", "3": "d", "4": "d"}
)
_EXTRAPOLATED: Mapping[str, str] = MappingProxyType(
    {"1++": "b", "1+": "b", IN_PART: "c", "2++": "c", "2+": "d", "3": "d", "4": "d"}
)


def study_level(design: StudyDesign, quality: StudyQuality) -> str:
    """The level of one study, empty where SIGN ranks no such design or its quality is unknown."""
    if design in _THREE or design in _FOUR:
        return "3" if design in _THREE else "4"
    if quality is StudyQuality.UNKNOWN:
        return ""
    if design in _ONE:
        return f"1{_MARKS[quality]}"
    return f"2{_MARKS[quality]}" if design in _TWO else ""


def needs_appraisal(design: StudyDesign) -> bool:
    """Whether the level of a study of this design hangs on its quality."""
    return design in _ONE or design in _TWO


def look_up(ratings: Mapping[str, str]) -> Level | None:
    """The grade of a body of evidence.

    Consistency is asked of every row but one: a single study rated 1++ carries grade A by itself.
    On inconsistent bodies the table is silent; they are read as extrapolated evidence, one grade
    lower.
    """
    level = ratings.get("evidence", "")
    if level not in _GRADES:
        return None
    weaker = ratings.get("applicability") == "extrapolated" or (
        level != "1++" and ratings.get("consistency") == "inconsistent"
    )
    grade = (_EXTRAPOLATED if weaker else _GRADES)[level]
    return next(each for each in LEVELS if each.id == grade)

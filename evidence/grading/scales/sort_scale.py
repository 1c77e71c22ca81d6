"""The strengths of SORT, its components, and its table of study levels by kind of question."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.grading.framework import Level
from evidence.grading.scales.components import component
from evidence.grading.scales.study_quality import StudyQuality
from evidence.grading.verdict import verdict_table
from evidence.model.claim import ClaimKind
from evidence.model.study import StudyDesign

A = Level(
    "a", "A", 3, "A", "Consistent evidence of good quality on what matters to patients.", "high"
)
B = Level(
    "b",
    "B",
    2,
    "B",
    "Evidence on what matters to patients that is inconsistent or of limited quality.",
    "moderate",
)
C = Level(
    "c",
    "C",
    1,
    "C",
    "Consensus, usual practice, opinion, case series, or evidence on disease rather than patients.",
    "very-low",
)
LEVELS = (A, B, C)
VERDICTS = verdict_table(LEVELS, ("a",))

OUTCOME = component(
    "outcome",
    "Outcome",
    ("patient-oriented", "disease-oriented"),
    "Is the outcome one that patients feel (death, illness, symptoms, quality of life, cost), or "
    "one of laboratory or physiology?",
)
QUALITY = component(
    "quality",
    "Quality",
    ("good", "limited", "other"),
    "Is the best evidence of level 1 (good), of level 2 (limited), or opinion and the like?",
)
CONSISTENCY = component(
    "consistency",
    "Consistency",
    ("consistent", "single-study", "inconsistent"),
    "Do most studies come to similar or coherent conclusions?",
)
DOMAINS = (OUTCOME, QUALITY, CONSISTENCY)

_D = StudyDesign
_TRIALS = frozenset(design for design in StudyDesign if design.is_randomised)
_TRIAL_REVIEWS = frozenset({_D.SYSTEMATIC_REVIEW_OF_TRIALS, _D.NETWORK_META_ANALYSIS})
_REVIEWS = _TRIAL_REVIEWS | {_D.SYSTEMATIC_REVIEW}

# Designs that are of level 1 when they are of good quality, and of level 2 otherwise.
_MAY_BE_GOOD: Mapping[ClaimKind, frozenset[StudyDesign]] = MappingProxyType(
    {
        ClaimKind.THERAPY: _TRIALS | _TRIAL_REVIEWS,
        ClaimKind.DIAGNOSIS: _REVIEWS | _TRIALS | {_D.DIAGNOSTIC_ACCURACY},
        ClaimKind.PROGNOSIS: _REVIEWS | {_D.COHORT},
    }
)
# Designs that are of level 2 however well they were done.
_LIMITED: Mapping[ClaimKind, frozenset[StudyDesign]] = MappingProxyType(
    {
        ClaimKind.THERAPY: frozenset(
            {
                _D.SYSTEMATIC_REVIEW,
                _D.QUASI_RANDOMISED_TRIAL,
                _D.NON_RANDOMISED_TRIAL,
                _D.COHORT,
                _D.CASE_CONTROL,
            }
        ),
        ClaimKind.DIAGNOSIS: frozenset({_D.COHORT, _D.CROSS_SECTIONAL, _D.CASE_CONTROL}),
        ClaimKind.PROGNOSIS: _TRIALS | {_D.CASE_CONTROL, _D.CASE_SERIES},
    }
)
#: The row of the table that each kind of claim is read in.
ROWS: Mapping[ClaimKind, ClaimKind] = MappingProxyType(
    {
        ClaimKind.THERAPY: ClaimKind.THERAPY,
        ClaimKind.HARM: ClaimKind.THERAPY,
        ClaimKind.ADVICE: ClaimKind.THERAPY,
        ClaimKind.DIAGNOSIS: ClaimKind.DIAGNOSIS,
        ClaimKind.PROGNOSIS: ClaimKind.PROGNOSIS,
    }
)


def study_level(row: ClaimKind, design: StudyDesign, quality: StudyQuality) -> int:
    """The level of one study, 1 to 3, in a row of table 2 of the publication."""
    if design in _MAY_BE_GOOD[row]:
        return 1 if quality is StudyQuality.GOOD else 2
    return 2 if design in _LIMITED[row] else 3


def may_be_good(row: ClaimKind, design: StudyDesign) -> bool:
    """Whether a study of this design is of level 1 when it is of good quality."""
    return design in _MAY_BE_GOOD[row]


def look_up(ratings: Mapping[str, str]) -> Level | None:
    """The strength that the three components give, as the publication's algorithm reads them."""
    if ratings.get("outcome") == "disease-oriented" or ratings.get("quality") == "other":
        return C
    if "outcome" not in ratings or "quality" not in ratings:
        return None
    good = ratings["quality"] == "good" and ratings.get("consistency") == "consistent"
    return A if good else B

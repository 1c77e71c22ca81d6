"""The levels, domains and the table of question kind by design of OCEBM 2011."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.grading.framework import Domain, Level
from evidence.grading.verdict import verdict_table
from evidence.model.claim import ClaimKind
from evidence.model.study import StudyDesign

LEVELS = (
    Level("level-1", "Level 1", 5, "1", "Usually systematic reviews of the best design.", "high"),
    Level("level-2", "Level 2", 4, "2", "Usually single studies of the best design.", "moderate"),
    Level("level-3", "Level 3", 3, "3", "Controlled but not randomised, or the like.", "low"),
    Level("level-4", "Level 4", 2, "4", "Case series, case-control or historical control.", "low"),
    Level("level-5", "Level 5", 1, "5", "Reasoning from mechanisms.", "very-low"),
)
STARTS: Mapping[str, Level] = MappingProxyType({level.id: level for level in LEVELS})

_DOWN = MappingProxyType({"not-serious": 0, "serious": -1})
QUALITY = Domain("quality", "Study quality", _DOWN, "May the methods have biased the studies?")
IMPRECISION = Domain("imprecision", "Imprecision", _DOWN, "Is the estimate too imprecise?")
INDIRECTNESS = Domain(
    "indirectness", "Indirectness", _DOWN, "Does the PICO of the studies match that of the claim?"
)
INCONSISTENCY = Domain("inconsistency", "Inconsistency", _DOWN, "Do the studies disagree?")
SMALL_EFFECT = Domain(
    "small-effect",
    "Very small effect",
    MappingProxyType({"absent": 0, "present": -1}),
    "Is the absolute effect very small?",
)
LARGE_EFFECT = Domain(
    "large-effect",
    "Large effect",
    MappingProxyType({"none": 0, "large": 1}),
    "Is the effect large or very large?",
)
DOMAINS = (QUALITY, IMPRECISION, INDIRECTNESS, INCONSISTENCY, SMALL_EFFECT, LARGE_EFFECT)

_D = StudyDesign
_TRIAL = (_D.RANDOMISED_TRIAL, _D.CROSSOVER_TRIAL, _D.CLUSTER_TRIAL, _D.N_OF_1_TRIAL)
_TRIAL_REVIEWS = (_D.SYSTEMATIC_REVIEW_OF_TRIALS, _D.NETWORK_META_ANALYSIS)
_SERIES = (_D.CASE_SERIES, _D.CASE_REPORT)
_MECHANISM = (_D.ANIMAL, _D.IN_VITRO)


def _row(*levels: tuple[StudyDesign, ...]) -> Mapping[StudyDesign, str]:
    return MappingProxyType(
        {
            design: f"level-{number}"
            for number, designs in enumerate(levels, start=1)
            for design in designs
        }
    )


# A systematic review of studies other than trials stands with the studies it holds, one level
# below the top: the table names the designs a review at level 1 must hold, and the record does
# not say that it holds no others. Reviews for diagnosis, prognosis and frequency have no such
# doubt. Cohorts are not known to be inception cohorts, surveys not known to be random samples of
# the reader's own place, and cross-sectional studies of tests not known to be consecutive and
# blinded: each stands at the level that does not presume it. The table puts n-of-1 trials beside
# reviews of trials, for the patient who took part in them; for anyone else they are single trials.
_INTERVENTION = _row(
    _TRIAL_REVIEWS,
    _TRIAL,
    (
        _D.SYSTEMATIC_REVIEW,
        _D.QUASI_RANDOMISED_TRIAL,
        _D.NON_RANDOMISED_TRIAL,
        _D.COHORT,
    ),
    (*_SERIES, _D.CASE_CONTROL, _D.BEFORE_AFTER, _D.CROSS_SECTIONAL),
    _MECHANISM,
)
TABLE: Mapping[ClaimKind, Mapping[StudyDesign, str]] = MappingProxyType(
    {
        ClaimKind.THERAPY: _INTERVENTION,
        ClaimKind.HARM: _INTERVENTION,
        ClaimKind.DIAGNOSIS: _row(
            (_D.SYSTEMATIC_REVIEW,),
            (_D.DIAGNOSTIC_ACCURACY,),
            (_D.CROSS_SECTIONAL, _D.COHORT),
            (_D.CASE_CONTROL, *_SERIES),
            _MECHANISM,
        ),
        ClaimKind.PROGNOSIS: _row(
            (_D.SYSTEMATIC_REVIEW,),
            (),
            (_D.COHORT, *_TRIAL, *_TRIAL_REVIEWS),
            (*_SERIES, _D.CASE_CONTROL, _D.CROSS_SECTIONAL, _D.BEFORE_AFTER),
        ),
        ClaimKind.PREVALENCE: _row(
            (),
            (_D.SYSTEMATIC_REVIEW,),
            (_D.CROSS_SECTIONAL, _D.COHORT),
            _SERIES,
        ),
    }
)

VERDICTS = verdict_table(LEVELS, ("level-1", "level-2"))

"""The grades and components of NHMRC FORM, and the NHMRC levels of single studies."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from evidence.grading.framework import Level
from evidence.grading.scales.components import component
from evidence.grading.verdict import verdict_table
from evidence.model.claim import ClaimKind
from evidence.model.study import StudyDesign

LEVELS = (
    Level("a", "Grade A", 4, "A", "The evidence can be trusted to guide practice.", "high"),
    Level(
        "b",
        "Grade B",
        3,
        "B",
        "The evidence can be trusted to guide practice in most situations.",
        "moderate",
    ),
    Level(
        "c",
        "Grade C",
        2,
        "C",
        "The evidence gives some support, and care is needed in applying it.",
        "low",
    ),
    Level(
        "d", "Grade D", 1, "D", "The evidence is weak and must be applied with caution.", "very-low"
    ),
)
VERDICTS = verdict_table(LEVELS, ("a", "b"))

_LETTERS = ("a", "b", "c", "d")
EVIDENCE_BASE = component(
    "evidence-base",
    "Evidence base",
    _LETTERS,
    "How many studies of which level are there, and at which risk of bias?",
)
CONSISTENCY = component(
    "consistency",
    "Consistency",
    (*_LETTERS, "not-applicable"),
    "Do the studies agree (a), mostly with the rest explained (b), in part (c), or not (d)?",
)
IMPACT = component(
    "clinical-impact",
    "Clinical impact",
    _LETTERS,
    "Is the impact very large (a), substantial (b), moderate (c), or slight (d)?",
)
GENERALISABILITY = component(
    "generalisability",
    "Generalisability",
    _LETTERS,
    "Are the people studied the target population (a), similar (b), different but sensible to "
    "apply (c), or hard to judge (d)?",
)
APPLICABILITY = component(
    "applicability",
    "Applicability",
    _LETTERS,
    "Does the evidence apply to the local health care directly (a), with few caveats (b), with "
    "some (c), or not (d)?",
)
DOMAINS = (EVIDENCE_BASE, CONSISTENCY, IMPACT, GENERALISABILITY, APPLICABILITY)

_D = StudyDesign
_TRIAL = tuple(design for design in StudyDesign if design.is_randomised)
_TRIAL_REVIEWS = (_D.SYSTEMATIC_REVIEW_OF_TRIALS, _D.NETWORK_META_ANALYSIS)
_SERIES = (_D.CASE_SERIES, _D.CASE_REPORT)


def _row(**levels: tuple[StudyDesign, ...]) -> Mapping[StudyDesign, str]:
    return MappingProxyType(
        {
            design: level.upper().replace("_", "-")
            for level, designs in levels.items()
            for design in designs
        }
    )


# A review stands at the level of the studies it gathers: one of other studies than trials is a
# "systematic review of level III studies". A cohort study is at II for prognosis when it was
# prospective and at III-3 when it looked back; the record does not say which, and it stands at
# the level that presumes nothing. Before–after studies are the comparison with a historical
# control; one without comparison is a case series.
_INTERVENTION = _row(
    i=_TRIAL_REVIEWS,
    ii=_TRIAL,
    iii_1=(_D.QUASI_RANDOMISED_TRIAL,),
    iii_2=(_D.SYSTEMATIC_REVIEW, _D.NON_RANDOMISED_TRIAL, _D.COHORT, _D.CASE_CONTROL),
    iii_3=(_D.BEFORE_AFTER,),
    iv=(*_SERIES, _D.CROSS_SECTIONAL),
)
TABLE: Mapping[ClaimKind, Mapping[StudyDesign, str]] = MappingProxyType(
    {
        ClaimKind.THERAPY: _INTERVENTION,
        ClaimKind.HARM: _INTERVENTION,
        ClaimKind.ADVICE: _INTERVENTION,
        ClaimKind.DIAGNOSIS: _row(
            i=(_D.SYSTEMATIC_REVIEW,),
            ii=(_D.DIAGNOSTIC_ACCURACY,),
            iii_2=(_D.CROSS_SECTIONAL, _D.COHORT),
            iii_3=(_D.CASE_CONTROL,),
            iv=_SERIES,
        ),
        ClaimKind.PROGNOSIS: _row(
            i=(_D.SYSTEMATIC_REVIEW,),
            iii_2=_TRIAL,
            iii_3=(_D.COHORT,),
            iv=(*_SERIES, _D.CROSS_SECTIONAL),
        ),
    }
)


def guarded(ratings: Mapping[str, str]) -> bool:
    """Whether the rule keeps a body with these components from grades A and B.

    Both the evidence base and consistency must be A or B for it; a single study has no
    consistency to rate.
    """
    base = ratings.get(EVIDENCE_BASE.id, "")
    agreement = ratings.get(CONSISTENCY.id, "")
    return base in ("c", "d") or agreement in ("c", "d")

"""ACC/AHA: the level of evidence of the American heart guidelines; the class is a person's.

Halperin JL, Levine GN, Al-Khatib SM, et al. Further evolution of the ACC/AHA clinical practice
guideline recommendation classification system. Circulation 2016;133:1426–1428
(doi:10.1161/CIR.0000000000000312). Class of recommendation (COR) and level of evidence (LOE) are
independent: any class may be paired with any level. The level is derived here; the class is
recorded as a component and changes nothing.

Registries are not recorded as a design of their own, so that a trial corroborated by one is for a
person to say. Studies that nobody appraised stand at the level that presumes no better quality:
B-R for trials, C-LD for others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evidence.grading.body import counting_items
from evidence.grading.bound import Bound
from evidence.grading.framework import Body, Derivation, Framework, Level
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.grading.scales.components import (
    Observed,
    component,
    component_check,
    rate_components,
)
from evidence.grading.scales.study_quality import (
    StudyQuality,
    graded_outcome,
    quality_of,
    unknown_among,
)
from evidence.grading.verdict import verdict_table
from evidence.model.claim import ClaimKind
from evidence.model.design_words import counted_designs
from evidence.model.judgement import Judgement
from evidence.model.study import Study, StudyDesign

_NAME = "acc-aha"
_KINDS = (
    ClaimKind.THERAPY,
    ClaimKind.HARM,
    ClaimKind.DIAGNOSIS,
    ClaimKind.PROGNOSIS,
    ClaimKind.ADVICE,
)
_LEVELS = (
    Level(
        "a", "LOE A", 5, "A", "More than one trial of high quality, or a review of such.", "high"
    ),
    Level(
        "b-r",
        "LOE B-R",
        4,
        "B-R",
        "One trial or more of moderate quality, or a review of such.",
        "moderate",
    ),
    Level(
        "b-nr",
        "LOE B-NR",
        3,
        "B-NR",
        "Well-made studies without randomisation, or a review of such.",
        "moderate",
    ),
    Level(
        "c-ld",
        "LOE C-LD",
        2,
        "C-LD",
        "Studies with limitations of design or execution, or of mechanisms in people.",
        "low",
    ),
    Level("c-eo", "LOE C-EO", 1, "C-EO", "Consensus of expert opinion.", "very-low"),
)
_BY_ID = {level.id: level for level in _LEVELS}
_EVIDENCE = component(
    "evidence",
    "Level of evidence",
    tuple(_BY_ID),
    "Of which quality are the trials or other studies?",
)
_CLASS = component(
    "class-of-recommendation",
    "Class of recommendation",
    ("1", "2a", "2b", "3-no-benefit", "3-harm"),
    "How strong is the recommendation, by benefit against risk?",
)
_DOMAINS = (_EVIDENCE, _CLASS)
_OPINION = frozenset(
    {
        StudyDesign.GUIDELINE,
        StudyDesign.NARRATIVE_REVIEW,
        StudyDesign.EXPERT_OPINION,
        StudyDesign.REFERENCE_WORK,
    }
)
_TABLE = "ACC/AHA 2016"
_READ = "reading quality from appraisals"
_RULES = {
    "a": Bound("two trials or more, or a review of trials, at low risk of bias: A", _TABLE, _READ),
    "b-r": Bound("a trial, or a review of trials, not at high risk of bias: B-R", _TABLE, _READ),
    "b-nr": Bound("a comparison without randomisation, at low risk: B-NR", _TABLE, _READ),
    "c-ld": Bound(
        "trials at high risk, other comparisons not at low risk, or none: C-LD", _TABLE, _READ
    ),
    "c-eo": Bound("nothing but opinion: C-EO", _TABLE),
}
_TRIAL_REVIEWS = (StudyDesign.SYSTEMATIC_REVIEW_OF_TRIALS, StudyDesign.NETWORK_META_ANALYSIS)


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    if body.claim.kind not in _KINDS:
        reason = (
            f"ACC/AHA grades strategies, treatments and tests; a claim of kind "
            f"{body.claim.kind.value} is none of these"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    studies = [study for study in answering_studies(body) if _is_ranked(study)]
    if not studies:
        nothing = not counting_items(body)
        nobody = "no study in people of a design that it ranks is recorded"
        reason = "no reference bears on the claim" if nothing else nobody
        return Derivation(_NAME, None, reason=reason)
    observed = [
        (_EVIDENCE, _evidence(body, studies)),
        (_CLASS, Observed("", "left to a person", open=True)),
    ]
    found = rate_components(observed, judgement)
    return Derivation(_NAME, _look_up(found.ratings), found.steps, found.undecided)


def _is_ranked(study: Study) -> bool:
    return study.design.is_in_people and not study.design.is_qualitative


def _evidence(body: Body, studies: Sequence[Study]) -> Observed:
    outcome = graded_outcome(body)
    levels = {study.id: _level_alone(study, outcome) for study in studies}
    best = max((levels[study.id] for study in studies), key=lambda level: _BY_ID[level].rank)
    holding = [study for study in studies if levels[study.id] == best]
    trials = [
        study
        for study in counted_once(body, holding)
        if study.design.is_randomised and quality_of(study, outcome) is StudyQuality.GOOD
    ]
    reason = counted_designs(study.design for study in holding)
    if best == "b-r" and len(trials) > 1:
        reason = f"{counted_designs(each.design for each in trials)} of high quality"
        return Observed("a", reason, bound=_RULES["a"])
    unknown = [study for study in unknown_among(studies, outcome) if study.design not in _OPINION]
    if unknown:
        reason += f"; {counted_designs(study.design for study in unknown)} not appraised"
    return Observed(best, reason, open=bool(unknown) and best != "a", bound=_RULES[best])


def _level_alone(study: Study, outcome: str) -> str:
    """The level that one study gives where it is all there is."""
    if study.design in _OPINION:
        return "c-eo"
    quality = quality_of(study, outcome)
    limited = quality is StudyQuality.POOR
    if study.design in _TRIAL_REVIEWS and quality is StudyQuality.GOOD:
        return "a"
    if study.design in _TRIAL_REVIEWS or study.design.is_randomised:
        return "c-ld" if limited else "b-r"
    return "b-nr" if quality is StudyQuality.GOOD and _has_comparison(study) else "c-ld"


def _has_comparison(study: Study) -> bool:
    return study.design not in (StudyDesign.CASE_SERIES, StudyDesign.CASE_REPORT)


def _look_up(ratings: Mapping[str, str]) -> Level | None:
    return _BY_ID.get(ratings.get("evidence", ""))


FRAMEWORK = Framework(
    name=_NAME,
    title="ACC/AHA level of evidence",
    citation=(
        "Halperin JL, Levine GN, Al-Khatib SM, Birtcher KK, Bozkurt B, Brindis RG, et al. Further "
        "evolution of the ACC/AHA clinical practice guideline recommendation classification "
        "system. Circulation 2016;133:1426–1428."
    ),
    url="https://doi.org/10.1161/CIR.0000000000000312",
    levels=_LEVELS,
    domains=_DOMAINS,
    derive=_derive,
    check=component_check(_LEVELS, _DOMAINS, _look_up),
    verdicts=verdict_table(_LEVELS, ("a", "b-r")),
)

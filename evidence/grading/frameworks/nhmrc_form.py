"""NHMRC FORM: the Australian body-of-evidence matrix and its grades.

Hillier S, Grimmer-Somers K, Merlin T, et al. FORM: an Australian method for formulating and grading
recommendations in evidence-based clinical guidelines. BMC Med Res Methodol 2011;11:23
(doi:10.1186/1471-2288-11-23), table 1; levels of studies after Merlin T, Weston A, Tooher R. BMC
Med Res Methodol 2009;9:34 (doi:10.1186/1471-2288-9-34). Five components are rated A to D. There is
no sum: a panel grades the body, and may give A or B only where the evidence base and consistency
are both A or B.

The evidence base and consistency follow from the data; clinical impact, generalisability and
applicability are left to a person, and so is the grade, held to the rule above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evidence.grading.body import counting_items
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.consistency import consistency
from evidence.grading.framework import Body, Derivation, Discrepancy, Domain, Framework
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.grading.scales.components import Observed, component_discrepancies, rate_components
from evidence.grading.scales.nhmrc_scale import (
    APPLICABILITY,
    CONSISTENCY,
    DOMAINS,
    EVIDENCE_BASE,
    GENERALISABILITY,
    IMPACT,
    LEVELS,
    TABLE,
    VERDICTS,
    guarded,
)
from evidence.grading.scales.personal_level import left_to_a_person, personal_step
from evidence.grading.scales.study_quality import (
    StudyQuality,
    graded_outcome,
    quality_of,
    unknown_among,
)
from evidence.model.claim import ClaimKind
from evidence.model.design_words import counted_designs
from evidence.model.judgement import Judgement
from evidence.model.study import Study, StudyDesign

_NAME = "nhmrc-form"
_SEVERAL = 3  # "more than two studies", as the note to the matrix has it
_MATRIX = "FORM, table 1"
_READ = "reading risk of bias from appraisals"
_ROWS = {
    "a": Bound("one at level I or more than two at level II, at low risk: A", _MATRIX, _READ),
    "b": Bound(
        "one or two at level II, or a review or more than two at level III, at low risk: B",
        _MATRIX,
        _READ,
    ),
    "c": Bound(
        "one or two at level III at low risk, or level I or II with doubts: C", _MATRIX, _READ
    ),
    "d": Bound("level IV, or levels I to III at high risk: D", _MATRIX, _READ),
}
_QUESTION = "Which grade do the components give together?"


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    row = TABLE.get(body.claim.kind)
    if row is None:
        reason = (
            f"FORM grades recommendations on treatment, harm, tests and prognosis; a claim of kind "
            f"{body.claim.kind.value} is none of these"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    studies = [study for study in answering_studies(body) if study.design in row]
    if not studies:
        nothing = not counting_items(body)
        reason = "no reference bears on the claim" if nothing else "no design that NHMRC ranks"
        return Derivation(_NAME, None, reason=reason)
    found = rate_components(_observed(body, studies), judgement)
    kept_low = guarded(found.ratings)
    step = personal_step(judgement, LEVELS)
    if step is not None and not (kept_low and step[1].id in ("a", "b")):
        return Derivation(_NAME, step[1], (*found.steps, step[0]), found.undecided)
    reason = "FORM has no sum: the grade is a panel's"
    if kept_low:
        reason += (
            "; A and B are closed to it, because the evidence base and consistency are not both "
            "A or B"
        )
    undecided = (*found.undecided, left_to_a_person(_QUESTION))
    return Derivation(_NAME, None, found.steps, undecided, reason=reason)


def _observed(body: Body, studies: Sequence[Study]) -> Iterator[tuple[Domain, Observed]]:
    counted = counted_once(body, studies)
    yield EVIDENCE_BASE, _evidence_base(body.claim.kind, counted, graded_outcome(body))
    found = consistency(body, studies)
    if found.levels is None:
        yield CONSISTENCY, Observed("not-applicable", found.reason, bound=found.bound)
    else:
        # One step of disagreement is B where a person can explain it, and C as it stands.
        letter = {0: "a", 1: "c"}.get(found.levels, "d")
        is_open = found.levels == 1
        yield CONSISTENCY, Observed(letter, found.reason, open=is_open, bound=found.bound)
    for domain in (IMPACT, GENERALISABILITY, APPLICABILITY):
        yield domain, Observed("", "left to a person", open=True)


def _evidence_base(kind: ClaimKind, studies: Sequence[Study], outcome: str) -> Observed:
    """The letter of the best row of the matrix that the studies fill.

    A study that nobody appraised counts as one at a moderate risk of bias.
    """
    row = TABLE[kind]
    letter, holding = _filled(row, studies, outcome)
    levels = sorted({row[study.design] for study in holding})
    reason = f"level {', '.join(levels)}: {counted_designs(each.design for each in holding)}"
    unknown = unknown_among(studies, outcome)
    if unknown:
        reason += f"; {counted_designs(each.design for each in unknown)} not appraised"
    cohorts = [study for study in studies if study.design is StudyDesign.COHORT]
    may_be_prospective = kind is ClaimKind.PROGNOSIS and bool(cohorts)
    if may_be_prospective:
        reason += "; a prospective cohort study would be at level II"
    is_open = letter != "a" and (bool(unknown) or may_be_prospective)
    return Observed(letter, reason, open=is_open, bound=_ROWS[letter])


def _filled(
    row: Mapping[StudyDesign, str], studies: Sequence[Study], outcome: str
) -> tuple[str, tuple[Study, ...]]:
    """The letter, and the studies that give it; weaker ones beside them take nothing away."""
    sound = [study for study in studies if quality_of(study, outcome) is StudyQuality.GOOD]
    doubtful = (StudyQuality.FAIR, StudyQuality.UNKNOWN)
    one = tuple(study for study in sound if row[study.design] == "I")
    two = tuple(study for study in sound if row[study.design] == "II")
    three = tuple(study for study in sound if row[study.design].startswith("III"))
    reviews = tuple(study for study in three if study.design.is_synthesis)
    moderate = tuple(
        study
        for study in studies
        if row[study.design] in ("I", "II") and quality_of(study, outcome) in doubtful
    )
    if one or len(two) >= _SEVERAL:
        return "a", one or two
    if two or reviews or len(three) >= _SEVERAL:
        return "b", two or reviews or three
    if three or moderate:
        return "c", three or moderate
    return "d", tuple(studies)


def _check(body: Body, judgement: Judgement, derivation: Derivation) -> tuple[Discrepancy, ...]:
    del body  # the derivation holds all that a judgement can be held against
    return tuple(_discrepancies(judgement, derivation))


def _discrepancies(judgement: Judgement, derivation: Derivation) -> Iterator[Discrepancy]:
    yield from component_discrepancies(
        judgement, derivation, levels=LEVELS, domains=DOMAINS, look_up=lambda _: None
    )
    ratings = {step.domain: step.rating for step in derivation.steps}
    ratings |= {name: found.rating for name, found in judgement.domains.items()}
    if judgement.certainty in ("a", "b") and guarded(ratings):
        message = (
            f"grade {judgement.certainty.upper()} is closed to this body: the evidence base and "
            "consistency must both be rated A or B"
        )
        yield Discrepancy("arithmetic", message)


FRAMEWORK = Framework(
    name=_NAME,
    title="NHMRC FORM",
    citation=(
        "Hillier S, Grimmer-Somers K, Merlin T, Middleton P, Salisbury J, Tooher R, Weston A. "
        "FORM: an Australian method for formulating and grading recommendations in evidence-based "
        "clinical guidelines. BMC Med Res Methodol 2011;11:23."
    ),
    url="https://doi.org/10.1186/1471-2288-11-23",
    levels=LEVELS,
    domains=DOMAINS,
    derive=_derive,
    check=_check,
    verdicts=VERDICTS,
)

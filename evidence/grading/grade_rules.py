"""The rules that GRADE and Core GRADE share, and what sets one profile apart from another.

A body of evidence starts high for trials and low for other studies in people, loses levels in five
domains and may gain some in three. Indirectness, publication bias, dose-response and opposing
confounding are left to a person, because reviewers agree least on them and no data of a review
folder settle them. Two domains that a person rates ``borderline`` may together take one level off
(GRADE guidelines 11, Guyatt and others 2013,
doi:10.1016/j.jclinepi.2012.01.006).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.grading.absolute_effects.decision_threshold import (
    decision_thresholds,
    threshold_on_scale,
)
from evidence.grading.body import counting_items, counting_studies
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import LEFT_TO_A_PERSON, Concern
from evidence.grading.domain_rules.imprecision import imprecision_concern
from evidence.grading.domain_rules.inconsistency import inconsistency_concern
from evidence.grading.domain_rules.indirectness import indirectness_concern
from evidence.grading.domain_rules.large_effect import large_effect
from evidence.grading.domain_rules.publication_bias import publication_bias_concern
from evidence.grading.domain_rules.risk_of_bias import risk_of_bias_concern
from evidence.grading.domain_rules.robins_start import robins_concern, starts_by_robins
from evidence.grading.framework import (
    Body,
    Derivation,
    Domain,
    Step,
    Undecided,
)
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.grading.scales.grade_scale import (
    BORDERLINE,
    DOMAINS,
    GRADED_DESIGNS,
    IMPRECISION,
    INCONSISTENCY,
    INDIRECTNESS,
    LARGE_EFFECT,
    LEVELS,
    PUBLICATION_BIAS,
    RISK_OF_BIAS,
    START_BOUNDS,
    STARTS,
    STARTS_HIGH,
    UP,
)
from evidence.grading.scales.moves import START, moved, rate
from evidence.model.claim import ClaimKind
from evidence.model.design_words import counted_designs
from evidence.model.judgement import Judgement
from evidence.model.study import Study, StudyDesign

_EFFECTS = (ClaimKind.THERAPY, ClaimKind.HARM)
_TOGETHER = "borderline"
_BY_ROBINS = Bound(
    "studies held against a trial by ROBINS-I start high and lose for risk of bias",
    "GRADE guidelines 18",
)


@dataclass(frozen=True, slots=True)
class GradeProfile:
    """One way of applying GRADE.

    ``robins_start`` lets non-randomised studies appraised with ROBINS-I start high.
    ``size_if_large`` asks for the information size only where the effect is large. ``up`` are the
    domains that may raise a grade.
    """

    name: str
    robins_start: bool = True
    size_if_large: bool = False
    up: tuple[Domain, ...] = UP

    @property
    def domains(self) -> tuple[Domain, ...]:
        """The domains that this profile rates."""
        return tuple(each for each in DOMAINS if each not in UP or each in self.up)


@dataclass(frozen=True, slots=True)
class GradedStudies:
    """The studies that answer a claim, those of them of the best design, and these counted once."""

    all: tuple[Study, ...]
    best: tuple[Study, ...]
    graded: tuple[Study, ...]
    by_robins: bool


def derive(profile: GradeProfile, body: Body, judgement: Judgement | None) -> Derivation:
    """The level that a profile's rules give to a body."""
    high = STARTS_HIGH.get(body.claim.kind)
    if high is None:
        reason = (
            f"GRADE rates effects, tests, prognosis and frequency in people; a claim of kind "
            f"{body.claim.kind.value} is none of these"
        )
        if body.claim.kind is ClaimKind.EXPERIENCE:
            reason += "; GRADE-CERQual rates what qualitative studies find of it"
        return Derivation(profile.name, None, reason=reason, outside=True)
    if not counting_items(body):
        return Derivation(profile.name, None, reason="no reference bears on the claim")
    studies = graded_studies(profile, body, high)
    if not studies.all:
        return Derivation(profile.name, None, reason=_why_ungraded(body))
    start = "high" if studies.best[0].design in high or studies.by_robins else "low"
    steps = [_start_step(body.claim.kind, start, studies)]
    undecided: list[Undecided] = []
    for domain, concern in _concerns(profile, body, studies):
        step, left = rate(domain, concern, judgement)
        steps.append(step)
        undecided.extend(left)
    steps.extend(_together(steps))
    if _may_rise(start, studies, steps):
        _rate_up(profile, body, judgement, steps, undecided)
    level = moved(LEVELS, STARTS[start], sum(step.change for step in steps))
    return Derivation(profile.name, level, tuple(steps), tuple(undecided))


def graded_studies(
    profile: GradeProfile, body: Body, high: Collection[StudyDesign]
) -> GradedStudies:
    """The studies of a body that a profile grades, when those designs start high."""
    found = tuple(study for study in answering_studies(body) if study.design in GRADED_DESIGNS)
    best = tuple(study for study in found if study.design in high) or found
    graded = counted_once(body, best)
    by_robins = (
        profile.robins_start
        and body.claim.kind in _EFFECTS
        and not any(study.design in high for study in best)
        and starts_by_robins(graded, _outcome(body))
    )
    return GradedStudies(found, best, graded, by_robins)


def _outcome(body: Body) -> str:
    return body.claim.synthesis.outcome if body.claim.synthesis else ""


def _why_ungraded(body: Body) -> str:
    if any(study.design in GRADED_DESIGNS for study in counting_studies(body)):
        return (
            "no study in people that answers the claim is recorded: those in people only qualify "
            "it, and animals, cells, narrative reviews and opinion are not graded"
        )
    if any(study.design.is_qualitative for study in counting_studies(body)):
        return (
            "no study that measures an effect in people is recorded: what qualitative studies find "
            "is graded by GRADE-CERQual"
        )
    return (
        "no study in people is recorded: animals, cells, narrative reviews and opinion are "
        "not graded"
    )


def _start_step(kind: ClaimKind, start: str, studies: GradedStudies) -> Step:
    reason = f"starts {start}: {counted_designs(study.design for study in studies.graded)}"
    if studies.by_robins:
        reason += ", held against a trial by ROBINS-I"
    graded = {study.id for study in studies.graded}
    beside = [study.design for study in studies.best if study.id not in graded]
    if beside:
        reason += f"; {counted_designs(beside)} beside that not counted, to count no study twice"
    best = {study.id for study in studies.best}
    weaker = [study.design for study in studies.all if study.id not in best]
    if weaker:
        reason += f"; {counted_designs(weaker)} of weaker design not counted in the grade"
    bound = _BY_ROBINS if studies.by_robins else START_BOUNDS[kind]
    return Step(START, "Study design", 0, reason, rating=start, bound=bound)


def _concerns(
    profile: GradeProfile, body: Body, studies: GradedStudies
) -> Iterator[tuple[Domain, Concern]]:
    """Each domain that lowers, with what the data say of it."""
    yield RISK_OF_BIAS, _risk_of_bias(body, studies)
    yield INCONSISTENCY, inconsistency_of(body, studies)
    yield INDIRECTNESS, indirectness_concern(body, studies.graded)
    yield IMPRECISION, _imprecision(profile, body, studies.graded)
    threshold = _threshold(body)
    yield (
        PUBLICATION_BIAS,
        publication_bias_concern(studies.graded, body.synthesis, threshold=threshold),
    )


def _risk_of_bias(body: Body, studies: GradedStudies) -> Concern:
    """Of the studies; how well a review was made does not say how its studies were."""
    if studies.by_robins:
        return robins_concern(studies.graded, body.synthesis, _outcome(body))
    # A missing comparison group biases a comparison; frequency and course need none.
    compares = body.claim.kind in _EFFECTS
    found = risk_of_bias_concern(
        studies.graded, body.synthesis, by_design=compares, outcome=_outcome(body)
    )
    if not all(study.design.is_secondary for study in studies.graded):
        return found
    reason = f"{found.reason}; what the reviews found of their own studies is not recorded"
    return replace(found, reason=reason, open=True)


def _imprecision(profile: GradeProfile, body: Body, graded: Sequence[Study]) -> Concern:
    """The information size is made for effects: elsewhere it is a hint, not a rule."""
    found = imprecision_concern(
        graded, body.synthesis, request=body.claim.synthesis, only_large=profile.size_if_large
    )
    is_effect = body.claim.kind in _EFFECTS
    is_pooled = body.synthesis is not None and body.synthesis.pooled is not None
    return found if is_effect or is_pooled else replace(found, open=True)


def inconsistency_of(body: Body, studies: GradedStudies) -> Concern:
    """What the data say of inconsistency."""
    return inconsistency_concern(body, studies.graded, studies.best, threshold=_threshold(body))


def _threshold(body: Body) -> float:
    """The smallest effect that matters on the side of the pooled one; none, where it is not set."""
    request, synthesis = body.claim.synthesis, body.synthesis
    if request is None or synthesis is None or synthesis.pooled is None:
        return 0.0
    if request.magnitudes is not None:
        found = decision_thresholds(request, synthesis)
        if found is not None and found.stated:
            edge = found.lower if synthesis.pooled.value < 0 else found.upper
            return edge if abs(edge) < float("inf") else 0.0
    return threshold_on_scale(request.threshold, is_ratio=synthesis.is_ratio) or 0.0


def _together(steps: Sequence[Step]) -> Iterator[Step]:
    """Two borderline concerns taken once, where a person found both in what the data leave open."""
    near = [step for step in steps if step.rating == BORDERLINE]
    if len(near) >= 2:
        named = " and ".join(step.label.lower() for step in near)
        reason = f"borderline concerns in {named} taken together"
        yield Step(_TOGETHER, "Borderline concerns", -1, reason, "person", BORDERLINE)


def _may_rise(start: str, studies: GradedStudies, steps: Sequence[Step]) -> bool:
    """Whether what raises a grade is looked for: nothing may be rated down.

    Where ROBINS-I stood for the start, the levels it takes off for risk of bias are what a low
    start would have taken, and only others stand in the way.
    """
    if start == "high" and not studies.by_robins:
        return False
    return not any(
        step.change < 0
        for step in steps
        if not (studies.by_robins and step.domain == RISK_OF_BIAS.id)
    )


def _rate_up(
    profile: GradeProfile,
    body: Body,
    judgement: Judgement | None,
    steps: list[Step],
    undecided: list[Undecided],
) -> None:
    for domain in profile.up:
        if domain is LARGE_EFFECT:
            concern = large_effect(body.synthesis)
        else:
            concern = replace(LEFT_TO_A_PERSON, reason="not shown by the data")
        step, left = rate(domain, concern, judgement)
        steps.append(step)
        undecided.extend(left)

"""GRADE: Grading of Recommendations Assessment, Development and Evaluation.

Guyatt GH, Oxman AD, Vist GE, et al. BMJ 2008;336:924–926 (doi:10.1136/bmj.39489.470347.AD), with
the details of the GRADE guidelines series (J Clin Epidemiol 2011, numbers 3 to 9) and of Core
GRADE (BMJ 2025, doi:10.1136/bmj-2024-081903 and following). A body of evidence starts high for
trials and low for other studies in people, loses levels in five domains and may gain some in
three. Indirectness, publication bias, dose-response and opposing confounding are left to a
person, because reviewers agree least on them and no data of a review folder settle them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from evidence.grading.body import counting_items, counting_studies
from evidence.grading.concern import Concern
from evidence.grading.framework import (
    Body,
    Derivation,
    Discrepancy,
    Domain,
    Framework,
    Step,
    Undecided,
)
from evidence.grading.grade_scale import (
    DOMAINS,
    GRADED_DESIGNS,
    IMPRECISION,
    INCONSISTENCY,
    INDIRECTNESS,
    LARGE_EFFECT,
    LEVELS,
    PUBLICATION_BIAS,
    RISK_OF_BIAS,
    STARTS,
    STARTS_HIGH,
    UP,
    VERDICTS,
)
from evidence.grading.imprecision import imprecision_concern, threshold_on_scale
from evidence.grading.inconsistency import inconsistency_concern
from evidence.grading.indirectness import indirectness_concern
from evidence.grading.judged import discrepancies, ignored_inconsistency
from evidence.grading.large_effect import large_effect_levels
from evidence.grading.moves import START, derived_start, moved, rate, rated, rating_for
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.grading.risk_of_bias import risk_of_bias_concern
from evidence.model.claim import ClaimKind
from evidence.model.design_words import counted_designs
from evidence.model.judgement import Judgement
from evidence.model.study import Study, StudyDesign

_NAME = "grade"
_EFFECTS = (ClaimKind.THERAPY, ClaimKind.HARM)


@dataclass(frozen=True, slots=True)
class _Studies:
    """The studies that answer a claim, those of them of the best design, and these counted once."""

    all: tuple[Study, ...]
    best: tuple[Study, ...]
    graded: tuple[Study, ...]


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    high = STARTS_HIGH.get(body.claim.kind)
    if high is None:
        reason = (
            f"GRADE rates effects, tests, prognosis and frequency in people; a claim of kind "
            f"{body.claim.kind.value} is none of these"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    if not counting_items(body):
        return _ungraded("no reference bears on the claim")
    studies = _studies(body, high)
    if not studies.all:
        return _ungraded(_why_ungraded(body))
    start = "high" if studies.best[0].design in high else "low"
    steps = [_start_step(start, studies)]
    undecided: list[Undecided] = []
    for domain, concern in _concerns(body, studies):
        step, left = rate(domain, concern, judgement)
        steps.append(step)
        undecided.extend(left)
    lowered = any(step.change < 0 for step in steps)
    if start == "low" and not lowered:
        _rate_up(body, judgement, steps, undecided)
    level = moved(LEVELS, STARTS[start], sum(step.change for step in steps))
    return Derivation(_NAME, level, tuple(steps), tuple(undecided))


def _ungraded(reason: str) -> Derivation:
    return Derivation(_NAME, None, reason=reason)


def _studies(body: Body, high: Collection[StudyDesign]) -> _Studies:
    found = tuple(study for study in answering_studies(body) if study.design in GRADED_DESIGNS)
    best = tuple(study for study in found if study.design in high) or found
    return _Studies(found, best, counted_once(body, best))


def _why_ungraded(body: Body) -> str:
    if any(study.design in GRADED_DESIGNS for study in counting_studies(body)):
        return (
            "no study in people that answers the claim is recorded: those in people only qualify "
            "it, and animals, cells, narrative reviews and opinion are not graded"
        )
    return (
        "no study in people is recorded: animals, cells, narrative reviews and opinion are "
        "not graded"
    )


def _start_step(start: str, studies: _Studies) -> Step:
    reason = f"starts {start}: {counted_designs(study.design for study in studies.graded)}"
    beside = [study.design for study in studies.best if study not in studies.graded]
    if beside:
        reason += f"; {counted_designs(beside)} beside that not counted, to count no study twice"
    weaker = [study.design for study in studies.all if study not in studies.best]
    if weaker:
        reason += f"; {counted_designs(weaker)} of weaker design not counted in the grade"
    return Step(START, "Study design", 0, reason, rating=start)


def _concerns(body: Body, studies: _Studies) -> Iterator[tuple[Domain, Concern]]:
    """Each domain that lowers, with what the data say of it."""
    synthesis = body.synthesis
    threshold = body.claim.synthesis.threshold if body.claim.synthesis else None
    yield RISK_OF_BIAS, _risk_of_bias(body, studies.graded)
    yield INCONSISTENCY, _inconsistency(body, studies)
    yield INDIRECTNESS, indirectness_concern(body, studies.graded)
    yield IMPRECISION, _imprecision(body, studies.graded, threshold)
    small = len(synthesis.effects) < 10 if synthesis else True
    untestable = "with fewer than ten pooled studies asymmetry cannot be tested"
    reason = untestable if small else "not tested"
    yield PUBLICATION_BIAS, Concern(0, reason, open=True)


def _risk_of_bias(body: Body, graded: Sequence[Study]) -> Concern:
    """Of the studies; how well a review was made does not say how its studies were."""
    # A missing comparison group biases a comparison; frequency and course need none.
    compares = body.claim.kind in _EFFECTS
    found = risk_of_bias_concern(graded, body.synthesis, by_design=compares)
    if not all(study.design.is_secondary for study in graded):
        return found
    reason = f"{found.reason}; what the reviews found of their own studies is not recorded"
    return replace(found, reason=reason, open=True)


def _imprecision(body: Body, graded: Sequence[Study], threshold: float | None) -> Concern:
    """The information size is made for effects: elsewhere it is a hint, not a rule."""
    found = imprecision_concern(graded, body.synthesis, threshold)
    is_effect = body.claim.kind in _EFFECTS
    is_pooled = body.synthesis is not None and body.synthesis.pooled is not None
    return found if is_effect or is_pooled else replace(found, open=True)


def _inconsistency(body: Body, studies: _Studies) -> Concern:
    request = body.claim.synthesis
    is_ratio = body.synthesis.is_ratio if body.synthesis else False
    chosen = threshold_on_scale(request.threshold if request else None, is_ratio=is_ratio)
    return inconsistency_concern(body, studies.graded, studies.best, threshold=chosen or 0.0)


def _rate_up(
    body: Body, judgement: Judgement | None, steps: list[Step], undecided: list[Undecided]
) -> None:
    for domain in UP:
        if domain is LARGE_EFFECT:
            change, reason = large_effect_levels(body.synthesis)
            rating = rating_for(domain, change)
            steps.append(Step(domain.id, domain.label, change, reason, rating=rating))
            continue
        step, left = rate(domain, Concern(0, "not shown by the data", open=True), judgement)
        steps.append(step)
        undecided.extend(left)


def _check(body: Body, judgement: Judgement, derivation: Derivation) -> tuple[Discrepancy, ...]:
    shared = discrepancies(judgement, derivation, levels=LEVELS, domains=DOMAINS, starts=STARTS)
    high = STARTS_HIGH.get(body.claim.kind, frozenset())
    concern = _inconsistency(body, _studies(body, high))
    ignored = ignored_inconsistency(judgement, INCONSISTENCY, concern)
    return (*shared, *_upgrades(judgement, derivation), *ignored)


def _upgrades(judgement: Judgement, derivation: Derivation) -> Iterator[Discrepancy]:
    """Rating up is for bodies that start low and were not rated down (GRADE guidelines 9).

    Neither a start of one's own choice nor silence on what the data rate down opens the way up.
    """
    changes = [
        (domain, found[1]) for domain in DOMAINS if (found := rated(judgement, domain)) is not None
    ]
    starts = {judgement.start, derived_start(derivation)}
    mentioned = {domain.id for domain, _ in changes}
    lowered = [domain.label.lower() for domain, change in changes if change < 0]
    lowered += [
        step.label.lower()
        for step in derivation.steps
        if step.change < 0 and step.domain not in mentioned
    ]
    for domain, change in changes:
        if change <= 0:
            continue
        if "high" in starts:
            why = "the evidence starts high"
        elif lowered:
            why = f"the evidence is rated down for {', '.join(lowered)}"
        else:
            continue
        message = f"{domain.label} rates up, but {why}"
        yield Discrepancy("upgrade-not-allowed", message, domain.id)


FRAMEWORK = Framework(
    name=_NAME,
    title="GRADE",
    citation=(
        "Guyatt GH, Oxman AD, Vist GE, et al. GRADE: an emerging consensus on rating quality of "
        "evidence and strength of recommendations. BMJ 2008;336:924–926; Guyatt G, Agoritsas T, "
        "Brignardello-Petersen R, et al. Core GRADE 1. BMJ 2025;389:e081903."
    ),
    url="https://doi.org/10.1136/bmj.39489.470347.AD",
    levels=LEVELS,
    domains=DOMAINS,
    derive=_derive,
    check=_check,
    verdicts=VERDICTS,
)

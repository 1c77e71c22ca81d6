"""The Oxford Centre for Evidence-Based Medicine 2011 Levels of Evidence.

OCEBM Levels of Evidence Working Group. The Oxford 2011 Levels of Evidence. Oxford Centre for
Evidence-Based Medicine, 2011. The level follows from the kind of question and the strongest
design. It may be graded down for study quality, imprecision, indirectness (the PICO of the
studies does not match), inconsistency, or because the absolute effect is very small, and graded
up for a large effect. Indirectness and the very small effect are left to a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from evidence.grading.body import counting_items
from evidence.grading.bound import Bound
from evidence.grading.domain_rules.concern import LEFT_TO_A_PERSON, Concern
from evidence.grading.domain_rules.imprecision import imprecision_concern, threshold_on_scale
from evidence.grading.domain_rules.inconsistency import inconsistency_concern
from evidence.grading.domain_rules.large_effect import large_effect
from evidence.grading.domain_rules.risk_of_bias import risk_of_bias_concern
from evidence.grading.framework import (
    Body,
    Derivation,
    Discrepancy,
    Domain,
    Framework,
    Step,
    Undecided,
)
from evidence.grading.judged import discrepancies, ignored_inconsistency
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.grading.scales.moves import START, moved, rate
from evidence.grading.scales.ocebm_scale import (
    DOMAINS,
    IMPRECISION,
    INCONSISTENCY,
    INDIRECTNESS,
    LARGE_EFFECT,
    LEVELS,
    QUALITY,
    SMALL_EFFECT,
    STARTS,
    TABLE,
    VERDICTS,
)
from evidence.model.design_words import counted_designs
from evidence.model.judgement import Judgement
from evidence.model.study import Study

_NAME = "ocebm-2011"
_TABLE = Bound("the level of the strongest design for the kind of question", "OCEBM 2011")
_UNKNOWN = Bound("what is not known takes nothing off until a person rates it")


def _derive(body: Body, judgement: Judgement | None) -> Derivation:
    row = TABLE.get(body.claim.kind)
    if row is None:
        reason = (
            f"OCEBM ranks answers to clinical questions; a claim of kind "
            f"{body.claim.kind.value} is none"
        )
        return Derivation(_NAME, None, reason=reason, outside=True)
    studies = _ranked(body)
    if not studies:
        nothing = not counting_items(body)
        reason = "no reference bears on the claim" if nothing else "no design that the table ranks"
        return Derivation(_NAME, None, reason=reason)
    start = min(row[study.design] for study in studies)
    best = [study for study in studies if row[study.design] == start]
    steps = [_start_step(start, best)]
    undecided: list[Undecided] = []
    for domain, concern in _concerns(body, best, studies):
        step, left = rate(domain, concern, judgement)
        steps.append(step)
        undecided.extend(left)
    level = moved(LEVELS, STARTS[start], sum(step.change for step in steps))
    return Derivation(_NAME, level, tuple(steps), tuple(undecided))


def _start_step(start: str, best: Sequence[Study]) -> Step:
    reason = f"strongest design: {counted_designs(study.design for study in best)}"
    return Step(START, "Question and design", 0, reason, rating=start, bound=_TABLE)


def _concerns(
    body: Body, best: Sequence[Study], studies: Sequence[Study]
) -> Iterator[tuple[Domain, Concern]]:
    """Each domain that moves the level, with what the data say of it."""
    request = body.claim.synthesis
    threshold = request.threshold if request else None
    # The table ranks designs already, so that a design is no second reason to grade down.
    yield QUALITY, _where_known(risk_of_bias_concern(best, body.synthesis, by_design=False))
    yield IMPRECISION, _where_known(_imprecision(body, best, threshold))
    yield INDIRECTNESS, LEFT_TO_A_PERSON
    yield INCONSISTENCY, _inconsistency(body, studies)
    yield SMALL_EFFECT, LEFT_TO_A_PERSON
    yield LARGE_EFFECT, large_effect(body.synthesis)


def _imprecision(body: Body, best: Sequence[Study], threshold: float | None) -> Concern:
    """Of a pooled effect; OCEBM names no number of participants that would be enough."""
    found = imprecision_concern(best, body.synthesis, threshold)
    is_pooled = body.synthesis is not None and body.synthesis.pooled is not None
    return found if is_pooled else replace(found, open=True)


def _where_known(concern: Concern) -> Concern:
    """OCEBM grades down for what is known, not for what nobody recorded."""
    return replace(concern, levels=0, bound=_UNKNOWN) if concern.open else concern


def _inconsistency(body: Body, studies: Sequence[Study]) -> Concern:
    request = body.claim.synthesis
    is_ratio = body.synthesis.is_ratio if body.synthesis else False
    chosen = threshold_on_scale(request.threshold if request else None, is_ratio=is_ratio)
    return inconsistency_concern(
        body, counted_once(body, studies), studies, threshold=chosen or 0.0
    )


def _check(body: Body, judgement: Judgement, derivation: Derivation) -> tuple[Discrepancy, ...]:
    shared = discrepancies(judgement, derivation, levels=LEVELS, domains=DOMAINS, starts=STARTS)
    concern = _inconsistency(body, _ranked(body))
    return (*shared, *ignored_inconsistency(judgement, INCONSISTENCY, concern))


def _ranked(body: Body) -> list[Study]:
    """The studies that answer the claim, of a design that the table ranks."""
    row = TABLE.get(body.claim.kind, {})
    return [study for study in answering_studies(body) if study.design in row]


FRAMEWORK = Framework(
    name=_NAME,
    title="OCEBM 2011 Levels of Evidence",
    citation=(
        "OCEBM Levels of Evidence Working Group. The Oxford 2011 Levels of Evidence. Oxford Centre "
        "for Evidence-Based Medicine; 2011."
    ),
    url="https://www.cebm.ox.ac.uk/resources/levels-of-evidence/ocebm-levels-of-evidence",
    levels=LEVELS,
    domains=DOMAINS,
    derive=_derive,
    check=_check,
    verdicts=VERDICTS,
)

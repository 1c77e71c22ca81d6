"""A sheet for a second grader: the evidence of each claim, and nothing of what was made of it.

It holds what was found and worked out (studies, risk of bias, pooled effects) and leaves out the
first person's judgement, whether they held a link to be direct, the level that rules derive, and
every reason for these, so that the second grading is independent of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evidence.appraisal.risk_of_bias import risk_of_bias
from evidence.assessment import ClaimAssessment, OutcomeAssessment
from evidence.grading.framework import Body, EvidenceItem
from evidence.grading.second_grading import FirstGrading
from evidence.model.claim import Claim, Stance
from evidence.model.design_words import design_name
from evidence.model.synthesis import Synthesis
from evidence.workspace.yaml_text import yaml_text
from reports.views.numerals import NO_BREAK, counted, decimal, effect, interval, percentage

_HEAD = """\
# A second, blind grading. Fill in grader, then for each claim its ratings, its certainty and the
# reasons; leave the certainty empty where you do not grade. What stands above the ratings is for
# reading, and is not read back.
"""


def first_gradings(claims: Iterable[ClaimAssessment]) -> tuple[FirstGrading, ...]:
    """What a review grades: each claim, or each outcome of a claim judged by several."""
    return tuple(
        FirstGrading(
            item.claim.id,
            part.outcome.id if isinstance(part, OutcomeAssessment) else "",
            part.framework,
            part.claim.judgement,
        )
        for item, part in _parts(claims)
    )


def blind_sheet(claims: Iterable[ClaimAssessment]) -> str:
    """The sheet as YAML, with the words that each framework knows beside where they go."""
    lines = [_HEAD + 'grader: ""', "on:", "gradings:"]
    for item, part in _parts(claims):
        lines += _grading(item.claim, part)
    return "\n".join(lines) + "\n"


def _parts(
    claims: Iterable[ClaimAssessment],
) -> Iterator[tuple[ClaimAssessment, ClaimAssessment | OutcomeAssessment]]:
    for item in claims:
        for part in item.outcomes or (item,):
            yield item, part


def _grading(claim: Claim, part: ClaimAssessment | OutcomeAssessment) -> Iterator[str]:
    framework = part.framework
    yield f"  - claim: {yaml_text(claim.id)}"
    if isinstance(part, OutcomeAssessment):
        yield f"    outcome: {yaml_text(part.outcome.id)}"
    yield f"    framework: {framework.name}"
    yield f"    statement: {yaml_text(claim.statement)}"
    if question := _question(part.claim):
        yield f"    question: {yaml_text(question)}"
    yield from _list("evidence", [_evidence(item, part.body) for item in _shown(part.body)])
    yield from _list("data", list(_data(part.synthesis)))
    if any(change for domain in framework.domains for change in domain.ratings.values()):
        yield '    start: ""'
    if framework.domains:
        yield "    domains:"
    for domain in framework.domains:
        yield f"      # {' '.join(f'{domain.label}: {domain.question}'.split())}"
        yield f"      # {' | '.join(domain.ratings)}"
        yield f'      {domain.id}: {{rating: "", reason: ""}}'
    yield f"    # {' | '.join(level.id for level in framework.levels)}"
    yield '    certainty: ""'
    yield '    reason: ""'


def _list(key: str, items: Sequence[str]) -> Iterator[str]:
    if items:
        yield f"    {key}:"
    for item in items:
        yield f"      - {yaml_text(item.replace(NO_BREAK, ' '))}"


def _question(claim: Claim) -> str:
    asked = claim.question
    if asked is None:
        return ""
    parts = (asked.population, asked.intervention, asked.comparator, asked.outcome)
    return "; ".join(part for part in parts if part)


def _shown(body: Body) -> tuple[EvidenceItem, ...]:
    return tuple(item for item in body.items if item.link.stance is not Stance.BACKGROUND)


def _evidence(item: EvidenceItem, body: Body) -> str:
    link, study = item.link, item.study
    parts = [f"{link.reference} {link.stance.value}"]
    if link.reference in body.retracted:
        parts.append("retracted, does not count")
    if study is None:
        parts.append("no study recorded")
    else:
        parts.append(f"{study.label or study.id}: {design_name(study.design)}")
        if study.size is not None:
            parts.append(counted(study.size, "participant"))
        parts.append(f"risk of bias: {risk_of_bias(study).reason}")
    parts += [part for part in (link.locator, link.note) if part]
    return "; ".join(parts)


def _data(synthesis: Synthesis | None) -> Iterator[str]:
    if synthesis is None:
        return
    counts = [counted(len(synthesis.effects), "study", "studies")]
    if synthesis.total_participants is not None:
        counts.append(counted(synthesis.total_participants, "participant"))
    pooled, spread = synthesis.pooled, synthesis.heterogeneity
    if pooled is None:
        yield f"not pooled: {', '.join(counts)}"
        return
    shown = effect(
        synthesis.measure,
        pooled.value,
        pooled.ci_low,
        pooled.ci_high,
        is_ratio=synthesis.is_ratio,
        level=pooled.level,
        size=synthesis.typical_size,
    )
    yield f"{shown}; {', '.join(counts)}"
    if spread is not None:
        yield f"I² {percentage(spread.i_squared)}, τ² {decimal(spread.tau_squared)}"
    if pooled.prediction_low is not None and pooled.prediction_high is not None:
        ends = interval(pooled.prediction_low, pooled.prediction_high, is_ratio=synthesis.is_ratio)
        yield f"prediction interval {ends}"

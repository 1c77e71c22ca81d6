"""The summary of findings of a claim, and its evidence profile: numbers, reasons and statements.

One row for each outcome, at most seven as a rule (Cochrane Handbook 14.1.3), in the order of their
weight. Each reason for a level taken or given stands once, under a letter that rows share. Nothing
here is printed: views turn rows into words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from evidence.claims.informative_statement import EffectSize, informative_statement
from evidence.claims.sentence_case import within_sentence
from evidence.grading.absolute_effects.absolute_effect import (
    AbsoluteEffect,
    MeanEffect,
    NumberNeeded,
    number_needed,
)
from evidence.grading.absolute_effects.effect_size_words import effect_size
from evidence.grading.absolute_effects.effects_for_people import effects_for_people
from evidence.grading.body import counting_studies
from evidence.grading.framework import Body, Derivation, Framework, Level
from evidence.grading.narrative import narrative
from evidence.grading.outcomes import outcome_label
from evidence.grading.scales.moves import START
from evidence.model.claim import Claim, ClaimOutcome, Importance, Question
from evidence.model.design_words import counted_designs
from evidence.model.synthesis import PooledEffect, Synthesis

MOST_OUTCOMES = 7


class Assessed(Protocol):
    """What a row is made from: a claim, or a claim narrowed to one outcome, with its grade."""

    @property
    def claim(self) -> Claim:
        """The claim that the row answers."""

    @property
    def framework(self) -> Framework:
        """What it is graded in."""

    @property
    def body(self) -> Body:
        """The evidence graded."""

    @property
    def synthesis(self) -> Synthesis | None:
        """What was pooled."""

    @property
    def derivation(self) -> Derivation:
        """What the rules give."""

    @property
    def level(self) -> Level | None:
        """The level that counts."""


@dataclass(frozen=True, slots=True)
class RatedDomain:
    """One domain as it counts: the person's rating where one judged, else that of the rules."""

    id: str
    label: str
    rating: str
    change: int
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """One reason for a level taken or given, and the letter it stands under."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingsRow:
    """What is known of one outcome.

    ``risks`` is there for outcomes with a baseline risk, ``means`` for continuous ones; where
    neither is, ``messages`` say why. ``narrative`` tells what single studies found where nothing
    was pooled. ``typical_size`` takes Freeman and Tukey's proportions back. ``footnotes`` are
    letters.
    """

    outcome: str
    label: str
    importance: Importance
    follow_up: str
    studies: int
    participants: int | None
    designs: str
    measure: str
    is_ratio: bool
    pooled: PooledEffect | None
    level_of_interval: float
    typical_size: float | None
    baseline_source: str
    risks: AbsoluteEffect | None
    means: MeanEffect | None
    needed: NumberNeeded | None
    size: EffectSize
    framework: str
    certainty: Level | None
    judged: bool
    start: str
    domains: tuple[RatedDomain, ...]
    footnotes: tuple[str, ...]
    statement: str
    narrative: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SummaryOfFindings:
    """The rows of one claim with the footnotes they share."""

    claim: str
    statement: str
    question: Question | None
    rows: tuple[FindingsRow, ...]
    footnotes: tuple[Footnote, ...]
    notes: tuple[str, ...] = ()


def summary_of_findings(
    claim: Claim, assessed: Sequence[tuple[ClaimOutcome | None, Assessed]]
) -> SummaryOfFindings:
    """The summary of a claim from its outcomes, or from the whole where it names none.

    Outcomes of one weight stay in the order of the claim.
    """
    weights = tuple(Importance)
    ordered = sorted(assessed, key=lambda each: weights.index(each[0].importance) if each[0] else 0)
    letters: dict[str, str] = {}
    rows = tuple(_row(outcome, item, letters) for outcome, item in ordered)
    notes: tuple[str, ...] = ()
    if len(rows) > MOST_OUTCOMES:
        notes = (f"{len(rows)} outcomes; a summary of findings has at most {MOST_OUTCOMES}",)
    return SummaryOfFindings(
        claim=claim.id,
        statement=claim.statement,
        question=claim.question,
        rows=rows,
        footnotes=tuple(Footnote(letter, text) for text, letter in letters.items()),
        notes=notes,
    )


def _row(outcome: ClaimOutcome | None, item: Assessed, letters: dict[str, str]) -> FindingsRow:
    synthesis = item.synthesis
    request = item.claim.synthesis
    pooled = synthesis.pooled if synthesis else None
    studies = counting_studies(item.body)
    risks, means, messages = effects_for_people(request, synthesis)
    size = EffectSize.UNSTATED
    if synthesis is not None:
        size = effect_size(request, synthesis, risks or means)
    domains = tuple(_domains(item))
    told = narrative(item.body, outcome.id if outcome else "") if pooled is None else ""
    used = {each.study for each in synthesis.effects} if synthesis else set()
    shown = [study for study in studies if study.id in used] or list(studies)
    sizes = [study.size for study in shown]
    known = [each for each in sizes if each is not None]
    participants = synthesis.total_participants if synthesis and pooled else None
    if participants is None and known and len(known) == len(sizes):
        participants = sum(known)
    return FindingsRow(
        outcome=outcome.id if outcome else (request.outcome if request else item.claim.id),
        label=_label(outcome, item.claim),
        importance=outcome.importance if outcome else Importance.CRITICAL,
        follow_up=outcome.follow_up if outcome else "",
        studies=len(shown),
        participants=participants,
        designs=counted_designs(study.design for study in shown) if shown else "",
        measure=synthesis.measure if synthesis else "",
        is_ratio=synthesis.is_ratio if synthesis else False,
        pooled=pooled,
        level_of_interval=request.level if request else 0.95,
        typical_size=synthesis.typical_size if synthesis else None,
        baseline_source=(request.baseline_source if request else "") if risks else "",
        risks=risks,
        means=means,
        needed=number_needed(risks, request.benefit) if risks and request else None,
        size=size,
        framework=item.framework.title,
        certainty=item.level,
        judged=item.claim.judgement is not None,
        start=_start(item),
        domains=domains,
        footnotes=_letters(item, domains, letters),
        statement=_statement(item, size, pooled),
        narrative=told,
        messages=messages,
    )


def _label(outcome: ClaimOutcome | None, claim: Claim) -> str:
    if outcome is not None:
        return outcome_label(outcome)
    if claim.question is not None and claim.question.outcome:
        return claim.question.outcome
    return claim.synthesis.outcome.replace("-", " ") if claim.synthesis else claim.statement


def _start(item: Assessed) -> str:
    judgement = item.claim.judgement
    if judgement is not None and judgement.start:
        return judgement.start
    steps = item.derivation.steps
    return next((step.rating for step in steps if step.domain == START), "")


def _domains(item: Assessed) -> Iterator[RatedDomain]:
    """Each domain of the framework as it counts."""
    judgement = item.claim.judgement
    derived = {step.domain: step for step in item.derivation.steps}
    for domain in item.framework.domains:
        found = judgement.domains.get(domain.id) if judgement else None
        step = derived.get(domain.id)
        if found is not None:
            change = domain.ratings.get(found.rating, 0)
            yield RatedDomain(domain.id, domain.label, found.rating, change, found.reason, "person")
        elif step is not None:
            yield RatedDomain(
                domain.id, domain.label, step.rating, step.change, step.reason, step.decided_by
            )


_TIMES: Mapping[int, str] = {1: "one level", 2: "two levels", 3: "three levels"}


def _letters(
    item: Assessed, domains: Sequence[RatedDomain], letters: dict[str, str]
) -> tuple[str, ...]:
    texts = []
    for each in domains:
        if each.change == 0:
            continue
        way = "down" if each.change < 0 else "up"
        levels = _TIMES.get(abs(each.change), f"{abs(each.change)} levels")
        why = f": {each.reason.strip()}" if each.reason.strip() else ", without a reason"
        texts.append(f"Rated {way} {levels} for {each.label.lower()}{why}")
    judgement = item.claim.judgement
    if judgement is not None and judgement.reason.strip():
        derived = item.derivation.level
        if derived is None or judgement.certainty != derived.id:
            rules = derived.label.lower() if derived else "no level"
            texts.append(f"The rules give {rules}: {judgement.reason.strip()}")
    for text in texts:
        letters.setdefault(text, _letter(len(letters)))
    return tuple(letters[text] for text in texts)


def _letter(index: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def _statement(item: Assessed, size: EffectSize, pooled: PooledEffect | None) -> str:
    """The sentence that certainty and size allow, empty where there is nothing to word."""
    question = item.claim.question
    if item.level is None or question is None:
        return ""
    if not question.intervention or not question.outcome:
        return ""
    certainty = item.level.wording
    if pooled is None and certainty != "very-low":
        return ""
    told = informative_statement(
        question.intervention,
        within_sentence(question.outcome, (item.claim.statement, item.claim.anchor.quote)),
        certainty,
        size,
        raises=pooled is not None and pooled.value > 0,
        comparator=question.comparator,
    )
    if pooled is not None and pooled.ci_low < 0 < pooled.ci_high and certainty != "very-low":
        other = "an increase" if pooled.value < 0 else "a reduction"
        both = "a reduction and an increase" if size is EffectSize.TRIVIAL else other
        told += f"; the interval also allows {both}"
    return f"{told[:1].upper()}{told[1:]}."

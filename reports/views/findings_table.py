"""Summaries of findings and evidence profiles in words and printed numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evidence.assessment import ClaimAssessment
from evidence.grading.absolute_effects.absolute_effect import (
    AbsoluteEffect,
    MeanEffect,
    NumberNeeded,
)
from evidence.grading.summary_of_findings import (
    FindingsRow,
    RatedDomain,
    SummaryOfFindings,
    summary_of_findings,
)
from reports.views.badges import in_words, level_badge
from reports.views.numerals import decimal, effect, signed
from reports.views.review_view import Badge

# Below this risk whole events per 1,000 would say nothing.
_RARE = 0.005


@dataclass(frozen=True, slots=True)
class SofRowView:
    """One outcome of a summary of findings; an empty text is a cell with nothing in it."""

    outcome: str
    importance: str
    follow_up: str
    studies: str
    participants: str
    design: str
    relative: str
    baseline: str
    baseline_source: str
    with_intervention: str
    difference: str
    needed: str
    certainty: Badge
    judged: bool
    letters: tuple[str, ...]
    statement: str
    narrative: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SofView:
    """A summary of findings: its question, its rows and the footnotes they share."""

    claim_id: str
    statement: str
    population: str
    intervention: str
    comparator: str
    rows: tuple[SofRowView, ...]
    footnotes: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileCellView:
    """One domain of one outcome: its rating in words, the change in levels, and who decided."""

    domain: str
    label: str
    rating: str
    change: str
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class ProfileRowView:
    """One outcome of an evidence profile; ``cells`` are in the order of the profile's domains."""

    outcome: str
    importance: str
    studies: str
    participants: str
    design: str
    start: str
    cells: tuple[ProfileCellView, ...]
    relative: str
    absolute: str
    certainty: Badge
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileView:
    """An evidence profile: every domain of every outcome."""

    claim_id: str
    statement: str
    domains: tuple[str, ...]
    rows: tuple[ProfileRowView, ...]
    footnotes: tuple[tuple[str, str], ...]


def findings_of(item: ClaimAssessment) -> SummaryOfFindings:
    """The summary of findings of a claim, by its outcomes or as a whole."""
    if item.outcomes:
        return summary_of_findings(item.claim, [(each.outcome, each) for each in item.outcomes])
    return summary_of_findings(item.claim, [(None, item)])


def sof_view(found: SummaryOfFindings) -> SofView:
    """A summary of findings in words."""
    question = found.question
    return SofView(
        claim_id=found.claim,
        statement=found.statement,
        population=question.population if question else "",
        intervention=question.intervention if question else "",
        comparator=question.comparator if question else "",
        rows=tuple(_sof_row(row) for row in found.rows),
        footnotes=tuple((each.letter, each.text) for each in found.footnotes),
        notes=found.notes,
    )


def profile_view(found: SummaryOfFindings) -> ProfileView:
    """An evidence profile in words; its domains are those that any of its rows has."""
    domains: dict[str, str] = {}
    for row in found.rows:
        for each in row.domains:
            domains.setdefault(each.id, each.label)
    return ProfileView(
        claim_id=found.claim,
        statement=found.statement,
        domains=tuple(domains.values()),
        rows=tuple(_profile_row(row, tuple(domains)) for row in found.rows),
        footnotes=tuple((each.letter, each.text) for each in found.footnotes),
    )


def _sof_row(row: FindingsRow) -> SofRowView:
    return SofRowView(
        outcome=row.label,
        importance=row.importance.value,
        follow_up=row.follow_up,
        studies=str(row.studies),
        participants=f"{row.participants:,}" if row.participants is not None else "",
        design=row.designs,
        relative=relative_text(row),
        baseline=_risk(row.risks.baseline_risk, row.risks) if row.risks else "",
        baseline_source=row.baseline_source,
        with_intervention=_with_intervention(row.risks),
        difference=difference_text(row),
        needed=needed_text(row.needed),
        certainty=level_badge(row.certainty),
        judged=row.judged,
        letters=row.footnotes,
        statement=row.statement,
        narrative=row.narrative,
        messages=row.messages,
    )


def _profile_row(row: FindingsRow, domains: Sequence[str]) -> ProfileRowView:
    by_id = {each.id: each for each in row.domains}
    return ProfileRowView(
        outcome=row.label,
        importance=row.importance.value,
        studies=str(row.studies),
        participants=f"{row.participants:,}" if row.participants is not None else "",
        design=row.designs,
        start=in_words(row.start) if row.start else "",
        cells=tuple(_cell(domain, by_id.get(domain)) for domain in domains),
        relative=relative_text(row),
        absolute=difference_text(row),
        certainty=level_badge(row.certainty),
        letters=row.footnotes,
    )


def _cell(domain: str, found: RatedDomain | None) -> ProfileCellView:
    if found is None:
        return ProfileCellView(domain, "", "", "", "", "")
    return ProfileCellView(
        domain=domain,
        label=found.label,
        rating=in_words(found.rating) if found.rating else "",
        change=signed(found.change),
        reason=found.reason,
        decided_by=found.decided_by,
    )


def relative_text(row: FindingsRow) -> str:
    """``RR 0.33 (95 % CI 0.16 to 0.70)``; empty where nothing was pooled."""
    pooled = row.pooled
    if pooled is None:
        return ""
    return effect(
        row.measure,
        pooled.value,
        pooled.ci_low,
        pooled.ci_high,
        is_ratio=row.is_ratio,
        level=row.level_of_interval,
        size=row.typical_size,
    )


def difference_text(row: FindingsRow) -> str:
    """``160 fewer per 1,000 (200 fewer to 110 fewer)``, or a difference in points."""
    if row.risks is not None:
        return _difference(row.risks)
    if row.means is not None:
        return _means(row.means)
    if row.measure == "RD" and row.pooled is not None:
        pooled = row.pooled
        ends = f"{_fewer(pooled.ci_low, 1000)} to {_fewer(pooled.ci_high, 1000)}"
        return f"{_fewer(pooled.value, 1000)} per 1,000 ({ends})"
    return ""


def needed_text(found: NumberNeeded | None) -> str:
    """``NNTB 20 (10 to 50)``; through infinity where the interval holds no effect."""
    if found is None or found.number is None:
        return ""
    name, other = ("NNTB", "NNTH") if found.helps else ("NNTH", "NNTB")
    mine, theirs = (found.benefit, found.harm) if found.helps else (found.harm, found.benefit)
    if mine is None:  # pragma: no cover - the estimate lies within its interval
        return f"{name} {found.number:,}"
    first, last = mine
    if theirs is not None:
        ends = f"{name} {first:,} to ∞ to {other} {theirs[0]:,}"
    else:
        ends = f"{first:,} to {f'{last:,}' if last is not None else '∞'}"
    return f"{name} {found.number:,} ({ends})"


def _per(effect: AbsoluteEffect) -> int:
    return 1000 if effect.baseline_risk >= _RARE else 100_000


def _risk(share: float, effect: AbsoluteEffect) -> str:
    per = _per(effect)
    return f"{share * per:,.0f} per {per:,}"


def _with_intervention(effect: AbsoluteEffect | None) -> str:
    if effect is None:
        return ""
    per = _per(effect)
    ends = f"{effect.risk_low * per:,.0f} to {effect.risk_high * per:,.0f}"
    return f"{_risk(effect.risk, effect)} ({ends})"


def _difference(effect: AbsoluteEffect) -> str:
    per = _per(effect)
    ends = f"{_fewer(effect.difference_low, per)} to {_fewer(effect.difference_high, per)}"
    return f"{_fewer(effect.difference, per)} per {per:,} ({ends})"


def _fewer(difference: float, per: int) -> str:
    number = round(abs(difference) * per)
    if number == 0:
        return "0"
    return f"{number:,} {'fewer' if difference < 0 else 'more'}"


def _means(effect: MeanEffect) -> str:
    unit = f" {effect.unit}" if effect.unit else ""
    ends = f"{_lower(effect.low)} to {_lower(effect.high)}"
    return f"{_lower(effect.difference)}{unit} ({ends})"


def _lower(value: float) -> str:
    if value == 0:
        return "0"
    return f"{decimal(abs(value))} {'lower' if value < 0 else 'higher'}"

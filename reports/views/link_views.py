"""The evidence table of a claim: one row for each reference and the study it reports."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.appraisal.appraised import appraised
from evidence.appraisal.declared import tool_of
from evidence.appraisal.risk_of_bias import counting_appraisals
from evidence.assessment import ClaimAssessment
from evidence.grading.framework import EvidenceItem
from evidence.model.study import Appraisal, ArmRole, Estimate, Outcome, Study
from evidence.model.synthesis import StudyEffect, Synthesis
from reports.views.badges import in_words, stance_badge
from reports.views.numerals import MINUS, NO_BREAK, decimal, effect, percentage
from reports.views.review_view import AppraisalCell, LinkView


def link_views(
    item: ClaimAssessment,
    numbers: Mapping[str, int],
    short_citations: Mapping[str, str],
    retracted: frozenset[str],
) -> tuple[LinkView, ...]:
    """Every link of a claim with what its study found and how far that can be trusted."""
    effects: dict[str, StudyEffect] = {}
    if item.synthesis is not None:
        effects = {each.study: each for each in item.synthesis.effects}
    return tuple(
        _link_view(item, entry, effects, numbers, short_citations, retracted)
        for entry in item.body.items
    )


def _link_view(
    item: ClaimAssessment,
    entry: EvidenceItem,
    effects: Mapping[str, StudyEffect],
    numbers: Mapping[str, int],
    short_citations: Mapping[str, str],
    retracted: frozenset[str],
) -> LinkView:
    link, study = entry.link, entry.study
    outcome = item.claim.synthesis.outcome if item.claim.synthesis else ""
    appraisal = _appraisal(study, outcome)
    return LinkView(
        reference=link.reference,
        citation_number=numbers.get(link.reference),
        short_citation=short_citations.get(link.reference, link.reference),
        stance=stance_badge(link.stance),
        design=_design(study),
        participants=f"{study.size:,}" if study is not None and study.size is not None else "",
        effect=_effect(item, study, effects),
        locator=link.locator,
        quote=link.quote,
        note=link.note,
        study=(study.label or study.id) if study is not None else "",
        tool=_tool_title(appraisal),
        appraisal=_cells(appraisal),
        retracted=link.reference in retracted,
        unverified=study.unverified if study is not None else (),
    )


def _appraisal(study: Study | None, outcome: str) -> Appraisal | None:
    """The appraisal that counts for the outcome, the worse where assessors differ."""
    if study is None:
        return None
    counting = counting_appraisals(study, outcome)
    return counting[0].appraisals[0] if counting else None


def _tool_title(appraisal: Appraisal | None) -> str:
    if appraisal is None:
        return ""
    tool = tool_of(appraisal)
    return tool.title if tool else appraisal.tool


def _cells(appraisal: Appraisal | None) -> tuple[AppraisalCell, ...]:
    """Each rated domain with a sign; a word or a tool that nobody registered gets a question mark.

    ``rating`` is in words, ``label`` is the domain's. Ratings that follow from answers are there
    as those of a person are.
    """
    if appraisal is None:
        return ()
    found = appraised(appraisal)
    domains = found.tool.domains if found.tool else ()
    labels = {domain.id: domain.label for domain in domains}
    given = {name: each.rating for name, each in found.domains.items() if each.rating is not None}
    cells = []
    for domain in dict.fromkeys((*given, *appraisal.domains)):
        rating = given.get(domain)
        cells.append(
            AppraisalCell(
                domain=domain,
                rating=rating.label if rating else in_words(appraisal.domains.get(domain, "")),
                label=labels.get(domain, in_words(domain)),
                letter=(rating.symbol if rating else "?").replace("-", MINUS),
            )
        )
    return tuple(cells)


def _design(study: Study | None) -> str:
    if study is None:
        return ""
    design = in_words(study.design.value)
    if study.blinding in ("", "unclear", "not-stated"):
        return design
    blinding = study.blinding.replace("-", " ")
    known = {"double": "double-blind", "single": "single-blind", "triple": "triple-blind"}
    return f"{design}, {known.get(blinding, blinding)}"


def _effect(item: ClaimAssessment, study: Study | None, effects: Mapping[str, StudyEffect]) -> str:
    if study is None:
        return ""
    synthesis = item.synthesis
    if synthesis is not None and study.id in effects:
        return _pooled_study(synthesis, effects[study.id])
    wanted = item.claim.synthesis.outcome if item.claim.synthesis else ""
    outcome = study.outcome(wanted) or next(iter(study.outcomes), None)
    return _reported(outcome) if outcome is not None else ""


def _pooled_study(synthesis: Synthesis, found: StudyEffect) -> str:
    shown = effect(
        synthesis.measure,
        found.value,
        found.ci_low,
        found.ci_high,
        is_ratio=synthesis.is_ratio,
        level=synthesis.level,
        size=synthesis.typical_size,
    )
    arms = " v ".join(each for each in found.data if each)
    return f"{arms}; {shown}" if arms else shown


def _reported(outcome: Outcome) -> str:
    """What a study printed on an outcome: its arms, its estimate, or only the direction."""
    parts = []
    arms = [
        (arm, text)
        for role in (ArmRole.INTERVENTION, ArmRole.COMPARATOR)
        for arm in outcome.arms
        if arm.role is role
        if (text := _arm(arm.events, arm.total, arm.mean, arm.sd, arm.percent))
    ]
    if len({arm.role for arm, _ in arms}) == 1:
        # The figure of one side alone would pass for the result.
        parts.append(", ".join(f"{text} on {arm.label or arm.role.value}" for arm, text in arms))
    elif arms:
        parts.append(" v ".join(text for _, text in arms))
    parts += [text for each in outcome.estimates[:1] if (text := _printed(each))]
    if not parts and outcome.direction:
        parts.append(in_words(outcome.direction).lower())
    named = outcome.label or in_words(outcome.id)
    return f"{named}: {'; '.join(parts)}" if parts else ""


def _arm(
    events: float | None,
    total: int | None,
    mean: float | None,
    sd: float | None,
    percent: float | None,
) -> str:
    if events is not None and total is not None:
        return f"{events:g}/{total}"
    if mean is not None:
        return f"{decimal(mean)} (SD{NO_BREAK}{decimal(sd)})" if sd is not None else decimal(mean)
    return percentage(percent) if percent is not None else ""


def _printed(estimate: Estimate) -> str:
    if estimate.value is None:
        return ""
    shown = f"{estimate.measure}{NO_BREAK}{decimal(estimate.value)}"
    if estimate.ci_low is None or estimate.ci_high is None:
        return shown
    level = f"{estimate.ci_level * 100:g}{NO_BREAK}%{NO_BREAK}CI"
    ends = f"{decimal(estimate.ci_low)}{NO_BREAK}to{NO_BREAK}{decimal(estimate.ci_high)}"
    return f"{shown} ({level} {ends})"

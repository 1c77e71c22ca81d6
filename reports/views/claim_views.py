"""One claim with everything a reader may ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evidence.assessment import ClaimAssessment
from evidence.grading.body_analyses import analyses_of
from evidence.model.anchoring import AnchorState
from evidence.model.claim import Question, Stance
from evidence.synthesis.analyses import Analyses
from reports.views.analysis_sections import analysis_sections
from reports.views.badges import in_words, level_badge, stance_badge, verdict_badge
from reports.views.finding_views import findings_of
from reports.views.findings_section import findings_sections
from reports.views.forest_view import forest_view
from reports.views.grade_views import (
    change_views,
    derived_steps,
    judged_steps,
    judgement_view,
    loss_views,
    outcome_judgement_views,
)
from reports.views.link_views import link_views
from reports.views.numerals import percentage
from reports.views.outcome_views import anchors_of, extended, outcome_views
from reports.views.pooled_view import ForestView
from reports.views.review_view import ClaimView, FindingView
from reports.views.risk_views import risk_sections
from reports.views.statement import plain_sentence, pooled_text
from reports.views.summary import limit
from reports.views.what_if_views import what_if_views
from reports.views.wording_view import wording_view


@dataclass(frozen=True, slots=True)
class ClaimSurroundings:
    """What a claim's view needs from the rest of the report."""

    numbers: Mapping[str, int]
    short_citations: Mapping[str, str]
    retracted: frozenset[str]
    findings: Mapping[str, tuple[FindingView, ...]]
    plots_for_phones: bool = True
    analyses: bool = True
    tries_everything: bool = True


def claim_view(item: ClaimAssessment, number: int, around: ClaimSurroundings) -> ClaimView:
    """Everything the report says of one claim."""
    claim, anchor = item.claim, item.anchor
    synthesis = item.synthesis
    narrow = around.plots_for_phones
    several = around.analyses and synthesis is not None and len(synthesis.effects) > 1
    analyses = analyses_of(item.body) if several else None
    risks = risk_sections(item, narrow=narrow)
    changes, notes = what_if_views(item) if around.tries_everything else (change_views(item), ())
    return ClaimView(
        id=claim.id,
        number=number,
        statement=claim.statement,
        kind=in_words(claim.kind.value),
        framework=item.framework.title,
        verdict=verdict_badge(item.verdict),
        certainty=level_badge(item.level),
        derived=level_badge(item.derivation.level),
        plain=plain_sentence(item),
        limit=limit(item),
        article_words=anchor.text or claim.anchor.quote,
        anchor_state=anchor.state.value,
        anchor_note=_anchor_note(item),
        place=str(anchor.location or claim.place_of("quote")),
        question=_question(claim.question),
        counts=tuple((stance_badge(each), len(claim.links_with(each))) for each in Stance),
        links=link_views(item, around.numbers, around.short_citations, around.retracted),
        wording=wording_view(item.wording),
        forest=_leading(item, analyses, narrow=narrow),
        sensitivity=forest_view(item, extended(synthesis), sensitivity=True, narrow=narrow),
        sections=(
            *findings_sections(item, anchors_of(item)),
            *risks,
            *(
                analysis_sections(claim.id, synthesis, analyses, narrow=narrow)
                if synthesis and analyses
                else ()
            ),
        ),
        other_outcomes=outcome_views(item, risks, analyses=around.analyses, narrow=narrow),
        steps=derived_steps(item),
        judged_steps=judged_steps(item),
        undecided=tuple((each.label, each.question) for each in item.derivation.undecided),
        judgement=judgement_view(item),
        outcome_judgements=outcome_judgement_views(item),
        discrepancies=tuple(each.message for each in item.discrepancies),
        changes=changes,
        change_notes=notes,
        losses=loss_views(item),
        findings=findings_of(item, around.findings),
        note=claim.note,
        effect=pooled_text(synthesis),
    )


def _leading(
    item: ClaimAssessment, analyses: Analyses | None, *, narrow: bool
) -> ForestView | None:
    """The forest of the claim's own synthesis, which of several outcomes is that of the first."""
    found = forest_view(item, item.synthesis, analyses=analyses, narrow=narrow)
    if found is None or item.synthesis is None:
        return None
    return replace(found, anchor=anchors_of(item).get(item.synthesis.outcome, ""))


def _question(question: Question | None) -> tuple[tuple[str, str], ...]:
    if question is None:
        return ()
    parts = (
        ("Population", question.population),
        ("Intervention", question.intervention),
        ("Comparator", question.comparator),
        ("Outcome", question.outcome),
    )
    return tuple((label, text) for label, text in parts if text)


def _anchor_note(item: ClaimAssessment) -> str:
    anchor = item.anchor
    if anchor.state is AnchorState.LOST:
        return "The quoted words were not found in the article."
    if anchor.candidates > 1:
        return f"The quoted words occur {anchor.candidates} times; the first is marked."
    if anchor.state is AnchorState.MOVED:
        alike = percentage(anchor.similarity * 100)
        return f"The article has been edited here: the words found are {alike} like the quotation."
    return ""

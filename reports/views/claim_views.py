"""One claim with everything a reader may ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence.assessment import ClaimAssessment
from evidence.grading.body_analyses import analyses_of
from evidence.model.anchoring import AnchorState
from evidence.model.claim import Question, Stance
from evidence.model.synthesis import Synthesis
from evidence.synthesis.analyses import Analyses
from reports.views.analysis_sections import analysis_sections
from reports.views.badges import in_words, level_badge, stance_badge, verdict_badge
from reports.views.finding_views import findings_of
from reports.views.findings_section import findings_section
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
from reports.views.review_view import ClaimView, FindingView
from reports.views.risk_views import risk_sections
from reports.views.section_view import SectionView
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
        forest=forest_view(item, synthesis, analyses=analyses, narrow=narrow),
        sensitivity=forest_view(item, _sensitivity(synthesis), sensitivity=True, narrow=narrow),
        sections=_sections(item, analyses, narrow=narrow),
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


def _sections(
    item: ClaimAssessment, analyses: Analyses | None, *, narrow: bool
) -> tuple[SectionView, ...]:
    """Risk of bias of the studies, then what the synthesis is asked beyond its pooled effect."""
    summary = findings_section(item)
    found = (*((summary,) if summary else ()), *risk_sections(item, narrow=narrow))
    if analyses is None or item.synthesis is None:
        return found
    return (*found, *analysis_sections(item.claim.id, item.synthesis, analyses, narrow=narrow))


def _sensitivity(synthesis: Synthesis | None) -> Synthesis | None:
    """The sensitivity view where it adds a study; where it adds none it shows the same twice."""
    view = synthesis.sensitivity if synthesis is not None else None
    if synthesis is None or view is None or len(view.effects) <= len(synthesis.effects):
        return None
    return view


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

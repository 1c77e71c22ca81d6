"""The outcomes of a claim beside its leading one, each with what was pooled for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from evidence.assessment import ClaimAssessment, OutcomeAssessment
from evidence.grading.body_analyses import analyses_of
from evidence.model.claim import Importance
from evidence.model.synthesis import Synthesis
from reports.views.analysis_sections import analysis_sections
from reports.views.badges import level_badge
from reports.views.forest_view import forest_view
from reports.views.pooled_view import PooledOutcomeView
from reports.views.risk_views import risk_sections
from reports.views.section_view import SectionView

_WEIGHTS = tuple(Importance)


def anchors_of(item: ClaimAssessment) -> Mapping[str, str]:
    """Where each pooled outcome of a claim stands in its part of a report, by the outcome's id.

    A claim with one synthesis and no outcomes has one.
    """
    request = item.claim.synthesis
    leading = (request.outcome,) if request is not None and _has_effects(item.synthesis) else ()
    others = (each.outcome.id for each in item.outcomes if _has_effects(each.synthesis))
    return {name: f"outcome-{name}" for name in (*leading, *others)}


def outcome_views(
    item: ClaimAssessment, risks: Collection[SectionView], *, analyses: bool, narrow: bool
) -> tuple[PooledOutcomeView, ...]:
    """Every pooled outcome but the leading one, the most important first.

    ``risks`` are the parts on risk of bias that the claim has already; an outcome's own are given
    where its studies were appraised otherwise for it.
    """
    request = item.claim.synthesis
    others = {
        each.outcome.id: each
        for each in sorted(item.outcomes, key=lambda it: _WEIGHTS.index(it.outcome.importance))
        if request is None or each.outcome.id != request.outcome
    }
    known = frozenset(row for part in risks for row in _rows(part))
    anchors = anchors_of(item)
    found = (
        _outcome_view(item, each, known, anchors.get(name, ""), analyses=analyses, narrow=narrow)
        for name, each in others.items()
    )
    return tuple(each for each in found if each is not None)


def extended(synthesis: Synthesis | None) -> Synthesis | None:
    """The sensitivity view where it adds a study; where it adds none it shows the same twice."""
    view = synthesis.sensitivity if synthesis is not None else None
    if synthesis is None or view is None or len(view.effects) <= len(synthesis.effects):
        return None
    return view


def _has_effects(synthesis: Synthesis | None) -> bool:
    return synthesis is not None and bool(synthesis.effects)


def _outcome_view(
    item: ClaimAssessment,
    each: OutcomeAssessment,
    known: frozenset[tuple[str, ...]],
    anchor: str,
    *,
    analyses: bool,
    narrow: bool,
) -> PooledOutcomeView | None:
    synthesis = each.synthesis
    if synthesis is None:
        return None
    # Drawings take their names from the claim's, and there is one of each for every outcome.
    claim = replace(each.claim, id=f"{item.claim.id}/{each.outcome.id}")
    part = replace(
        item, claim=claim, body=each.body, synthesis=synthesis, level=each.level, outcomes=()
    )
    several = analyses and len(synthesis.effects) > 1
    asked = analyses_of(each.body) if several else None
    forest = forest_view(part, synthesis, analyses=asked, narrow=narrow)
    if forest is None:
        return None
    wider = extended(synthesis)
    further = () if asked is None else analysis_sections(claim.id, synthesis, asked, narrow=narrow)
    return PooledOutcomeView(
        anchor=anchor,
        importance=each.outcome.importance.value,
        certainty=level_badge(each.level),
        forest=replace(forest, anchor=anchor),
        sensitivity=forest_view(part, wider, sensitivity=True, narrow=narrow),
        sections=(*_new(risk_sections(part, narrow=narrow), known), *further),
    )


def _new(
    parts: tuple[SectionView, ...], known: frozenset[tuple[str, ...]]
) -> Iterator[SectionView]:
    """The parts that say of some study what is not said yet."""
    return (part for part in parts if not known.issuperset(_rows(part)))


def _rows(part: SectionView) -> tuple[tuple[str, ...], ...]:
    """What a part says of each study; its last picture sums them up."""
    return tuple(row for each in part.pictures[:-1] for row in each.table.rows)

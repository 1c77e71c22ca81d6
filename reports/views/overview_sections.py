"""Pictures of the whole review: the map of its evidence and the flow of its records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evidence.assessment import Assessment, ClaimAssessment
from evidence.grading.body import counting_studies
from evidence.grading.framework import Framework
from reports.plots.evidence_map import (
    EvidenceMapFigure,
    EvidenceMapRow,
    draw_evidence_map,
    evidence_map_pages,
    evidence_map_table,
)
from reports.plots.prisma import PrismaFigure, draw_prisma, prisma_table
from reports.views.analysed import picture
from reports.views.badges import verdict_badge
from reports.views.numerals import counted
from reports.views.section_view import PictureView, SectionView
from reports.views.summary import assessed_in_order

# A map of more claims is no picture any more.
_MOST_MAPPED = 80


def overview_sections(assessment: Assessment) -> tuple[SectionView, ...]:
    """The map of claims by certainty, and the PRISMA flow where the review gives its counts."""
    found = (_maps(assessment), _flow(assessment))
    return tuple(each for each in found if each is not None)


def _maps(assessment: Assessment) -> SectionView | None:
    """A map for each framework that two claims or more are graded in, the review's own first."""
    graded = [item for item in assessed_in_order(assessment) if item.level is not None]
    frameworks = {item.framework.name: item.framework for item in graded}
    own = assessment.review.framework
    pictures = []
    for name in sorted(frameworks, key=lambda each: (each != own, each)):
        claims = [item for item in graded if item.framework.name == name]
        if 1 < len(claims) <= _MOST_MAPPED:
            pictures.append(_map(frameworks[name], claims))
    if not pictures:
        return None
    return SectionView(
        identifier="evidence-map",
        heading="Evidence map",
        sentences=("Claims by certainty; circles grow with the number of studies.",),
        pictures=tuple(pictures),
    )


def _map(framework: Framework, claims: Sequence[ClaimAssessment]) -> PictureView:
    levels = tuple(reversed(framework.levels))
    rows = []
    for item in claims:
        badge = verdict_badge(item.verdict)
        rows.append(
            EvidenceMapRow(
                label=item.claim.statement,
                level=levels.index(item.level) if item.level in levels else None,
                studies=len(counting_studies(item.body)),
                verdict=f"{badge.symbol} {badge.label}",
            )
        )
    figure = EvidenceMapFigure(
        identifier=framework.name,
        title=f"Evidence map, {framework.title}",
        description=(
            f"{counted(len(rows), 'claim')} by certainty; circles grow with the number of studies."
        ),
        levels=tuple(level.label for level in levels),
        rows=tuple(rows),
    )
    drawings = (draw_evidence_map(figure), draw_evidence_map(figure, narrow=True))
    name = f"evidence-map-{framework.name}"
    table = evidence_map_table(figure)
    shown = picture(name, figure.title, figure.description, drawings, table)
    return replace(shown, svg_pages=evidence_map_pages(figure))


def _flow(assessment: Assessment) -> SectionView | None:
    counts = assessment.review.flow
    if counts is None:
        return None
    figure = PrismaFigure(
        identifier="review",
        title="Flow of records (PRISMA 2020)",
        description="How records that were found became the studies of this review.",
        counts=counts,
    )
    drawings = (draw_prisma(figure), draw_prisma(figure, narrow=True))
    return SectionView(
        identifier="flow",
        heading="Flow of records",
        sentences=(figure.description,),
        pictures=(
            picture("flow", figure.title, figure.description, drawings, prisma_table(figure)),
        ),
    )

"""A claim's summary of findings and evidence profile as a section of its report."""

from __future__ import annotations

from evidence.assessment import ClaimAssessment
from reports.views.findings_table import (
    ProfileView,
    SofView,
    findings_of,
    profile_view,
    sof_view,
)
from reports.views.section_view import SectionView, TableView


def findings_section(item: ClaimAssessment) -> SectionView | None:
    """The outcomes with their effects and certainty; ``None`` where nothing was pooled."""
    if not item.outcomes and (item.synthesis is None or item.synthesis.pooled is None):
        return None
    found = findings_of(item)
    summary, profile = sof_view(found), profile_view(found)
    messages = [text for row in summary.rows for text in row.messages]
    return SectionView(
        identifier="findings",
        heading="Summary of findings",
        sentences=tuple(row.statement for row in summary.rows if row.statement),
        tables=(_summary(summary), *((_profile(profile),) if profile.domains else ())),
        notes=(
            *(f"{letter}. {text}" for letter, text in summary.footnotes),
            *dict.fromkeys(messages),
            *summary.notes,
        ),
        is_open=True,
    )


def _summary(view: SofView) -> TableView:
    heads = (
        "Outcome",
        "Studies (participants)",
        "Relative effect",
        "Without",
        "With",
        "Difference",
        "Certainty",
    )
    rows = tuple(
        (
            f"{row.outcome} ({row.importance})",
            f"{row.studies} ({row.participants})" if row.participants else row.studies,
            row.relative or row.narrative,
            row.baseline,
            row.with_intervention,
            row.difference,
            f"{row.certainty.symbol} {row.certainty.label} {', '.join(row.letters)}".strip(),
        )
        for row in view.rows
    )
    sources = dict.fromkeys(row.baseline_source for row in view.rows if row.baseline_source)
    caption = "Effects by outcome"
    if sources:
        caption += f"; risk without the intervention from {'; '.join(sources)}"
    return TableView(caption, heads, rows)


def _profile(view: ProfileView) -> TableView:
    heads = ("Outcome", "Start", *view.domains, "Certainty")
    rows = []
    for row in view.rows:
        by_domain = {cell.label: cell for cell in row.cells}
        cells = []
        for name in view.domains:
            cell = by_domain.get(name)
            cells.append(f"{cell.rating} ({cell.change})" if cell else "")
        rows.append((row.outcome, row.start, *cells, row.certainty.label))
    return TableView("Evidence profile", heads, tuple(rows))

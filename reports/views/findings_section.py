"""A claim's summary of findings and evidence profile as a section of its report."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.assessment import ClaimAssessment
from reports.views.findings_table import (
    ProfileView,
    SofRowView,
    SofView,
    findings_of,
    profile_view,
    sof_view,
)
from reports.views.section_view import SectionView, TableView
from reports.views.statement import capitalised

_ABSOLUTE = range(3, 6)
_LONGEST_ARM = 30


def findings_sections(item: ClaimAssessment, anchors: Mapping[str, str]) -> tuple[SectionView, ...]:
    """The outcomes with their effects and certainty; nothing where nothing was pooled.

    ``anchors`` say of an outcome's id where what was pooled for it stands.
    """
    if not item.outcomes and (item.synthesis is None or item.synthesis.pooled is None):
        return ()
    found = findings_of(item)
    links = tuple(anchors.get(row.outcome, "") for row in found.rows)
    summary, profile = sof_view(found), profile_view(found)
    messages = [text for row in summary.rows for text in row.messages]
    section = SectionView(
        identifier="findings",
        heading="Summary of findings",
        sentences=tuple(row.statement for row in summary.rows if row.statement),
        tables=(_summary(summary, links), *((_profile(profile),) if profile.domains else ())),
        notes=tuple(_sentence(text) for text in (*dict.fromkeys(messages), *summary.notes)),
        is_open=True,
        footnotes=tuple((letter, _sentence(text)) for letter, text in summary.footnotes),
    )
    return (section,)


def _sentence(text: str) -> str:
    return f"{capitalised(text).rstrip('.')}."


def _summary(view: SofView, links: tuple[str, ...]) -> TableView:
    heads = (
        "Outcome",
        "Studies (participants)",
        "Relative effect",
        _risk_with(view.comparator, "Risk without"),
        _risk_with(view.intervention, "Risk with"),
        "Difference",
        "Certainty",
    )
    rows = tuple(
        (
            _outcome(row),
            f"{row.studies} ({row.participants})" if row.participants else row.studies,
            row.relative or row.narrative,
            row.baseline,
            row.with_intervention,
            row.difference,
            f"{row.certainty.symbol} {row.certainty.label}".strip(),
        )
        for row in view.rows
    )
    # A column that no outcome fills would only take room from the others.
    kept = [at for at in range(len(heads)) if at not in _ABSOLUTE or any(row[at] for row in rows)]
    sources = dict.fromkeys(row.baseline_source for row in view.rows if row.baseline_source)
    caption = "Effects by outcome"
    if sources:
        caption += f"; risk without the intervention from {'; '.join(sources)}"
    return TableView(
        caption,
        tuple(heads[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        marks=tuple(row.letters for row in view.rows),
        links=links,
    )


def _outcome(row: SofRowView) -> str:
    beside = "; ".join(each for each in (row.importance, row.follow_up) if each)
    return f"{row.outcome} ({beside})" if beside else row.outcome


def _risk_with(arm: str, otherwise: str) -> str:
    """The head of a column of risks; an arm told at length would make it a paragraph."""
    return f"Risk with {arm}" if 0 < len(arm) <= _LONGEST_ARM else otherwise


def _profile(view: ProfileView) -> TableView:
    heads = ("Outcome", "Start", *view.domains, "Certainty")
    rows = []
    for row in view.rows:
        by_domain = {cell.label: cell for cell in row.cells}
        cells = []
        for name in view.domains:
            cell = by_domain.get(name)
            if cell is None or cell.change in ("", "0"):
                cells.append(cell.rating if cell else "")
            else:
                cells.append(f"{cell.rating} ({cell.change})")
        rows.append((row.outcome, row.start, *cells, row.certainty.label))
    return TableView(
        "Evidence profile", heads, tuple(rows), marks=tuple(row.letters for row in view.rows)
    )

"""Summaries of findings and evidence profiles as plain tables, whichever file they go to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.views.findings_table import ProfileRowView, ProfileView, SofRowView, SofView


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table: its claim, what stands above it, its cells, and the notes below."""

    claim: str
    title: str
    about: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


def sof_tables(views: Iterable[SofView]) -> tuple[PrintedTable, ...]:
    """One table for each summary of findings."""
    return tuple(_sof(view) for view in views)


def profile_tables(views: Iterable[ProfileView]) -> tuple[PrintedTable, ...]:
    """One table for each evidence profile."""
    return tuple(_profile(view) for view in views)


def _sof(view: SofView) -> PrintedTable:
    without = f"Risk with {view.comparator}" if view.comparator else "Risk without"
    with_it = f"Risk with {view.intervention}" if view.intervention else "Risk with"
    head = (
        "Outcome",
        "Importance",
        "Studies",
        "Participants",
        "Design",
        "Relative effect",
        without,
        with_it,
        "Difference",
        "Number needed",
        "Certainty",
        "Reasons",
        "What it means",
    )
    asked = (
        ("Population", view.population),
        ("Intervention", view.intervention),
        ("Comparison", view.comparator),
    )
    sources = dict.fromkeys(
        f"Baseline risk of {row.outcome}: {row.baseline_source}"
        for row in view.rows
        if row.baseline_source
    )
    messages = dict.fromkeys(
        f"{row.outcome}: {message}" for row in view.rows for message in row.messages
    )
    return PrintedTable(
        claim=view.claim_id,
        title=f"Summary of findings: {view.statement}",
        about=tuple(f"{name}: {text}" for name, text in asked if text),
        head=head,
        rows=tuple(_sof_cells(row) for row in view.rows),
        notes=(
            *(f"{letter}. {text}" for letter, text in view.footnotes),
            *sources,
            *messages,
            *view.notes,
            *([_INTERVALS] if any(row.baseline for row in view.rows) else []),
        ),
    )


_INTERVALS = (
    "The interval of a risk with the intervention carries the interval of the relative effect; "
    "the uncertainty of the baseline risk is not in it."
)


def _sof_cells(row: SofRowView) -> tuple[str, ...]:
    outcome = f"{row.outcome} ({row.follow_up})" if row.follow_up else row.outcome
    return (
        outcome,
        row.importance,
        row.studies,
        row.participants,
        row.design,
        row.relative or row.narrative,
        row.baseline,
        row.with_intervention,
        row.difference,
        row.needed,
        _certainty(row.certainty.symbol, row.certainty.label),
        ", ".join(row.letters),
        row.statement,
    )


def _profile(view: ProfileView) -> PrintedTable:
    head = (
        "Outcome",
        "Importance",
        "Studies",
        "Participants",
        "Design",
        "Start",
        *view.domains,
        "Relative effect",
        "Absolute effect",
        "Certainty",
        "Reasons",
    )
    return PrintedTable(
        claim=view.claim_id,
        title=f"Evidence profile: {view.statement}",
        about=(),
        head=head,
        rows=tuple(_profile_cells(row) for row in view.rows),
        notes=tuple(f"{letter}. {text}" for letter, text in view.footnotes),
    )


def _profile_cells(row: ProfileRowView) -> tuple[str, ...]:
    cells = [
        f"{cell.rating} ({cell.change})" if cell.change not in ("", "0") else cell.rating
        for cell in row.cells
    ]
    return (
        row.outcome,
        row.importance,
        row.studies,
        row.participants,
        row.design,
        row.start,
        *cells,
        row.relative,
        row.absolute,
        _certainty(row.certainty.symbol, row.certainty.label),
        ", ".join(row.letters),
    )


def _certainty(symbol: str, label: str) -> str:
    return f"{symbol} {label}".strip()


def column_widths(tables: Sequence[PrintedTable], *, most: int = 60) -> Sequence[int]:
    """A width for each column that shows most of what is in it."""
    count = max((len(table.head) for table in tables), default=0)
    lines = [line for table in tables for line in (table.head, *table.rows)]
    return [
        min(most, max((len(line[column]) for line in lines if column < len(line)), default=0))
        for column in range(count)
    ]

"""Parts of a report made of sentences and tables, and its pooled outcomes, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.documents.markdown_text import badge_text, escaped, table
from reports.views.pooled_view import ForestView, PooledOutcomeView
from reports.views.section_view import SectionView, TableView

Lines = Sequence[str]


def section_lines(part: SectionView, heading: str) -> Iterator[Lines]:
    """A part under ``heading`` (``**{}**``, ``### {}``); of a picture its numbers are printed."""
    yield (heading.format(escaped(part.heading)),)
    for text in part.sentences:
        yield (escaped(text),)
    for each in (*part.tables, *(picture.table for picture in part.pictures)):
        yield from _table(each)
    yield [f"- {letter}. {escaped(text)}" for letter, text in part.footnotes]
    yield [f"- {escaped(text)}" for text in part.notes]


def forest_lines(forest: ForestView) -> Iterator[Lines]:
    """A pooled outcome: its studies, and the effect of all of them."""
    yield (f"**{escaped(forest.title)}**",)
    if forest.rows:
        yield table(
            ("Study", "Intervention", "Comparator", escaped(forest.measure), "Weight"),
            (
                (
                    escaped(row.label),
                    escaped(row.intervention),
                    escaped(row.comparator),
                    escaped(row.effect_text),
                    escaped(row.weight_text),
                )
                for row in forest.rows
            ),
        )
    told = (forest.summary, forest.pooled_text, forest.prediction_text, forest.heterogeneity)
    left_out = (f"without {label}: {text}" for label, text in forest.left_out)
    excluded = (f"left out: {each}" for each in forest.excluded)
    yield [f"- {escaped(each)}" for each in (*told, *left_out, *excluded, *forest.notes) if each]


def outcome_lines(outcome: PooledOutcomeView) -> Iterator[Lines]:
    """An outcome beside the leading one: all of its studies, a line for each further analysis."""
    yield from forest_lines(outcome.forest)
    yield (f"Importance: {outcome.importance}. Certainty: {badge_text(outcome.certainty)}.",)
    if outcome.sensitivity is not None:
        yield from forest_lines(outcome.sensitivity)
    yield [
        f"- {escaped(part.heading)}: {escaped(' '.join(part.sentences))}"
        for part in outcome.sections
    ]


def _table(found: TableView) -> Iterator[Lines]:
    if not found.rows:
        return
    rows = [[escaped(cell) for cell in row] for row in found.rows]
    for row, letters in zip(rows, found.marks, strict=False):
        if letters:
            row[-1] = f"{row[-1]} ({', '.join(letters)})"
    yield (f"*{escaped(found.caption)}*",)
    yield table([escaped(head) for head in found.heads], rows)

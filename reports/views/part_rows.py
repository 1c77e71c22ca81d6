"""The parts of a report as rows of tidy tables: what they say, and each cell of their tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from reports.views.review_view import ReviewView
from reports.views.section_view import SectionView

Rows = Iterator[Mapping[str, object]]


def change_rows(view: ReviewView) -> Rows:
    """Each event that would change a grade, and each retraction that did."""
    for claim in view.claims:
        for kind, changes in (("what-if", claim.changes), ("retraction", claim.losses)):
            for each in changes:
                yield {
                    "claim": claim.id,
                    "kind": kind,
                    "event": each.event,
                    "certainty": each.certainty.id,
                    "verdict": each.verdict.id,
                    "effect": each.effect or None,
                    "explanation": each.explanation,
                }


def _every_part(view: ReviewView) -> Iterator[tuple[str | None, SectionView]]:
    yield from ((None, part) for part in view.overview)
    for claim in view.claims:
        yield from ((claim.id, part) for part in claim.sections)
        for outcome in claim.other_outcomes:
            for part in outcome.sections:
                name = f"{outcome.anchor}.{part.identifier}"
                yield claim.id, replace(part, identifier=name)


def part_rows(view: ReviewView) -> Rows:
    """Each sentence, footnote and note of the parts, and what would not change a grade."""
    for claim, part in _every_part(view):
        about = {"claim": claim, "part": part.identifier, "heading": part.heading}
        for text in part.sentences:
            yield {**about, "kind": "sentence", "text": text}
        for letter, text in part.footnotes:
            yield {**about, "kind": "footnote", "letter": letter, "text": text}
        for text in part.notes:
            yield {**about, "kind": "note", "text": text}
    for each in view.claims:
        for text in each.change_notes:
            yield {
                "claim": each.id,
                "part": "what-if",
                "heading": "What would change this grade",
                "kind": "note",
                "text": text,
            }


def table_rows(view: ReviewView) -> Rows:
    """Each cell of the tables of the parts, and of the numbers of their pictures."""
    for claim, part in _every_part(view):
        for table in (*part.tables, *(each.table for each in part.pictures)):
            for number, row in enumerate(table.rows, start=1):
                letters = table.marks[number - 1] if table.marks else ()
                for column, value in zip(table.heads, row, strict=True):
                    yield {
                        "claim": claim,
                        "part": part.identifier,
                        "table": table.caption,
                        "row": number,
                        "column": column,
                        "value": value,
                        "footnotes": "; ".join(letters) if column == table.heads[-1] else None,
                    }

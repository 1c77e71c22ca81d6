"""Parts of a report made of sentences and tables, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.documents.markdown_text import escaped, table
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


def _table(found: TableView) -> Iterator[Lines]:
    if not found.rows:
        return
    rows = [[escaped(cell) for cell in row] for row in found.rows]
    for row, letters in zip(rows, found.marks, strict=False):
        if letters:
            row[-1] = f"{row[-1]} ({', '.join(letters)})"
    yield (f"*{escaped(found.caption)}*",)
    yield table([escaped(head) for head in found.heads], rows)

"""CSV: one table each for claims, links, studies, analyses and findings, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from references.spreadsheet import guarded
from reports.documents.document_format import Document, DocumentFormat
from reports.views.review_view import ReviewView

if TYPE_CHECKING:
    import pandas


def render(view: ReviewView) -> tuple[Document, ...]:
    """A file for each frame of the view, such as ``claims.csv``, as RFC 4180 has it."""
    # pandas takes half a second to import and only this format needs it.
    from reports.frames import view_frames

    frames = view_frames(view)
    return tuple(Document(f"{name}.csv", _table(frame)) for name, frame in frames.items())


def _table(frame: pandas.DataFrame) -> bytes:
    """UTF-8 with lines ended by CR LF; a missing value is an empty cell."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(frame.columns)
    missing = frame.isna()
    for values, gaps in zip(
        frame.itertuples(index=False), missing.itertuples(index=False), strict=True
    ):
        writer.writerow(_cells(values, gaps))
    return stream.getvalue().encode("utf-8", "backslashreplace")


def _cells(values: Iterable[object], gaps: Iterable[bool]) -> list[str]:
    return ["" if gap else guarded(_text(value)) for value, gap in zip(values, gaps, strict=True)]


def _text(value: object) -> str:
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\x00", "\ufffd")


FORMAT = DocumentFormat(
    "csv", "CSV tables: claims, links, studies, changes, parts, tables, findings", render
)

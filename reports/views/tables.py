"""Tables of plots and of analyses as a report prints them."""

from __future__ import annotations

import re

from reports.plots.data_table import DataTable
from reports.views.section_view import TableView

_NUMBER = re.compile(r"[<>]?[−+-]?\d[\d,.]*( ?%)?")


def table_view(caption: str, table: DataTable) -> TableView:
    """A plot's numbers as a table; a column is numeric when every filled cell begins as one."""
    return TableView(caption, table.heads, table.rows, numeric_columns(table.rows))


def numeric_columns(rows: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """The columns that hold nothing but numbers, which are set flush right."""
    found = []
    for at in range(1, len(rows[0]) if rows else 0):
        cells = [row[at].replace("\u00a0", " ") for row in rows if at < len(row) and row[at]]
        if cells and all(_NUMBER.fullmatch(cell) for cell in cells):
            found.append(at)
    return tuple(found)

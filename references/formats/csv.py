"""CSV and other delimited tables, with the columns that the first row names."""

from __future__ import annotations

from references.reading.table_format import table_format

FORMAT = table_format(
    name="csv",
    title="CSV and tab-delimited tables",
    suffixes=(".csv", ".tsv", ".tab"),
)

"""Workbooks of Excel and its like: the table on their first sheet."""

from __future__ import annotations

from dataclasses import replace

from references.formats.xlsx.workbook import decode, encode
from references.reading.table_format import table_format

# A stream would have to unpack the whole workbook first.
FORMAT = replace(
    table_format(name="xlsx", title="Excel workbook", suffixes=(".xlsx", ".xlsm", ".xls")),
    decode=decode,
    encode=encode,
    stream=None,
    write_stream=None,
)

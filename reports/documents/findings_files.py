"""Summaries of findings and evidence profiles as CSV, XLSX, HTML, Markdown and JSON."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font

from evidence.grading.summary_of_findings import SummaryOfFindings
from references.errors import InputError
from references.spreadsheet import guarded
from reports.documents.findings_tables import (
    PrintedTable,
    column_widths,
    profile_tables,
    sof_tables,
)
from reports.documents.markdown_text import escaped, table
from reports.output import STANDARD
from reports.views.findings_table import profile_view, sof_view

SCHEMA = 1
SUFFIXES = (".csv", ".xlsx", ".html", ".md", ".json")

_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms)")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def summary_file(found: Sequence[SummaryOfFindings], target: str) -> bytes:
    """Summaries of findings in the format that the file name asks for.

    Raises:
        InputError: when the suffix is not one of ``SUFFIXES``.
    """
    suffix = suffix_of(target)
    if suffix == ".json":
        return _json("summary_of_findings", found)
    return _RENDERERS[suffix](sof_tables(sof_view(each) for each in found))


def profile_file(found: Sequence[SummaryOfFindings], target: str) -> bytes:
    """Evidence profiles in the format that the file name asks for.

    Raises:
        InputError: when the suffix is not one of ``SUFFIXES``.
    """
    suffix = suffix_of(target)
    if suffix == ".json":
        return _json("evidence_profile", found)
    return _RENDERERS[suffix](profile_tables(profile_view(each) for each in found))


def suffix_of(target: str) -> str:
    """The suffix that chooses a format; standard output gets Markdown.

    Raises:
        InputError: when it is not one of ``SUFFIXES``.
    """
    if target == STANDARD:
        return ".md"
    suffix = PurePath(target).suffix.lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        raise InputError(f"{target}: the name must end in one of {known}, which gives the format")
    return suffix


def _csv(tables: Sequence[PrintedTable]) -> bytes:
    """RFC 4180, every claim in one table; notes come as lines of their own at its end."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    head: tuple[str, ...] | None = None
    for each in tables:
        if each.head != head:
            head = each.head
            writer.writerow([guarded(cell) for cell in ("Claim", *head)])
        for row in each.rows:
            writer.writerow([guarded(_spaced(cell)) for cell in (each.claim, *row)])
        for note in each.notes:
            writer.writerow([guarded(each.claim), guarded(f"Note: {note}")])
    return stream.getvalue().encode("utf-8", "backslashreplace")


def _spaced(text: str) -> str:
    """Without unbreakable spaces, which other programs show as a foreign letter."""
    return text.replace("\u00a0", " ")


def _xlsx(tables: Sequence[PrintedTable]) -> bytes:
    """One sheet for each claim, all cells text, so that none is a formula."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    names: set[str] = set()
    for each in tables:
        sheet = book.create_sheet(_sheet_name(each.claim, names))
        lines = [(each.title,), *((line,) for line in each.about), each.head, *each.rows]
        lines += [(), *((note,) for note in each.notes)]
        at_head = 2 + len(each.about)
        for number, line in enumerate(lines, start=1):
            for column, text in enumerate(line, start=1):
                cell = sheet.cell(number, column)
                cell.value = _CONTROL.sub("\ufffd", text)
                cell.data_type = "s"
                cell.quotePrefix = text != guarded(text)
                within = at_head <= number <= at_head + len(each.rows)
                cell.alignment = Alignment(wrap_text=within, vertical="top")
                if number in (1, at_head):
                    cell.font = Font(bold=True)
        sheet.freeze_panes = sheet.cell(at_head + 1, 2)
        for column, width in enumerate(column_widths([each], most=40), start=1):
            letter = openpyxl.utils.get_column_letter(column)
            sheet.column_dimensions[letter].width = max(10, width + 2)
    if not tables:
        book.create_sheet("nothing")
    book.properties.creator = "evidence-review"
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _sheet_name(claim: str, used: set[str]) -> str:
    """A name that Excel takes: 31 letters, none that it forbids, each once in any case."""
    name = re.sub(r"[\[\]:*?/\\]", "-", _CONTROL.sub("", claim)).strip("'")[:31] or "claim"
    found, number = name, 2
    while found.casefold() in used:
        found = f"{name[:27]}-{number}"
        number += 1
    used.add(found.casefold())
    return found


def _timeless(data: bytes) -> bytes:
    """The same workbook without the hour it was written at, so that bytes repeat."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", content)
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return stream.getvalue()


# Word and LibreOffice keep headings, tables with a header row, superscripts and widths in percent.
_STYLE = (
    "body{font-family:Calibri,Arial,sans-serif;font-size:10pt}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #888;padding:3pt 5pt;text-align:left;vertical-align:top}"
    "th{background:#eee}caption{text-align:left;font-weight:bold;padding:4pt 0}"
)


def _html(tables: Sequence[PrintedTable]) -> bytes:
    """A plain page of tables that word processors import as they are."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8"><title>',
        _text(tables[0].title if len(tables) == 1 else "Summaries of findings"),
        f"</title><style>{_STYLE}</style></head><body>",
    ]
    for each in tables:
        parts.append(f"<h1>{_text(each.title)}</h1>")
        parts += [f"<p>{_text(line)}</p>" for line in each.about]
        parts.append(f"<table><caption>{_text(each.title)}</caption><thead><tr>")
        parts += [f'<th scope="col">{_text(cell)}</th>' for cell in each.head]
        parts.append("</tr></thead><tbody>")
        for row in each.rows:
            first, *rest = row
            cells = "".join(f"<td>{_text(cell)}</td>" for cell in rest)
            parts.append(f'<tr><th scope="row">{_text(first)}</th>{cells}</tr>')
        parts.append("</tbody></table>")
        parts += [f"<p>{_text(note)}</p>" for note in each.notes]
    parts.append("</body></html>\n")
    return "\n".join(parts).encode("utf-8", "backslashreplace")


def _text(text: str) -> str:
    return html.escape(_CONTROL.sub("\ufffd", text), quote=True)


def _markdown(tables: Sequence[PrintedTable]) -> bytes:
    blocks: list[str] = []
    for each in tables:
        blocks.append(f"# {escaped(each.title)}")
        blocks += [escaped(line) for line in each.about]
        rows = ([escaped(cell) for cell in row] for row in each.rows)
        blocks.append("\n".join(table([escaped(cell) for cell in each.head], rows)))
        if each.notes:
            blocks.append("\n".join(f"- {escaped(note)}" for note in each.notes))
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "backslashreplace")


_RENDERERS: Mapping[str, Callable[[Sequence[PrintedTable]], bytes]] = MappingProxyType(
    {".csv": _csv, ".xlsx": _xlsx, ".html": _html, ".md": _markdown}
)


def _json(name: str, found: Sequence[SummaryOfFindings]) -> bytes:
    """The numbers themselves, effects on the analysis scale as elsewhere in JSON."""
    content = {"schema": SCHEMA, name: [_content(each) for each in found]}
    text = json.dumps(content, indent=2, ensure_ascii=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def _content(found: SummaryOfFindings) -> dict[str, Any]:
    content = asdict(found)
    for printed, row in zip(content["rows"], found.rows, strict=True):
        if row.risks is not None:
            printed["risks"] |= {
                "difference": row.risks.difference,
                "difference_low": row.risks.difference_low,
                "difference_high": row.risks.difference_high,
            }
    return content

"""The CSV file of the PRISMA2020 R package and its web application as counts.

Its columns are ``data,node,box,description,boxtext,tooltips,url,n``; of these ``data`` names the
box and ``n`` gives the count, or for excluded reports ``Reason, 12; Other reason, 3`` (Haddaway
and others 2022, doi:10.1002/cl2.1230). Unlike there, the sums are checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence.model.prisma import ExclusionReason, PrismaCounts, imbalances
from references.problem import Problem, Reading
from references.source import Location, SourceFile

_COUNTS = {
    "previous_studies": "previous_studies",
    "previous_reports": "previous_reports",
    "database_results": "databases",
    "register_results": "registers",
    "website_results": "websites",
    "organisation_results": "organisations",
    "citations_results": "citation_searching",
    "duplicates": "duplicates",
    "excluded_automatic": "removed_by_automation",
    "excluded_other": "removed_for_other_reasons",
    "records_screened": "records_screened",
    "records_excluded": "records_excluded",
    "dbr_sought_reports": "reports_sought",
    "dbr_notretrieved_reports": "reports_not_retrieved",
    "dbr_assessed": "reports_assessed",
    "other_sought_reports": "other_reports_sought",
    "other_notretrieved_reports": "other_reports_not_retrieved",
    "other_assessed": "other_reports_assessed",
    "new_studies": "new_studies",
    "new_reports": "new_reports",
    "total_studies": "total_studies",
    "total_reports": "total_reports",
}
_REASONS = {"dbr_excluded": "reports_excluded", "other_excluded": "other_reports_excluded"}
_WITHOUT_COUNT = {"", "NA", "identification", "screening", "included"}
"""Rows that hold titles of the diagram."""

_BROKEN_DOWN = {"database_specific_results": "database_results",
                "register_specific_results": "register_results"}  # fmt: skip
"""Rows of later versions that split a count by source; the count itself has its own row."""

_CELL = re.compile(r'(?:"((?:[^"]|"")*+)"[ \t]*|([^,\r\n]*))(,|\r\n|\r|\n|\Z)')
_COUNT = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+|\d+")
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    location: Location


def read_prisma(source: SourceFile) -> Reading[PrismaCounts]:
    """The counts of a file; what is no count, contradicts another or is unknown is a problem."""
    rows = list(_rows(source))
    heads = [cell.text.strip().lower() for cell in rows[0]] if rows else []
    if "data" not in heads or "n" not in heads:
        missing = " and ".join(repr(each) for each in ("data", "n") if each not in heads)
        problem = Problem(
            "prisma/missing-column",
            f"the first line names no column {missing}",
            Location(source.path),
            "the columns are data,node,box,description,boxtext,tooltips,url,n",
        )
        return Reading(PrismaCounts(), (problem,))
    problems: list[Problem] = []
    found: dict[str, int | tuple[ExclusionReason, ...]] = {}
    places: dict[str, Location] = {}
    for row in rows[1:]:
        _read_row(row, heads, found, places, problems)
    counts = replace(PrismaCounts(), **found)  # type: ignore[arg-type]
    problems += [
        Problem("prisma/arithmetic", each.message, places.get(each.field, Location(source.path)))
        for each in imbalances(counts)
    ]
    return Reading(counts, tuple(problems))


def _read_row(
    row: list[_Cell],
    heads: list[str],
    found: dict[str, int | tuple[ExclusionReason, ...]],
    places: dict[str, Location],
    problems: list[Problem],
) -> None:
    cells = dict(zip(heads, row, strict=False))
    name = cells.get("data")
    if name is None or name.text.strip() in _WITHOUT_COUNT:
        return
    key = name.text.strip()
    if key in _BROKEN_DOWN:
        return
    if key not in _COUNTS and key not in _REASONS:
        problems.append(_problem("unknown-row", f"no box is called {key[:60]!r}", name))
        return
    field = _COUNTS.get(key) or _REASONS[key]
    if field in found:
        problems.append(_problem("repeated-row", f"{key!r} occurs twice; the first counts", name))
        return
    cell = cells.get("n")
    if cell is None or cell.text.strip() in ("", "NA"):
        return
    places[field] = cell.location
    if key in _REASONS:
        found[field] = tuple(_reasons(cell, problems))
        return
    count = _count(cell.text)
    if count is None:
        problems.append(_problem("not-a-count", f"{cell.text[:60]!r} is no count", cell))
    else:
        found[field] = count


def _reasons(cell: _Cell, problems: list[Problem]) -> Iterator[ExclusionReason]:
    """``Wrong outcome, 12; Not in people, 3``, or a bare number without reasons."""
    total = _count(cell.text)
    if total is not None:
        yield ExclusionReason("", total)
        return
    for part in cell.text.split(";"):
        reason, _, number = part.rpartition(",")
        count = _count(number)
        if not part.strip():
            continue
        if count is None:
            message = f"{part.strip()[:60]!r} gives no number of reports"
            problems.append(_problem("not-a-count", message, cell, "write: reason, number"))
            yield ExclusionReason((reason or part).strip(), None)
        else:
            yield ExclusionReason(reason.strip(), count)


def _count(text: str) -> int | None:
    shown = text.strip()
    if not _COUNT.fullmatch(shown) or len(shown) > 15:
        return None
    return int(re.sub(r"\D", "", shown))


def _rows(source: SourceFile) -> Iterator[list[_Cell]]:
    """Rows of cells with their places; a quote that is never closed is a character like others."""
    row: list[_Cell] = []
    end = min(len(source.text), _LONGEST)
    at = 0
    while at < end:
        match = _CELL.match(source.text, at)
        if match is None:  # pragma: no cover - the pattern matches the empty text before an end
            return
        quoted, bare, stop = match.groups()
        content = bare if quoted is None else quoted.replace('""', '"')
        row.append(_Cell(content, source.location(at)))
        at = match.end()
        if stop != ",":
            if any(cell.text.strip() for cell in row):
                yield row
            row = []
    if any(cell.text.strip() for cell in row):
        yield row


def _problem(kind: str, message: str, cell: _Cell, hint: str = "") -> Problem:
    return Problem(f"prisma/{kind}", message, cell.location, hint)

"""The Retraction Watch database as Crossref publishes it: one CSV file, a row for each notice."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from references.dates import PartialDate
from references.errors import InputError
from references.identifiers import DOI, PMID
from references.notice import Notice, NoticeKind
from references.problem import Problem
from references.source import Location

SOURCE = "retraction-watch"
_KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "expression of concern": NoticeKind.EXPRESSION_OF_CONCERN,
    "correction": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_COLUMNS = (
    "Record ID", "RetractionDate", "RetractionDOI", "RetractionPubMedID", "OriginalPaperDOI",
    "OriginalPaperPubMedID", "RetractionNature", "Reason",
)  # fmt: skip
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s|$)")
_LONGEST_CELL = 4_000_000
_FALLBACK = "cp1252-for-stray-bytes"


def _stray_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


# The file is UTF-8 but for a few rows that were pasted from Windows programs.
codecs.register_error(_FALLBACK, _stray_bytes)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One row of the database: a notice, and the identifiers of the papers it is about."""

    notice: Notice
    dois: tuple[str, ...]
    pmids: tuple[str, ...]


def read_retraction_watch(path: Path) -> Iterator[NoticeRow | Problem]:
    """Every row that names a paper, in the file's order; what cannot be read is a problem.

    Raises:
        InputError: when the file cannot be opened or lacks a column of the database.
    """
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", errors=_FALLBACK, newline="") as lines:
            yield from _rows(str(path), (line.replace("\0", "") for line in lines))
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from error


def _rows(path: str, lines: Iterator[str]) -> Iterator[NoticeRow | Problem]:
    reader = csv.reader(lines)
    header = _next(reader, path)
    if not isinstance(header, list):
        reason = header.message if header else "it is empty"
        raise InputError(f"{path}:1:1: this is not the Retraction Watch database: {reason}")
    place = {name.strip().lower(): number for number, name in enumerate(header)}
    missing = [name for name in _COLUMNS if name.lower() not in place]
    if missing:
        raise InputError(
            f"{path}:1:1: this is not the Retraction Watch database: no column "
            f"{', '.join(missing)}; the file is retraction_watch.csv of Crossref's "
            "retraction-watch-data"
        )
    wanted = [place[name.lower()] for name in _COLUMNS]
    while (row := _next(reader, path)) is not None:
        if isinstance(row, Problem):
            yield row
        elif len(row) < len(header):
            if any(cell.strip() for cell in row):
                message = f"the row has {len(row)} cells where the header has {len(header)}"
                yield _problem(path, reader.line_num, "bad-row", message)
        else:
            yield from _read(path, reader.line_num, *(row[number].strip() for number in wanted))


def _next(reader: Iterator[list[str]], path: str) -> list[str] | Problem | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        return _problem(path, getattr(reader, "line_num", 1), "bad-row", str(error))


def _problem(path: str, line: int, kind: str, message: str) -> Problem:
    return Problem(f"retractions/{kind}", message, Location(path, line))


def _read(
    path: str, line: int, record: str, day: str, notice_doi: str, notice_pmid: str,
    dois: str, pmids: str, nature: str, reason: str,
) -> Iterator[NoticeRow | Problem]:  # fmt: skip
    kind = _KINDS.get(nature.lower())
    if kind is None:
        message = f"record {record}: the nature {nature!r} is not known; the row was left out"
        yield _problem(path, line, "unknown-nature", message)
        return
    date = _date(day)
    if day and date is None:
        message = f"record {record}: {day!r} is not a date; the notice counts as undated"
        yield _problem(path, line, "bad-date", message)
    papers = (_all(DOI.normalise, dois), _all(PMID.normalise, pmids))
    if not any(papers):
        return  # a paper without DOI and PMID can be met by no look-up
    notice = Notice(
        kind,
        date,
        doi=DOI.normalise(notice_doi),
        pmid=PMID.normalise(notice_pmid),
        source=SOURCE,
        reasons=tuple(part for text in reason.split(";") if (part := text.strip().lstrip("+"))),
    )
    yield NoticeRow(notice, *papers)


def _all(normalise: Callable[[str], str], text: str) -> tuple[str, ...]:
    # "unavailable" and "0" stand for what is not known, and are no identifiers.
    values = (normalise(part) for part in re.split(r"[;\s]+", text) if part)
    return tuple(dict.fromkeys(value for value in values if value))


def _date(text: str) -> PartialDate | None:
    match = _DATE.match(text)
    if match is None:
        return PartialDate.parse(text.split(" ")[0]) if text[:4].isdecimal() else None
    month, day, year = (int(part) for part in match.groups())
    try:
        return PartialDate(year, month, day)
    except ValueError:
        return None

"""From the cells of one row to the typed values of a reference, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from references.dates import PartialDate, with_month
from references.people import PersonName
from references.reading.notice_text import (
    notices_as_text,
    notices_in_text,
    related_as_text,
    related_in_text,
)
from references.reading.table_kinds import kind_named, name_of
from references.reading.table_misplaced import is_missing, put_right
from references.reading.table_names import NameLists, by_initials, written
from references.reference import Reference, ReferenceKind

Complaint = tuple[str, str, str]
"""Kind of problem, message, and the role whose cell it is about."""

_PAGE_DASH = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—−])\s*")
_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)?(?:doi:?\s*)?", re.I)
_CODE_SEPARATOR = re.compile(r"\s*[;,|/\r\n]\s*|\s+(?=\d)")
_LINE_END = re.compile(r"\s*[\r\n]+\s*")
_DECIMAL = re.compile(r"(-?\d+)\.0+")
_TYPE_SEPARATOR = re.compile(r"\s*[;|,]\s*")
_NO_DATE = re.compile(
    r"in[ -]press|in print|to appear|forthcoming|submitted|accepted|under review|preprint|"
    r"unpublished|n\.?\s?d\.?|no date|undated|in preparation|ahead of print|\?+|n/?a|nan|"
    r"none|null|-",
    re.IGNORECASE,
)
_CITATION = re.compile(
    r"[^;:]*?\b\d{4}\b[^;:]*;\s*(?P<volume>[^(:;.\s]*)\s*(?:\((?P<issue>[^)]*)\))?"
    r"(?::\s*(?P<pages>[^.;]+))?"
)
_TEXT = frozenset(
    {"title", "short_title", "container", "container_short", "collection", "article_number"}
    | {"edition", "publisher", "place", "genre", "url", "language", "abstract", "note", "event"}
    | {"event_place", "original_title", "database", "accession", "arxiv"}
)
_KEYWORD = re.compile(r",(?![^()]{0,200}\))")
_NUMBERS = frozenset({"volume", "issue", "pmid", "pmcid", "total_pages"})
_LISTS = frozenset({"keywords", "publication_types"})
_CODES = frozenset({"isbn", "issn"})
GATHERED = _LISTS | _CODES
"""Roles that several columns may hold together, each adding to the list."""
_DATES = {"accessed": "accessed", "original_date": "original_date"}


class ValueReader:
    """Reads the cells of rows; what was met before is remembered, as years and names recur."""

    def __init__(self) -> None:
        self._names = NameLists()
        self._dates: dict[str, PartialDate | None] = {}
        self._kinds: dict[str, ReferenceKind | None] = {}
        self.complaints: list[Complaint] = []
        self._by_role: Mapping[str, Callable[[str, str], Any]] = {
            **dict.fromkeys(("authors", "editors", "translators"), self._people),
            **dict.fromkeys(_NUMBERS, self._number),
            **dict.fromkeys(_LISTS, self._list),
            **dict.fromkeys(_CODES, self._codes),
            **dict.fromkeys(_DATES, self._date),
            "notices": lambda role, cell: notices_in_text(cell),  # noqa: ARG005
            "related": lambda role, cell: related_in_text(cell),  # noqa: ARG005
            "pages": self._pages,
            "doi": self._doi,
        }

    def values(self, cells: Mapping[str, str]) -> dict[str, Any]:
        """Keyword arguments of a ``Reference`` from the cells of a row by role, without its key."""
        out: dict[str, Any] = {}
        by_role = self._by_role
        for role, cell in cells.items():
            if is_missing(role, cell):
                continue
            if role in _TEXT:
                # Line ends within a cell are those of a narrow column, not of the text.
                out[role] = _LINE_END.sub(" ", cell) if "\n" in cell or "\r" in cell else cell
            elif (read := by_role.get(role)) is not None and (value := read(role, cell)):
                out[role] = value
        if "citation" in cells:
            self._from_citation(cells["citation"], out)
        if "first_page" in cells and "pages" not in out:
            out["pages"] = self._page_range(cells["first_page"], cells.get("last_page", ""))
        if (issued := self._issued(cells)) is not None:
            out["issued"] = issued
        put_right(out)
        word = cells.get("type", "")
        out["kind"] = self._kind(word, out)
        if word:
            out["entry_type"] = word
        return out

    def _people(self, role: str, cell: str) -> tuple[PersonName, ...]:  # noqa: ARG002
        return self._names.read(cell)

    def _number(self, role: str, cell: str) -> str:  # noqa: ARG002
        # A table of numbers with gaps goes through a spreadsheet as 108.0.
        if cell.endswith("0") and (match := _DECIMAL.fullmatch(cell)) is not None:
            return match[1]
        return cell

    def _list(self, role: str, cell: str) -> tuple[str, ...]:  # noqa: ARG002
        if "\n" in cell or "\r" in cell:
            words = _LINE_END.split(cell)
        else:
            words = cell.split(";") if ";" in cell else _KEYWORD.split(cell)
        return tuple(word for each in words if (word := each.strip()))

    def _codes(self, role: str, cell: str) -> tuple[str, ...]:  # noqa: ARG002
        return tuple(code for code in _CODE_SEPARATOR.split(cell) if code)

    def _pages(self, role: str, cell: str) -> str:  # noqa: ARG002
        return _PAGE_DASH.sub("-", cell).replace(" ,", ",")

    def _page_range(self, first: str, last: str) -> str:
        first, last = self._number("", first), self._number("", last)
        if is_missing("pages", first):
            return ""
        return first if not last or last == first else f"{first}-{last}"

    def _doi(self, role: str, cell: str) -> str:  # noqa: ARG002
        return cell if cell.startswith("10.") else _DOI_PREFIX.sub("", cell)

    def _date(self, role: str, cell: str) -> PartialDate | None:
        if cell in self._dates:
            return self._dates[cell]
        date = PartialDate.parse(self._number("", cell))
        if date is None and not _NO_DATE.fullmatch(cell.strip("() ")):
            message = f"{cell[:60]!r} is not a date; dates are written as 2005-03-12"
            self.complaints.append(("library/bad-date", message, role))
        elif len(self._dates) < 50_000:
            self._dates[cell] = date
        return date

    def _issued(self, cells: Mapping[str, str]) -> PartialDate | None:
        text = cells.get("year", "")
        year = self._date("year", text) if text else None
        if (date := cells.get("date")) and (exact := self._date("date", date)) is not None:
            return exact
        if year is None or year.month is not None or "month" not in cells:
            return year
        month = cells["month"]
        words = f"{month} {cells['day']}" if "day" in cells and not month.isdecimal() else month
        finer = with_month(year, words)
        if finer is None:
            message = f"month {month[:60]!r} is not a month"
            self.complaints.append(("library/bad-date", message, "month"))
        return finer or year

    def _from_citation(self, citation: str, out: dict[str, Any]) -> None:
        """Volume, issue and pages, which PubMed's table gives within the citation alone."""
        match = _CITATION.match(citation)
        if match is None:
            return
        for role in ("volume", "issue", "pages"):
            if match[role] and role not in out:
                out[role] = match[role].strip()

    def _kind(self, word: str, values: Mapping[str, Any]) -> ReferenceKind:
        if word:
            if word not in self._kinds:
                self._kinds[word] = _kind_of(word)
            if (kind := self._kinds[word]) is not None:
                return kind
        for type_name in values.get("publication_types", ()):
            if (kind := kind_named(type_name)) is not None:
                return kind
        if "container" in values:
            return ReferenceKind.ARTICLE_JOURNAL
        if "isbn" in values or "publisher" in values:
            return ReferenceKind.BOOK
        return ReferenceKind.OTHER


def _kind_of(word: str) -> ReferenceKind | None:
    kinds = (kind_named(part) for part in (word, *_TYPE_SEPARATOR.split(word)))
    return next((kind for kind in kinds if kind is not None), None)


ATTRIBUTES_OF_ROLE: Mapping[str, tuple[str, ...]] = {
    "type": ("kind", "entry_type"),
    "date": ("issued",),
    "year": ("issued",),
    "month": ("issued",),
    "day": ("issued",),
    "first_page": ("pages",),
    "last_page": ("pages",),
    "citation": (),
    "short_authors": ("authors",),
    "full_authors": ("authors",),
    "document_type": ("kind", "entry_type"),
}
"""The attributes that a role's cell is made of, where they are not of the role's own name."""


def cell_of(reference: Reference, role: str) -> str:
    """What stands in a column of this role for a reference; empty when it has nothing to say."""
    if role in _PARTS:
        return _PARTS[role](reference)
    value: Any = getattr(reference, role, "")
    if not value:
        return ""
    if role in ("authors", "editors", "translators"):
        return written(value)
    if role in GATHERED:
        return _joined(value)
    if role in ("notices", "related"):
        return notices_as_text(value) if role == "notices" else related_as_text(value)
    return value.edtf if isinstance(value, PartialDate) else str(value)


def _joined(words: tuple[str, ...]) -> str:
    """The words so that ``ValueReader`` parts them at the same places."""
    if any(";" in word for word in words):
        return "\n".join(words)
    joined = "; ".join(words)
    return f"{joined};" if len(words) == 1 and "," in joined else joined


def _type(reference: Reference) -> str:
    own = reference.entry_type
    return own if own and _kind_of(own) is reference.kind else name_of(reference.kind)


def _date(reference: Reference) -> str:
    date = reference.issued
    return date.edtf if date and date != PartialDate(date.year) else ""


def _year(reference: Reference) -> str:
    return f"{reference.issued.year:04d}" if reference.issued else ""


def _month(reference: Reference) -> str:
    return str(reference.issued.month or "") if reference.issued else ""


def _day(reference: Reference) -> str:
    return str(reference.issued.day or "") if reference.issued else ""


def _first_page(reference: Reference) -> str:
    return reference.pages.partition("-")[0] if "," not in reference.pages else reference.pages


def _last_page(reference: Reference) -> str:
    return reference.pages.partition("-")[2] if "," not in reference.pages else ""


_DOCUMENT_TYPES = {
    ReferenceKind.ARTICLE_JOURNAL: "Article",
    ReferenceKind.BOOK: "Book",
    ReferenceKind.CHAPTER: "Book chapter",
    ReferenceKind.PROCEEDINGS_PAPER: "Conference paper",
    ReferenceKind.PROCEEDINGS: "Conference review",
    ReferenceKind.REPORT: "Report",
    ReferenceKind.DATASET: "Data set",
}
"""The words of Scopus for kinds of works."""

_PARTS: Mapping[str, Callable[[Reference], str]] = {
    "type": _type,
    "date": _date,
    "year": _year,
    "month": _month,
    "day": _day,
    "first_page": _first_page,
    "last_page": _last_page,
    "citation": lambda reference: "",  # noqa: ARG005 - only PubMed writes it
    "short_authors": lambda reference: by_initials(reference.authors),
    "full_authors": lambda reference: written(reference.authors, "; "),
    "document_type": lambda reference: _DOCUMENT_TYPES.get(reference.kind) or _type(reference),
}

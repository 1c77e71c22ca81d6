"""Writing new tables of references, whose cells run no formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from references.reading.table_headings import roles_of
from references.reading.table_values import cell_of
from references.reference import Reference
from references.spreadsheet import guarded

STANDARD_COLUMNS: Mapping[str, str] = {
    "key": "key",
    "type": "type",
    "author": "authors",
    "year": "year",
    "title": "title",
    "journal": "container",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "doi": "doi",
    "pmid": "pmid",
    "abstract": "abstract",
    "keywords": "keywords",
    "date": "date",
    "article number": "article_number",
    "journal abbreviation": "container_short",
    "short title": "short_title",
    "editor": "editors",
    "translator": "translators",
    "series": "collection",
    "edition": "edition",
    "publisher": "publisher",
    "place": "place",
    "genre": "genre",
    "total pages": "total_pages",
    "event": "event",
    "event place": "event_place",
    "original title": "original_title",
    "original date": "original_date",
    "pmcid": "pmcid",
    "arxiv": "arxiv",
    "isbn": "isbn",
    "issn": "issn",
    "url": "url",
    "accessed": "accessed",
    "language": "language",
    "publication types": "publication_types",
    "database": "database",
    "accession": "accession",
    "notices": "notices",
    "related works": "related",
    "note": "note",
}
"""Headings of a new table, in their order, and what stands below each."""


TABLES = frozenset({"csv", "scopus-csv", "xlsx"})
"""The formats whose fields are the cells of a row, under their headings."""


def unknown_columns(references: Iterable[Reference]) -> tuple[str, ...]:
    """Headings that say nothing known, of records that came from tables no longer at hand."""
    names = dict.fromkeys(
        field.name
        for reference in references
        if reference.source_format in TABLES
        for field in reference.fields
    )
    return tuple(name for name in names if roles_of([name], {}) == [""])


def write_rows(
    references: Iterable[Reference],
    standard: Mapping[str, str] = STANDARD_COLUMNS,
    unknown: Sequence[str] = (),
) -> Iterator[str]:
    """The rows of a new table, one at a time, with columns for what is kept but not understood."""
    yield row_text((*standard, *unknown), ",")
    for reference in references:
        cells = [cell_of(reference, role) for role in standard.values()]
        for name in unknown:
            field = reference.field(name) if reference.source_format in TABLES else None
            cells.append(field.value if field else "")
        yield row_text(cells, ",")


def row_text(texts: Iterable[str], delimiter: str, line_end: str = "\r\n") -> str:
    """One row; a cell that a spreadsheet would run is guarded."""
    return delimiter.join(_cell(text, delimiter) for text in texts) + line_end


def _cell(text: str, delimiter: str) -> str:
    text = guarded(text)
    if delimiter in text or '"' in text or "\n" in text or "\r" in text or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text

"""From the lines of an Embase record to values.

A line is a field's name and its values as the cells of a CSV row; an index term, an author and a
keyword has a cell of its own.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from references.dates import PartialDate
from references.reading import tagged_names, tagged_values
from references.reading.embase_source import source_parts
from references.reading.labelled_values import labelled, labelled_in
from references.reading.table_kinds import name_of
from references.reading.tag_table import TagTable, kind_and_types
from references.reading.tagged_format import Line, Tags
from references.reading.tagged_names import written_name
from references.reading.tagged_values import escaped, readable
from references.reference import Field, Reference, ReferenceKind

_ODD = "NOTE"
_INDEX_TERMS = (
    "EMTREE DRUG INDEX TERMS (MAJOR FOCUS)",
    "EMTREE DRUG INDEX TERMS",
    "EMTREE MEDICAL INDEX TERMS (MAJOR FOCUS)",
    "EMTREE MEDICAL INDEX TERMS",
)


def values(tags: Tags, _fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a record."""
    own = labelled_in(_cells(tags, _ODD))
    words = _cells(tags, "PUBLICATION TYPE")
    kind, types = kind_and_types(words)
    cited = source_parts(_text(tags, "SOURCE"))
    out: dict[str, Any] = {"kind": kind, "publication_types": types, "key": own.pop("key", "")}
    for attribute, names in _SINGLE.items():
        out[attribute] = _text(tags, *names) or cited.get(attribute, "")
    if not out["title"]:
        out["title"], out["original_title"] = out["original_title"], ""
    out["authors"] = tagged_names.people(_cells(tags, "AUTHOR NAMES"))
    out["editors"] = tagged_names.people(_cells(tags, "EDITORS", "CONFERENCE EDITORS"))
    out["issued"] = _issued(tags, cited)
    pages = tagged_values.pages(_text(tags, "FIRST PAGE"), _text(tags, "LAST PAGE"))
    out["pages"] = pages or tagged_values.pages(cited.get("pages", ""))
    out["doi"] = tagged_values.doi(_text(tags, "DOI"))
    out["isbn"], out["issn"] = tagged_values.standard_numbers(_cells(tags, "ISSN", "ISBN"))
    own_words = tuple(_cells(tags, "AUTHOR KEYWORDS"))
    terms = dict.fromkeys(_cells(tags, *_INDEX_TERMS))
    out["keywords"] = (*own_words, *(term for term in terms if term not in own_words))
    out["database"] = _text(tags, "DATABASE") or "Embase"
    out.update(own)
    return {attribute: value for attribute, value in out.items() if value}


def _issued(tags: Tags, cited: Mapping[str, str]) -> PartialDate | None:
    """The day of publication, unless it is of another year than the record says."""
    year = tagged_values.date(_text(tags, "PUBLICATION YEAR") or cited.get("year", ""))
    day = tagged_values.date(_text(tags, "DATE OF PUBLICATION") or cited.get("date", ""))
    return day if day and (year is None or day.year == year.year) else year


def _text(tags: Tags, *names: str) -> str:
    """The value of the first of these fields that has any; commas of an unquoted one are its."""
    for name in names:
        for given in tags.get(name, ()):
            if text := readable(", ".join(_row(given.raw))):
                return text
    return ""


def _cells(tags: Tags, *names: str) -> list[str]:
    rows = [_row(given.raw) for name in names for given in tags.get(name, ())]
    return [text for row in rows for cell in row if (text := readable(cell))]


def _row(raw: str) -> list[str]:
    """The cells of a line; one that no CSV reader takes is a single cell."""
    try:
        return [cell for row in csv.reader([" ".join(raw.split())]) for cell in row]
    except csv.Error:
        return [raw]


def cell(text: str) -> str:
    """A value as a quoted cell."""
    return '"' + escaped(text).replace('"', '""') + '"'


def _title(reference: Reference) -> Sequence[Line]:
    """The line that begins a record, whether there is a title or not."""
    return [("TITLE", cell(reference.title))]


def _kind(reference: Reference) -> Sequence[Line]:
    if reference.kind is ReferenceKind.ARTICLE_JOURNAL:
        return ()
    return [("PUBLICATION TYPE", cell(name_of(reference.kind)))]


def _row_of(tag: str, attribute: str) -> Callable[[Reference], Sequence[Line]]:
    """A line with a cell for each item."""

    def found(reference: Reference) -> Sequence[Line]:
        items = [str(item) for item in getattr(reference, attribute)]
        return [(tag, ",".join(map(cell, items)))] if items else ()

    return found


def _people(tag: str, attribute: str) -> Callable[[Reference], Sequence[Line]]:
    def found(reference: Reference) -> Sequence[Line]:
        names = [cell(written_name(name)) for name in getattr(reference, attribute)]
        return [(tag, ",".join(names))] if names else ()

    return found


def _issued_lines(reference: Reference) -> Sequence[Line]:
    date = reference.issued
    if date is None:
        return ()
    year: Line = ("PUBLICATION YEAR", cell(f"{date.year:04d}"))
    if date.end or date.season or date.approximate:
        return [year, (_ODD, cell(labelled(reference, "issued")))]
    return [year, ("DATE OF PUBLICATION", cell(date.edtf))] if date.month else [year]


def _pages(reference: Reference) -> Sequence[Line]:
    return [("FIRST PAGE", cell(reference.pages))] if reference.pages else ()


def _database(reference: Reference) -> Sequence[Line]:
    return (
        [("DATABASE", cell(reference.database))] if reference.database not in ("", "Embase") else ()
    )


_SINGLE: Mapping[str, tuple[str, ...]] = {
    "title": ("TITLE",),
    "original_title": ("ORIGINAL (NON-ENGLISH) TITLE", "ORIGINAL NON-ENGLISH TITLE"),
    "container": ("SOURCE TITLE",),
    "volume": ("VOLUME",),
    "issue": ("ISSUE",),
    "article_number": ("ARTICLE NUMBER",),
    "publisher": ("BOOK PUBLISHER",),
    "event": ("CONFERENCE NAME",),
    "event_place": ("CONFERENCE LOCATION",),
    "language": ("ARTICLE LANGUAGE", "LANGUAGE OF ARTICLE"),
    "pmid": ("MEDLINE PMID",),
    "accession": ("EMBASE ACCESSION ID", "PUI"),
    "url": ("EMBASE LINK", "FULL TEXT LINK", "OPEN URL LINK"),
    "abstract": ("ABSTRACT", "ORIGINAL ABSTRACT"),
}
_PLAIN = {
    attribute: (names[0], cell) for attribute, names in _SINGLE.items() if attribute != "title"
}
_TABLE = TagTable(
    odd=_ODD,
    plain=_PLAIN | {"doi": ("DOI", cell)},
    special={
        "kind": _kind,
        "title": _title,
        "authors": _people("AUTHOR NAMES", "authors"),
        "editors": _people("EDITORS", "editors"),
        "issued": _issued_lines,
        "pages": _pages,
        "publication_types": _row_of("PUBLICATION TYPE", "publication_types"),
        "isbn": _row_of("ISBN", "isbn"),
        "issn": _row_of("ISSN", "issn"),
        "keywords": _row_of("AUTHOR KEYWORDS", "keywords"),
        "database": _database,
    },
    spelled=cell,
)
lines = _TABLE.lines
SOURCES = _TABLE.sources(
    {
        "kind": ("PUBLICATION TYPE",),
        **_SINGLE,
        "container": ("SOURCE TITLE", "SOURCE"),
        "authors": ("AUTHOR NAMES",),
        "editors": ("EDITORS", "CONFERENCE EDITORS"),
        "issued": ("DATE OF PUBLICATION", "PUBLICATION YEAR", "SOURCE", _ODD),
        "volume": ("VOLUME", "SOURCE"),
        "issue": ("ISSUE", "SOURCE"),
        "pages": ("FIRST PAGE", "LAST PAGE", "SOURCE"),
        "article_number": ("ARTICLE NUMBER", "SOURCE"),
        "publication_types": ("PUBLICATION TYPE",),
        "isbn": ("ISBN",),
        "issn": ("ISSN",),
        "keywords": ("AUTHOR KEYWORDS", *_INDEX_TERMS),
        "database": ("DATABASE",),
    }
)
"""Fields that a value can come from, in the order in which they are looked at."""
ORDER = (
    "title", "kind", "original_title", "authors", "editors", "container", "issued", "volume",
    "issue",
    "pages", "article_number", "publication_types", "event", "event_place", "issn", "isbn",
    "publisher", "abstract", "keywords", "language", "pmid", "accession", "doi", "url",
    "short_title", "container_short", "collection", "original_date", "total_pages", "edition",
    "place", "genre", "pmcid", "arxiv", "accessed", "database", "note", "key",
)  # fmt: skip

"""A reference as the elements of an EndNote record."""

from __future__ import annotations

from collections.abc import Iterable

from references.dates import PartialDate
from references.formats.endnote_xml.layout import KIND_OF_NAME, NUMBER_OF_NAME, TYPE_OF_KIND
from references.people import PersonName
from references.reading.tagged_names import written_name
from references.reading.xml_pieces import Piece
from references.reading.xml_writing import element, escaped, holding
from references.reference import Reference
from references.reference import ReferenceKind as Kind

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_IN_SERIES = (Kind.BOOK, Kind.REPORT, Kind.THESIS, Kind.PROCEEDINGS)
_JOURNAL = (
    Kind.ARTICLE_JOURNAL, Kind.ARTICLE_MAGAZINE, Kind.ARTICLE_NEWSPAPER, Kind.PREPRINT,
)  # fmt: skip


def record_name(_: Reference) -> str:
    """The record element, the same for all."""
    return "record"


def pieces(reference: Reference) -> list[Piece]:
    """Every element that the reference gives rise to, in EndNote's order."""
    found = [*_heading(reference), *_titles(reference), *_details(reference), *_rest(reference)]
    return [Piece(path, raw) for path, raw in found if raw]


def _heading(ref: Reference) -> list[tuple[str, str]]:
    editors, authors = ref.editors, ref.authors
    edited = ref.kind is Kind.BOOK and editors and not authors
    number, name = TYPE_OF_KIND[ref.kind]
    if KIND_OF_NAME.get(ref.entry_type.lower()) is ref.kind:
        name = ref.entry_type
        number = NUMBER_OF_NAME.get(name.lower(), number)
    if edited:
        number, name, authors, editors = 28, "Edited Book", editors, ()
    of_book = ref.kind in (Kind.BOOK, Kind.CHAPTER)
    translators = "subsidiary-authors" if of_book else "translated-authors"
    return [
        ("ref-type", element("ref-type", str(number), name_=name)),
        ("contributors/authors", _people("authors", authors)),
        ("contributors/secondary-authors", _people("secondary-authors", editors)),
        (f"contributors/{translators}", _people(translators, ref.translators)),
    ]


def _titles(ref: Reference) -> list[tuple[str, str]]:
    of_journal = ref.kind in _JOURNAL
    in_series = ref.kind in _IN_SERIES
    second = ref.collection if in_series else ref.container
    third = "" if in_series else ref.collection
    return [
        ("titles/title", _styled("title", ref.title)),
        ("titles/secondary-title", _styled("secondary-title", second)),
        ("titles/tertiary-title", _styled("tertiary-title", third)),
        ("titles/alt-title", "" if of_journal else _styled("alt-title", ref.container_short)),
        ("titles/short-title", _styled("short-title", ref.short_title)),
        (
            "periodical/full-title",
            _styled("full-title", ref.container) if of_journal or in_series else "",
        ),
        ("periodical/abbr-1", _styled("abbr-1", ref.container_short) if of_journal else ""),
    ]


def _details(ref: Reference) -> list[tuple[str, str]]:
    year, detail = _dates(ref.issued)
    codes = "; ".join((*ref.isbn, *ref.issn))
    return [
        ("pages", _styled("pages", ref.pages or ref.total_pages)),
        ("volume", _styled("volume", ref.volume)),
        ("number", _styled("number", ref.issue)),
        ("edition", _styled("edition", ref.edition)),
        ("keywords", holding("keywords", [_styled("keyword", each) for each in ref.keywords])),
        ("dates/year", _styled("year", year)),
        ("dates/pub-dates", holding("pub-dates", [_styled("date", detail)])),
        ("pub-location", _styled("pub-location", ref.place)),
        ("publisher", _styled("publisher", ref.publisher)),
        ("isbn", _styled("isbn", codes)),
        ("accession-num", _styled("accession-num", ref.accession or ref.pmid)),
        ("electronic-resource-num", _styled("electronic-resource-num", ref.doi)),
        ("abstract", _styled("abstract", ref.abstract)),
    ]


def _rest(ref: Reference) -> list[tuple[str, str]]:
    database = ref.database or ("PubMed" if ref.pmid and not ref.accession else "")
    return [
        ("label", _styled("label", ref.key)),
        ("notes", _styled("notes", ref.note)),
        ("work-type", _styled("work-type", ref.genre)),
        ("remote-database-name", _styled("remote-database-name", database)),
        ("language", _styled("language", ref.language)),
        ("urls/related-urls", holding("related-urls", [_styled("url", ref.url)])),
        ("access-date", _styled("access-date", ref.accessed.edtf if ref.accessed else "")),
        ("custom2", _styled("custom2", ref.pmcid)),
        ("custom7", _styled("custom7", ref.article_number)),
    ]


def _styled(name: str, text: str) -> str:
    """An element as EndNote writes it, its text in one run of the plain style."""
    if not text:
        return ""
    return (
        f'<{name}><style face="normal" font="default" size="100%">{escaped(text)}</style></{name}>'
    )


def _people(name: str, people: Iterable[PersonName]) -> str:
    return holding(name, [_styled("author", written_name(person)) for person in people])


def _dates(date: PartialDate | None) -> tuple[str, str]:
    """The year, and what a second field says more exactly: ``Sep 3``, ``Sep-Oct``, ``Spring``."""
    if date is None:
        return "", ""
    year = f"{date.year:04d}"
    if date.end is not None and date.end.year != date.year:
        return f"{year}-{date.end.year}", ""
    if date.season is not None and date.month is None:
        return year, _SEASONS[date.season - 1]
    if date.month is None:
        return year, ""
    detail = _MONTHS[date.month - 1] + (f" {date.day}" if date.day else "")
    if date.end is not None and date.end.month is not None:
        last = "" if date.end.month == date.month else _MONTHS[date.end.month - 1]
        detail += "-" + f"{last} {date.end.day or ''}".strip()
    return year, detail

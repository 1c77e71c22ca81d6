"""What one record of EndNote XML says, as values of a ``Reference``."""

from __future__ import annotations

import re

from lxml import etree

from references.dates import PartialDate, with_month
from references.formats.endnote_xml.layout import KIND_OF_NAME, KIND_OF_NUMBER
from references.people import PersonName
from references.reading import tagged_names, tagged_values
from references.reading.xml_dialect import Values
from references.reading.xml_values import Children, at, by_name, named, text_at, text_of
from references.reference import ReferenceKind as Kind

_PUBMED = re.compile(r"pubmed|medline|\bnlm\b|national library of medicine", re.IGNORECASE)
_PMID = re.compile(r"\d{1,8}")
_LENGTH = re.compile(r"(\d{1,5})\s*(?:p|pp|pages|s|S)?\.?")
_IN_SERIES = (Kind.BOOK, Kind.REPORT, Kind.THESIS, Kind.PROCEEDINGS)
_OF_CHAPTERS = (Kind.CHAPTER, Kind.ENTRY, Kind.PROCEEDINGS_PAPER)


def values(root: etree._Element) -> Values:
    """Keyword arguments of a ``Reference``."""
    inside = by_name(root)
    kind, type_name = _kind(inside.get("ref-type"))
    titles, people = by_name(inside.get("titles")), by_name(inside.get("contributors"))
    authors = _people(people.get("authors"))
    editors = _people(people.get("secondary-authors"))
    if type_name.lower() == "edited book" and not editors:
        authors, editors = (), authors
    translators = _people(people.get("translated-authors"))
    if kind in (Kind.BOOK, Kind.CHAPTER):
        translators = _people(people.get("subsidiary-authors")) or translators
    container, collection = _container(inside, titles, kind)
    isbn, issn = tagged_values.standard_numbers([text_of(inside.get("isbn"))])
    pages, total = _pages(text_of(inside.get("pages")), kind)
    out: Values = {
        "key": text_of(inside.get("label")) or text_of(inside.get("rec-number")),
        "kind": kind,
        "entry_type": type_name,
        "title": text_of(titles.get("title")),
        "short_title": text_of(titles.get("short-title")),
        "authors": authors,
        "editors": editors,
        "translators": translators,
        "accessed": PartialDate.parse(text_of(inside.get("access-date"))),
        "container": container,
        "container_short": _abbreviation(inside, titles, container),
        "collection": collection,
        "volume": text_of(inside.get("volume")),
        "issue": text_of(inside.get("number")) or text_of(inside.get("issue")),
        "pages": pages,
        "total_pages": total,
        "article_number": text_of(inside.get("custom7")) if kind is Kind.ARTICLE_JOURNAL else "",
        "edition": text_of(inside.get("edition")),
        "publisher": text_of(inside.get("publisher")),
        "place": text_of(inside.get("pub-location")),
        "genre": text_of(inside.get("work-type")),
        "isbn": isbn,
        "issn": issn,
        "language": text_of(inside.get("language")),
        "abstract": text_of(inside.get("abstract")),
        "keywords": _keywords(inside.get("keywords")),
        "note": text_of(inside.get("notes")),
        "url": _url(inside.get("urls")),
    }
    return out | _issued(inside.get("dates")) | _identifiers(inside)


def _kind(element: etree._Element | None) -> tuple[Kind, str]:
    """The kind by the name of the type, which outlives numbers; by its number without a name."""
    name = "" if element is None else " ".join(element.get("name", "").split())
    if name.lower() in KIND_OF_NAME:
        return KIND_OF_NAME[name.lower()], name
    return KIND_OF_NUMBER.get(text_of(element), Kind.OTHER), name


def _people(element: etree._Element | None) -> tuple[PersonName, ...]:
    found: list[PersonName] = []
    for each in named(element, "author"):
        if body := " ".join(each.get("corp-name", "").split()):
            found.append(PersonName(literal=body))
        else:
            found.extend(tagged_names.people((text_of(each),)))
    return tuple(found)


def _container(inside: Children, titles: Children, kind: Kind) -> tuple[str, str]:
    """What the work appeared in, and the series of that."""
    second, third = text_of(titles.get("secondary-title")), text_of(titles.get("tertiary-title"))
    periodical = text_at(inside.get("periodical"), "full-title")
    if kind in _OF_CHAPTERS:
        return second or periodical, third
    if kind in _IN_SERIES:
        # EndNote copies the second title, whatever it is, into the list of periodicals.
        return ("" if periodical == second else periodical), second or third
    return periodical or second, third


def _abbreviation(inside: Children, titles: Children, container: str) -> str:
    """The abbreviated title of a journal; EndNote fills these fields with the full one as well."""
    candidates = (
        text_at(inside.get("periodical"), "abbr-1"),
        text_of(titles.get("alt-title")),
        text_at(inside.get("alt-periodical"), "full-title"),
    )
    found = (text for text in candidates if text and text.lower() != container.lower())
    return next(found, "")


def _pages(text: str, kind: Kind) -> tuple[str, str]:
    """Pages of a part, or the length of a whole: EndNote keeps both in one field."""
    length = _LENGTH.fullmatch(text)
    if kind in (Kind.BOOK, Kind.THESIS, Kind.REPORT) and length is not None:
        return "", length[1]
    return tagged_values.pages(text), ""


def _keywords(element: etree._Element | None) -> tuple[str, ...]:
    raws = ["".join(map(str, each.itertext())) for each in named(element, "keyword")]
    raws = [raw for raw in raws if raw.strip()]
    if len(raws) == 1:
        return tagged_values.keywords(raws)
    # A line end within one of several keywords comes from the layout of the file.
    return tuple(word for raw in raws if (word := " ".join(raw.split())))


def _issued(dates: etree._Element | None) -> Values:
    year = text_at(dates, "year")
    detail = text_at(dates, "pub-dates/date")
    date = PartialDate.parse(year)
    if date is None and detail:
        date = PartialDate.parse(detail)
    elif date is not None and detail and date.month is None:
        whole = tagged_values.date(detail)
        if whole is not None and whole.year == date.year:
            date = whole
        elif whole is None:
            date = with_month(date, detail) or date
    unread = year if date is None and any(letter.isdigit() for letter in year) else ""
    return {"issued": date, "bad_dates": (unread,) if unread else ()}


def _identifiers(inside: Children) -> Values:
    number, database = (
        text_of(inside.get("accession-num")),
        text_of(inside.get("remote-database-name")),
    )
    provider = text_of(inside.get("remote-database-provider"))
    from_pubmed = _PUBMED.search(f"{database} {provider}") is not None
    is_pmid = from_pubmed and _PMID.fullmatch(number) is not None
    resource = text_of(inside.get("electronic-resource-num"))
    notes = text_of(inside.get("notes"))
    pmcid = tagged_values.pmcid_in(text_of(inside.get("custom2")))
    return {
        "doi": tagged_values.doi(resource) or resource,
        "pmid": number if is_pmid else tagged_values.pmid_in(f"{number} {notes}"),
        "pmcid": pmcid or tagged_values.pmcid_in(notes),
        "accession": "" if is_pmid else number,
        "database": database,
    }


def _url(urls: etree._Element | None) -> str:
    for group in ("related-urls", "web-urls"):
        for each in named(at(urls, group), "url"):
            # Several addresses in one element stand one a line.
            if text := "".join(map(str, each.itertext())).strip():
                return " ".join(re.split(r"[\r\n]+", text)[0].split())
    return ""

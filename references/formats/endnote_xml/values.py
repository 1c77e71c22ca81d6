"""What one record of EndNote XML says, as values of a ``Reference``."""

from __future__ import annotations

import re

from lxml import etree

from references.dates import PartialDate, with_month
from references.formats.endnote_xml.layout import KIND_OF_NAME, KIND_OF_NUMBER
from references.people import PersonName
from references.reading import tagged_names, tagged_values
from references.reading.xml_dialect import Values
from references.reading.xml_values import at, named, text_at, text_of
from references.reference import ReferenceKind as Kind

_PUBMED = re.compile(r"pubmed|medline|\bnlm\b|national library of medicine", re.IGNORECASE)
_PMID = re.compile(r"\d{1,8}")
_LENGTH = re.compile(r"(\d{1,5})\s*(?:p|pp|pages|s|S)?\.?")
_IN_SERIES = (Kind.BOOK, Kind.REPORT, Kind.THESIS, Kind.PROCEEDINGS)
_OF_CHAPTERS = (Kind.CHAPTER, Kind.ENTRY, Kind.PROCEEDINGS_PAPER)


def values(root: etree._Element) -> Values:
    """Keyword arguments of a ``Reference``."""
    kind, type_name = _kind(at(root, "ref-type"))
    titles, contributors = at(root, "titles"), at(root, "contributors")
    authors = _people(at(contributors, "authors"))
    editors = _people(at(contributors, "secondary-authors"))
    if type_name.lower() == "edited book" and not editors:
        authors, editors = (), authors
    translators = _people(at(contributors, "translated-authors"))
    if kind in (Kind.BOOK, Kind.CHAPTER):
        translators = _people(at(contributors, "subsidiary-authors")) or translators
    container, collection = _container(root, titles, kind)
    isbn, issn = tagged_values.standard_numbers([text_at(root, "isbn")])
    pages, total = _pages(text_at(root, "pages"), kind)
    out: Values = {
        "key": text_at(root, "label") or text_at(root, "rec-number"),
        "kind": kind,
        "entry_type": type_name,
        "title": text_at(titles, "title"),
        "short_title": text_at(titles, "short-title"),
        "authors": authors,
        "editors": editors,
        "translators": translators,
        "accessed": PartialDate.parse(text_at(root, "access-date")),
        "container": container,
        "container_short": _abbreviation(root, titles, container),
        "collection": collection,
        "volume": text_at(root, "volume"),
        "issue": text_at(root, "number") or text_at(root, "issue"),
        "pages": pages,
        "total_pages": total,
        "article_number": text_at(root, "custom7") if kind is Kind.ARTICLE_JOURNAL else "",
        "edition": text_at(root, "edition"),
        "publisher": text_at(root, "publisher"),
        "place": text_at(root, "pub-location"),
        "genre": text_at(root, "work-type"),
        "isbn": isbn,
        "issn": issn,
        "language": text_at(root, "language"),
        "abstract": text_at(root, "abstract"),
        "keywords": _keywords(at(root, "keywords")),
        "note": text_at(root, "notes"),
        "url": _url(at(root, "urls")),
    }
    return out | _issued(at(root, "dates")) | _identifiers(root)


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


def _container(root: etree._Element, titles: etree._Element | None, kind: Kind) -> tuple[str, str]:
    """What the work appeared in, and the series of that."""
    second, third = text_at(titles, "secondary-title"), text_at(titles, "tertiary-title")
    periodical = text_at(root, "periodical/full-title")
    if kind in _OF_CHAPTERS:
        return second or periodical, third
    if kind in _IN_SERIES:
        # EndNote copies the second title, whatever it is, into the list of periodicals.
        return ("" if periodical == second else periodical), second or third
    return periodical or second, third


def _abbreviation(root: etree._Element, titles: etree._Element | None, container: str) -> str:
    """The abbreviated title of a journal; EndNote fills these fields with the full one as well."""
    candidates = (
        text_at(root, "periodical/abbr-1"),
        text_at(titles, "alt-title"),
        text_at(root, "alt-periodical/full-title"),
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


def _identifiers(root: etree._Element) -> Values:
    number, database = text_at(root, "accession-num"), text_at(root, "remote-database-name")
    provider = text_at(root, "remote-database-provider")
    from_pubmed = _PUBMED.search(f"{database} {provider}") is not None
    is_pmid = from_pubmed and _PMID.fullmatch(number) is not None
    resource = text_at(root, "electronic-resource-num")
    notes = text_at(root, "notes")
    pmcid = tagged_values.pmcid_in(text_at(root, "custom2"))
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

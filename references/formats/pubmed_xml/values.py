"""What one record of PubMed XML says, as values of a ``Reference``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lxml import etree

from references.dates import PartialDate
from references.formats.pubmed_xml.relations import relations_in
from references.identifiers import DOI, ORCID
from references.people import OTHERS, PersonName
from references.reading.title_stop import without_stop
from references.reading.xml_dialect import Values
from references.reading.xml_values import (
    at,
    by_name,
    date_of_parts,
    local,
    named,
    person,
    text_at,
    text_of,
    texts_at,
)
from references.reference import ReferenceKind as Kind

_OVER_YEARS = re.compile(r"(\d{4} \D[^-]{0,40}?)\s*[-–]\s*(\d{4}(?: \D[^-]{0,40})?)")
_NO_TITLE = ("[not available]", "[not available].")


def values(root: etree._Element) -> Values:
    """Keyword arguments of a ``Reference``."""
    book = at(root, "BookDocument")
    if book is not None:
        return _book(root, book)
    citation = root if local(root) == "MedlineCitation" else at(root, "MedlineCitation")
    return _article(root, citation)


def _article(root: etree._Element, citation: etree._Element | None) -> Values:
    outer = by_name(citation)
    article = by_name(outer.get("Article"))
    journal = by_name(article.get("Journal"))
    issue = by_name(journal.get("JournalIssue"))
    info = outer.get("MedlineJournalInfo")
    types = texts_at(article.get("PublicationTypeList"), "PublicationType")
    ids = _ids(at(root, "PubmedData/ArticleIdList"))
    title, original = text_of(article.get("ArticleTitle")), text_of(article.get("VernacularTitle"))
    if title.lower() in ("", *_NO_TITLE):
        title = original or title
    title = without_stop(title)
    kind = Kind.PREPRINT if "Preprint" in types else Kind.ARTICLE_JOURNAL
    issued, bad_dates = _date(issue.get("PubDate"))
    if issued is None:
        issued, _ = _date(article.get("ArticleDate"))
    notices, related = relations_in(outer.get("CommentsCorrectionsList"), kind)
    abbreviation = text_of(journal.get("ISOAbbreviation")) or text_at(info, "MedlineTA")
    return {
        "kind": kind,
        "entry_type": next(iter(types), ""),
        "title": title,
        "original_title": original,
        "authors": _authors(article.get("AuthorList")),
        "issued": issued,
        "bad_dates": bad_dates,
        "container": text_of(journal.get("Title")) or abbreviation,
        "container_short": abbreviation,
        "volume": text_of(issue.get("Volume")),
        "issue": text_of(issue.get("Issue")),
        "pages": _pages(article.get("Pagination")),
        "issn": texts_at(article.get("Journal"), "ISSN"),
        "pmid": text_of(outer.get("PMID")) or ids.get("pubmed", ""),
        "doi": _doi(outer.get("Article"), ids),
        "pmcid": ids.get("pmc", "") or ids.get("pmcid", ""),
        "language": ", ".join(texts_at(outer.get("Article"), "Language")),
        "abstract": _abstract(article.get("Abstract")),
        "keywords": (*_headings(outer.get("MeshHeadingList")), *_keywords(citation)),
        "publication_types": types,
        "note": "; ".join(texts_at(citation, "GeneralNote")),
        "notices": notices,
        "related": related,
    }


def _book(root: etree._Element, document: etree._Element) -> Values:
    book = at(document, "Book")
    chapter, whole = text_at(document, "ArticleTitle"), text_at(book, "BookTitle")
    ids = _ids(at(root, "PubmedBookData/ArticleIdList")) | _ids(at(document, "ArticleIdList"))
    types = texts_at(document, "PublicationType")
    lists = {
        (place, each.get("Type", "authors")): _authors(each)
        for place, parent in (("chapter", document), ("book", book))
        for each in named(parent, "AuthorList")
    }
    editors = lists.get(("book", "editors"), ())
    authors = lists.get(("chapter", "authors"), ()) or lists.get(("book", "authors"), ())
    issued, bad_dates = _date(at(book, "PubDate"))
    return {
        "kind": Kind.CHAPTER if chapter else Kind.BOOK,
        "entry_type": next(iter(types), ""),
        "title": chapter or whole,
        "original_title": text_at(document, "VernacularTitle"),
        "container": whole if chapter else "",
        "authors": authors,
        "editors": editors or lists.get(("chapter", "editors"), ()),
        "issued": issued,
        "bad_dates": bad_dates,
        "publisher": text_at(book, "Publisher/PublisherName"),
        "place": text_at(book, "Publisher/PublisherLocation"),
        "collection": text_at(book, "CollectionTitle"),
        "volume": text_at(book, "Volume"),
        "edition": text_at(book, "Edition"),
        "isbn": texts_at(book, "Isbn"),
        "pages": _pages(at(document, "Pagination")),
        "pmid": text_at(document, "PMID") or ids.get("pubmed", ""),
        "doi": ids.get("doi", "") or _doi(book, {}),
        "pmcid": ids.get("pmc", "") or ids.get("pmcid", ""),
        "accession": ids.get("bookaccession", ""),
        "language": ", ".join(texts_at(document, "Language")),
        "abstract": _abstract(at(document, "Abstract")),
        "keywords": tuple(_keywords(document)),
        "publication_types": types,
    }


def _authors(element: etree._Element | None) -> tuple[PersonName, ...]:
    """The names of a list; one that says it is not complete ends as "et al." does."""
    names = [name for each in named(element, "Author") if (name := _name(each)) is not None]
    if names and element is not None and element.get("CompleteYN", "").upper() == "N":
        names.append(OTHERS)
    return tuple(names)


def _name(author: etree._Element) -> PersonName | None:
    parts = by_name(author)
    orcid = ""
    if "Identifier" in parts:
        for each in named(author, "Identifier"):
            if each.get("Source", "").upper() == "ORCID":
                orcid = ORCID.normalise(text_of(each))
    if body := text_of(parts.get("CollectiveName")):
        return PersonName(literal=body, orcid=orcid)
    givens = (text_of(parts.get(name)) for name in ("ForeName", "FirstName", "Initials"))
    given = next(filter(None, givens), "")
    family, suffix = text_of(parts.get("LastName")), text_of(parts.get("Suffix"))
    name = person(family, given, suffix, orcid)
    return name if name.family else None


def _date(element: etree._Element | None) -> tuple[PartialDate | None, tuple[str, ...]]:
    """The date of a date element, and its text when it says something that is no date."""
    if element is None:
        return None, ()
    if medline := text_at(element, "MedlineDate"):
        date = _over_years(medline) or PartialDate.parse(medline)
        return date, () if date else (medline,)
    year, month, day = (text_at(element, part) for part in ("Year", "Month", "Day"))
    date = date_of_parts(year, month, day, text_at(element, "Season"))
    said = " ".join(part for part in (year, month, day) if part)
    return date, () if date or not said else (said,)


def _over_years(text: str) -> PartialDate | None:
    """The range from a day, month or season of one year to another year: 1998 Dec-1999 Jan."""
    match = _OVER_YEARS.fullmatch(text)
    if match is None:
        return None
    start, end = PartialDate.parse(match[1]), PartialDate.parse(match[2])
    if start is None or end is None or start.end or end.end or end.year <= start.year:
        return None
    return replace(start, end=end)


def _pages(element: etree._Element | None) -> str:
    if pages := text_at(element, "MedlinePgn"):
        return pages
    first, last = text_at(element, "StartPage"), text_at(element, "EndPage")
    return f"{first}-{last}" if last and last != first else first


def _ids(element: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in named(element, "ArticleId"):
        if text := text_of(each):
            found.setdefault(each.get("IdType", "pubmed").lower(), text)
    return found


def _doi(article: etree._Element | None, ids: dict[str, str]) -> str:
    """The DOI that is marked valid; a note of its record before one that is marked wrong."""
    doubtful = ""
    for each in named(article, "ELocationID"):
        text = text_of(each)
        if each.get("EIdType", "").lower() == "doi" and text:
            if each.get("ValidYN", "Y").upper() != "N":
                return text
            doubtful = doubtful or text
    return ids.get("doi", "") or (doubtful if DOI.normalise(doubtful) else "")


def _abstract(element: etree._Element | None) -> str:
    """The sections of an abstract in one text, each after its label."""
    parts: list[str] = []
    for each in named(element, "AbstractText"):
        label, text = " ".join(each.get("Label", "").split()), text_of(each)
        if text:
            parts.append(f"{label}: {text}" if label and label != "UNLABELLED" else text)
    return " ".join(parts)


def _headings(headings: etree._Element | None) -> Iterable[str]:
    """Subject headings, each with its qualifiers, as PubMed prints them without the asterisks."""
    for heading in named(headings, "MeshHeading"):
        descriptor, qualifiers = "", []
        for each in heading:
            if each.tag == "DescriptorName":
                descriptor = descriptor or text_of(each)
            elif each.tag == "QualifierName" and (text := text_of(each)):
                qualifiers.append(text)
        if descriptor:
            yield "/".join((descriptor, *qualifiers))


def _keywords(parent: etree._Element | None) -> Iterable[str]:
    for keywords in named(parent, "KeywordList"):
        yield from texts_at(keywords, "Keyword")

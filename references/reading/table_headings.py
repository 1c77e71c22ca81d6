"""Headings of tables of references, and what stands below them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from references.errors import InputError

_NOT_A_LETTER = re.compile(r"[\W_]+")
_PREFIX = re.compile(r"^(?:dc|prism|dcterms) (?=[a-z])")
"""Vocabularies whose terms interfaces of databases write as they stand: ``prism:volume``."""

_HEADINGS: Mapping[str, str] = {
    "key": "key, id, citation key, citekey, cite key, bibtex key, bibtexkey, citationkey, "
    "record id, recordid, record key, reference id, ref id, refid, row id, covidence, uid",
    "type": "entrytype, entry type, item type, itemtype, reference type, ref type, type of work, "
    "type, document type, publication type, documenttype, article type, articletype, "
    "type of reference, document identifier, subtypedescription",
    "authors": "author full names, author names, authors full names, author, authors, author s, "
    "author list, authorlist, primary authors, creator, creators, author full name",
    "editors": "editor, editors, book editors, editor s, conference editors",
    "translators": "translator, translators",
    "title": "title, article title, document title, primary title, title primary, paper title, "
    "publication title article, item title, titles, study title, reference title",
    "short_title": "short title, shorttitle",
    "date": "date, publication date, date published, pubdate, date of publication, issued, "
    "publication date online, publicationdate, coverdate",
    "year": "year, publication year, pub year, pubyear, published year, year of publication, "
    "year published, py",
    "month": "month, published month, publication month",
    "day": "day, publication day",
    "container": "journal, source title, source titles, publication title, journal title, "
    "journal name, journal book, container title, container, source, publication name, "
    "publication, secondary title, book title, booktitle, journaltitle, pubtitle, "
    "anthology title, conference proceedings title, full journal title, publicationtitle, "
    "proceedings title, periodical, source publication, publicationname",
    "container_short": "journal abbreviation, abbreviated source title, journal abbrev, "
    "shortjournal, iso abbreviation, journal iso abbreviation, abbreviated journal",
    "collection": "series, series title, book series title, collection title",
    "volume": "volume, vol, volume number",
    "issue": "issue, number, issue number, journal issue, no, iss, issueidentifier",
    "pages": "pages, page, pagination, page range, page numbers, page s, pagerange",
    "first_page": "first page, start page, page start, startpage, firstpage, beginning page, "
    "begin page, starting page, spage, initial page",
    "last_page": "last page, end page, page end, endpage, lastpage, ending page, epage",
    "article_number": "article number, art no, eid, elocation id, article no, article id, "
    "articlenumber",
    "edition": "edition",
    "publisher": "publisher, book publisher, institution, publisher name, school, organization",
    "place": "place, place of publication, publisher location, city, publisher address, "
    "publisher place, address, location, placeofpublication, publisher city",
    "genre": "genre, thesis type, report type",
    "doi": "doi, digital object identifier doi, doi link, article doi, digital object identifier",
    "pmid": "pmid, pubmed id, medline pmid, pubmedid, pubmed, pubmed number, pm id",
    "pmcid": "pmcid, pmc id, pmc, pmcid number, pubmed central id",
    "arxiv": "arxiv, arxiv id, arxivid",
    "isbn": "isbn, isbns, isbn 13, isbn13, electronic isbn, eisbn, e isbn, print isbn",
    "issn": "issn, issns, eissn, e issn, electronic issn, print issn, issn isbn, pissn, "
    "issn print, issn electronic, issn online, linking issn, issn l",
    "url": "url, link, urls, web link, document url, documenturl, website, web address, "
    "article url, articleurl, dimensions url, external url, url s, full text link, embase link, "
    "pdf link",
    "accessed": "accessed, access date, date accessed, urldate, retrieved, accessed date",
    "original_date": "original date, origdate, original year, original publication year",
    "original_title": "original title, title original, original non english title, origtitle, "
    "original foreign title, orig title",
    "language": "language, languages, language of original document, langid, publication language, "
    "article language, language of article",
    "abstract": "abstract, abstract note, abstracts, abstractnote, summary",
    "keywords": "keywords, keyword, author keywords, manual tags, automatic tags, tags, "
    "mesh terms, mesh, index keywords, subject terms, subjects, author s keywords, keywords plus",
    "note": "note, notes, extra, remarks, comments",
    "total_pages": "num pages, number of pages, pagetotal, page count, total pages, page total",
    "event": "conference name, conference, conference title, event, event title, meeting name, "
    "eventtitle, meeting",
    "event_place": "conference location, conference place, event place, event location, venue, "
    "meeting location",
    "database": "database, source database, database name, db, library catalog, search source, "
    "data source",
    "accession": "accession number, accession, accession id, embase accession id, pui, "
    "unique identifier, accession no, accessionnumber, publication id, lens id",
    "publication_types": "publication types, publicationtypes, study type",
    "notices": "notices",
    "related": "related works, relatedworks",
    "citation": "citation",
}
_WEB_OF_SCIENCE: Mapping[str, str] = {
    "pt": "type", "af": "authors", "au": "authors", "be": "editors", "ed": "editors", "ti": "title",
    "so": "container", "se": "collection", "ji": "container_short", "j9": "container_short",
    "la": "language", "ct": "event", "cl": "event_place", "de": "keywords", "id": "keywords",
    "ab": "abstract", "pu": "publisher", "pi": "place", "sn": "issn", "ei": "issn", "bn": "isbn",
    "py": "year", "vl": "volume", "is": "issue", "bp": "first_page", "ep": "last_page",
    "ar": "article_number", "di": "doi", "pg": "total_pages", "ut": "accession", "pm": "pmid",
    "dt": "publication_types", "pd": "month", "ps": "pages",
}  # fmt: skip
_PREFERRED = frozenset(
    {"author full names", "authors full names", "author full name", "af", "entrytype", "entry type"}
    | {"item type", "itemtype", "reference type", "key", "id", "citation key", "article title"}
    | {"ji", "document title", "source title"}
)
"""Headings whose column is looked at first where several stand for one thing."""

_ROLE_OF_HEADING = {
    heading.strip(): role for role, headings in _HEADINGS.items() for heading in headings.split(",")
}
ROLES = frozenset(_HEADINGS)
"""What a column can hold: the attributes of a reference, and parts of some of them."""

_SINGULAR = {"author": "authors", "editor": "editors", "translator": "translators"}
_MAPPABLE = {**{role: role for role in ROLES}, **_SINGULAR, "journal": "container"}
_MAPPABLE |= {"number": "issue", "id": "key", "keyword": "keywords", "kind": "type"}


def folded(heading: str) -> str:
    """A heading as it is compared: small letters and digits, one space between words."""
    return _NOT_A_LETTER.sub(" ", heading).strip().lower()


def roles_of(headings: Sequence[str], columns: Mapping[str, str]) -> list[str]:
    """What each column holds, empty where the heading says nothing known.

    ``columns`` says it for some headings and outranks the table of known ones; an empty role is a
    column that is only kept.
    """
    named = {folded(heading): role for heading, role in columns.items()}
    names = [_PREFIX.sub("", folded(heading)) for heading in headings]
    known = _WEB_OF_SCIENCE if _is_web_of_science(names) else _ROLE_OF_HEADING
    taken = set(named.values())
    roles = []
    for name in names:
        role = known.get(name, "")
        roles.append(named.get(name, "" if role in taken else role))
    if "type" in names and any(
        roles[i] == "type" for i, name in enumerate(names) if name != "type"
    ):
        # Beside an item type, Zotero's "Type" is that of a thesis or a report.
        roles[names.index("type")] = "genre"
    return roles


def preference(heading: str) -> int:
    """0 for a heading whose column is looked at first, 1 for any other."""
    return 0 if folded(heading) in _PREFERRED else 1


def _is_web_of_science(names: Sequence[str]) -> bool:
    """Whether the headings are field tags, of which ``ID`` is no key but keywords."""
    return len({"pt", "au", "ti", "so"} & set(names)) >= 3


def role_named(name: str) -> str:
    """The role that a person calls ``name``.

    Raises:
        InputError: when there is none, naming those there are.
    """
    role = _MAPPABLE.get(name.strip().lower().replace("-", "_").replace(" ", "_"))
    if role is None:
        known = ", ".join(sorted(ROLES))
        raise InputError(f"no column of a table can hold {name!r}; known are {known}")
    return role

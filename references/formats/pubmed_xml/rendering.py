"""A reference as the elements of a PubMed record."""

from __future__ import annotations

from references.dates import PartialDate
from references.formats.pubmed_xml.relations import relation_elements
from references.people import PersonName
from references.reading.title_stop import with_stop
from references.reading.xml_pieces import Piece
from references.reading.xml_writing import element, holding
from references.reference import Reference
from references.reference import ReferenceKind as Kind

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
# The document type wants one type at least. MEDLINE's own word where it has one; a plain one where
# it has none, since a web page that says it is an article would mislead whoever reads it.
_TYPE_OF_KIND = {
    Kind.PREPRINT: "Preprint",
    Kind.ARTICLE_MAGAZINE: "Magazine Article",
    Kind.ARTICLE_NEWSPAPER: "Newspaper Article",
    Kind.PROCEEDINGS_PAPER: "Conference Paper",
    Kind.PROCEEDINGS: "Conference Proceedings",
    Kind.THESIS: "Academic Dissertation",
    Kind.REPORT: "Technical Report",
    Kind.DATASET: "Dataset",
    Kind.SOFTWARE: "Software",
    Kind.PATENT: "Patent",
    Kind.STANDARD: "Standard",
    Kind.WEBPAGE: "Web Page",
    Kind.ENTRY: "Encyclopedia Entry",
    Kind.PERIODICAL: "Periodical",
    Kind.MANUSCRIPT: "Unpublished Work",
    Kind.PAMPHLET: "Pamphlet",
    Kind.MEDIA: "Video-Audio Media",
    Kind.LEGAL: "Legal Case",
    Kind.LEGISLATION: "Legislation",
    Kind.OTHER: "Document",
}
_IN_BOOKS = (Kind.BOOK, Kind.CHAPTER)


def record_name(reference: Reference) -> str:
    """The record element: that of the reference's own pieces, or the one for its kind."""
    for field in reference.fields:
        if reference.source_format != "pubmed-xml":
            break
        if field.name.startswith(("BookDocument/", "PubmedBookData/")):
            return "PubmedBookArticle"
        if field.name.startswith(("MedlineCitation/", "PubmedData/")):
            return "PubmedArticle"
        if field.name.startswith("Article/"):
            return "MedlineCitation"
    return "PubmedBookArticle" if reference.kind in _IN_BOOKS else "PubmedArticle"


def pieces(reference: Reference) -> list[Piece]:
    """Every element that the reference gives rise to, in the order of the document type."""
    name = record_name(reference)
    if name == "PubmedBookArticle":
        found = _book(reference)
    else:
        found = [*_article(reference), *_data(reference)]
        if name == "MedlineCitation":
            inside = [(path, raw) for path, raw in found if path.startswith("MedlineCitation/")]
            found = [(path.partition("/")[2], raw) for path, raw in inside]
    return [Piece(path, raw) for path, raw in found if raw]


def _article(ref: Reference) -> list[tuple[str, str]]:
    citation, article = "MedlineCitation/", "MedlineCitation/Article/"
    journal, issue = article + "Journal/", article + "Journal/JournalIssue/"
    types = ref.publication_types or (_TYPE_OF_KIND.get(ref.kind, "Journal Article"),)
    return [
        (citation + "PMID", _one("PMID", ref.pmid)),
        *((journal + "ISSN", _one("ISSN", code)) for code in ref.issn),
        (issue + "Volume", _one("Volume", ref.volume)),
        (issue + "Issue", _one("Issue", ref.issue)),
        (issue + "PubDate", _date(ref.issued)),
        (journal + "Title", _one("Title", ref.container)),
        (journal + "ISOAbbreviation", _one("ISOAbbreviation", ref.container_short)),
        (article + "ArticleTitle", element("ArticleTitle", with_stop(ref.title))),
        (article + "Pagination", holding("Pagination", [_one("MedlinePgn", ref.pages)])),
        (article + "ELocationID[doi]", _marked("ELocationID", "EIdType", "doi", ref.doi)),
        (article + "Abstract", holding("Abstract", [_one("AbstractText", ref.abstract)])),
        (article + "AuthorList", _authors(ref.authors, "CompleteYN")),
        (article + "Language", _one("Language", ref.language)),
        (
            article + "PublicationTypeList",
            holding("PublicationTypeList", [_one("PublicationType", each) for each in types]),
        ),
        (article + "VernacularTitle", _one("VernacularTitle", ref.original_title)),
        (citation + "MedlineJournalInfo/MedlineTA", _one("MedlineTA", ref.container_short)),
        *(
            (f"{citation}CommentsCorrectionsList/CommentsCorrections[{name}]", raw)
            for name, raw in relation_elements(ref.notices, ref.related)
        ),
        (citation + "KeywordList", _keywords(ref.keywords)),
        (citation + "GeneralNote", _one("GeneralNote", ref.note)),
    ]


def _data(ref: Reference) -> list[tuple[str, str]]:
    ids = "PubmedData/ArticleIdList/ArticleId"
    return [
        (f"{ids}[pubmed]", _marked("ArticleId", "IdType", "pubmed", ref.pmid)),
        (f"{ids}[doi]", _marked("ArticleId", "IdType", "doi", ref.doi)),
        (f"{ids}[pmc]", _marked("ArticleId", "IdType", "pmc", ref.pmcid)),
    ]


def _book(ref: Reference) -> list[tuple[str, str]]:
    document, book = "BookDocument/", "BookDocument/Book/"
    ids = document + "ArticleIdList/ArticleId"
    is_chapter = ref.kind is Kind.CHAPTER
    whole = ref.container if is_chapter else ref.title
    people = "" if is_chapter else book
    return [
        (document + "PMID", _one("PMID", ref.pmid)),
        (f"{ids}[bookaccession]", _marked("ArticleId", "IdType", "bookaccession", ref.accession)),
        (f"{ids}[doi]", _marked("ArticleId", "IdType", "doi", ref.doi)),
        (f"{ids}[pmc]", _marked("ArticleId", "IdType", "pmc", ref.pmcid)),
        (book + "Publisher/PublisherName", _one("PublisherName", ref.publisher)),
        (book + "Publisher/PublisherLocation", _one("PublisherLocation", ref.place)),
        (book + "BookTitle", element("BookTitle", whole)),
        (book + "PubDate", _date(ref.issued)),
        (book + "AuthorList", _authors(ref.authors, "Type", "authors") if people else ""),
        (book + "AuthorList", _authors(ref.editors, "Type", "editors")),
        (book + "Volume", _one("Volume", ref.volume)),
        (book + "Edition", _one("Edition", ref.edition)),
        (book + "CollectionTitle", _one("CollectionTitle", ref.collection)),
        *((book + "Isbn", _one("Isbn", code)) for code in ref.isbn),
        (document + "ArticleTitle", element("ArticleTitle", ref.title) if is_chapter else ""),
        (document + "VernacularTitle", _one("VernacularTitle", ref.original_title)),
        (document + "Pagination", holding("Pagination", [_one("MedlinePgn", ref.pages)])),
        (document + "Language", _one("Language", ref.language)),
        (document + "AuthorList", "" if people else _authors(ref.authors, "Type", "authors")),
        *(
            (document + "PublicationType", _one("PublicationType", t))
            for t in ref.publication_types
        ),
        (document + "Abstract", holding("Abstract", [_one("AbstractText", ref.abstract)])),
        (document + "KeywordList", _keywords(ref.keywords)),
    ]


def _one(name: str, text: str) -> str:
    return element(name, text) if text else ""


def _marked(name: str, attribute: str, value: str, text: str) -> str:
    return element(name, text, **{attribute: value}) if text else ""


def _keywords(words: tuple[str, ...]) -> str:
    return holding("KeywordList", [_one("Keyword", word) for word in words], Owner="NOTNLM")


def _authors(names: tuple[PersonName, ...], attribute: str, value: str = "") -> str:
    value = value or ("N" if any(name.is_others for name in names) else "Y")
    children = [_author(name) for name in names if not name.is_others]
    cut = {"CompleteYN": "N"} if attribute == "Type" and any(n.is_others for n in names) else {}
    return holding("AuthorList", children, **{attribute: value}, **cut)


def _author(name: PersonName) -> str:
    orcid = element("Identifier", name.orcid, Source="ORCID") if name.orcid else ""
    if name.literal:
        return holding("Author", [_one("CollectiveName", name.literal), orcid])
    return holding(
        "Author",
        [
            _one("LastName", f"{name.particle} {name.family}".strip()),
            _one("ForeName", name.given),
            _one("Initials", _initials(name.given)),
            _one("Suffix", name.suffix),
            orcid,
        ],
    )


def _initials(given: str) -> str:
    """Initials as PubMed writes them: ``Jean-Paul B`` to ``JPB``."""
    parts = given.replace("-", " ").replace(".", " ").split()
    return "".join(part if part.isupper() and len(part) < 4 else part[0].upper() for part in parts)


def _date(date: PartialDate | None) -> str:
    if date is None:
        return ""
    if date.end is not None:
        return holding("PubDate", [_one("MedlineDate", _range(date, date.end))])
    month = _MONTHS[date.month - 1] if date.month else ""
    return holding(
        "PubDate",
        [
            _one("Year", f"{date.year:04d}"),
            _one("Month", month),
            _one("Day", f"{date.day:02d}" if date.day else ""),
            _one("Season", _SEASONS[date.season - 1] if date.season and not month else ""),
        ],
    )


def _range(start: PartialDate, end: PartialDate) -> str:
    """A range in the manner of MEDLINE: ``2005 Sep-Oct``, ``2000 Dec 23-30``, ``1999-2000``."""
    if start.month is None or end.month is None:
        return f"{start.year}-{end.year}"
    first = f"{start.year} {_MONTHS[start.month - 1]}" + (f" {start.day}" if start.day else "")
    last = f"{_MONTHS[end.month - 1]}" + (f" {end.day}" if end.day else "")
    if start.year == end.year and start.month == end.month and end.day:
        return f"{first}-{end.day}"
    return f"{first}-{last}" if start.year == end.year else f"{first}-{end.year} {last}"

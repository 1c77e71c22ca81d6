"""One bibliographic record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from references.dates import PartialDate
from references.notice import Notice, RelatedWork
from references.people import PersonName
from references.source import Location, Span


class ReferenceKind(StrEnum):
    """What was cited, in the item types of CSL 1.0.2."""

    ARTICLE_JOURNAL = "article-journal"
    ARTICLE_MAGAZINE = "article-magazine"
    ARTICLE_NEWSPAPER = "article-newspaper"
    PREPRINT = "article"
    BOOK = "book"
    CHAPTER = "chapter"
    PROCEEDINGS_PAPER = "paper-conference"
    PROCEEDINGS = "collection"
    THESIS = "thesis"
    REPORT = "report"
    DATASET = "dataset"
    SOFTWARE = "software"
    PATENT = "patent"
    STANDARD = "standard"
    WEBPAGE = "webpage"
    ENTRY = "entry"
    PERIODICAL = "periodical"
    MANUSCRIPT = "manuscript"
    PAMPHLET = "pamphlet"
    MEDIA = "motion_picture"
    LEGAL = "legal_case"
    LEGISLATION = "legislation"
    OTHER = "document"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record as its file had it.

    ``raw`` is the untouched value between its delimiters; ``value`` is readable Unicode.
    """

    name: str
    raw: str
    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class Reference:
    """One bibliographic record, by citation key.

    Typed values are what could be understood; ``fields`` keeps every original, so that nothing is
    lost and rules can point into the file. ``entry_type`` is the format's own word
    (``inproceedings``, ``JOUR``), and ``source_format`` the name of the format it was read by,
    which alone knows what its ``fields`` mean. Text is Unicode without markup. ``pages`` uses a
    plain hyphen between first and last page; ``total_pages`` is the length of a whole book.
    ``issue`` is also the number of a report, patent or standard. ``database`` and ``accession`` say
    where a search found the record. ``notices`` and ``related`` are what the record itself names.
    """

    key: str
    kind: ReferenceKind
    location: Location
    entry_type: str = ""
    title: str = ""
    short_title: str = ""
    authors: tuple[PersonName, ...] = ()
    editors: tuple[PersonName, ...] = ()
    translators: tuple[PersonName, ...] = ()
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    original_date: PartialDate | None = None
    container: str = ""
    container_short: str = ""
    collection: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    edition: str = ""
    publisher: str = ""
    place: str = ""
    genre: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    arxiv: str = ""
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    url: str = ""
    language: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""
    total_pages: str = ""
    event: str = ""
    event_place: str = ""
    original_title: str = ""
    database: str = ""
    accession: str = ""
    publication_types: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    related: tuple[RelatedWork, ...] = ()
    fields: tuple[Field, ...] = ()
    span: Span | None = None
    source_format: str = ""

    def field(self, name: str) -> Field | None:
        """The first original field of that name, compared without case."""
        wanted = name.lower()
        return next((field for field in self.fields if field.name.lower() == wanted), None)

    def place_of(self, *names: str) -> Location:
        """Where the first of the named fields stands, or where the record begins."""
        for name in names:
            if (field := self.field(name)) is not None:
                return field.location
        return self.location

    @property
    def year(self) -> int | None:
        """Year of issue."""
        return self.issued.year if self.issued else None

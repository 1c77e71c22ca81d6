"""Where EndNote XML keeps what: its elements in the order of EndNote's document type."""

from __future__ import annotations

from collections.abc import Mapping

from references.reference import ReferenceKind as Kind

ORDER: tuple[str, ...] = (
    "database", "source-app", "rec-number", "foreign-keys", "ref-type",
    "contributors/authors", "contributors/secondary-authors", "contributors/tertiary-authors",
    "contributors/subsidiary-authors", "contributors/translated-authors",
    "auth-address", "auth-affiliation",
    "titles/title", "titles/secondary-title", "titles/tertiary-title", "titles/alt-title",
    "titles/short-title", "titles/translated-title",
    "periodical/full-title", "periodical/abbr-1", "periodical/abbr-2", "periodical/abbr-3",
    "alt-periodical", "pages", "volume", "number", "issue", "secondary-volume",
    "secondary-issue", "num-vols", "edition", "section", "reprint-edition", "reprint-status",
    "keywords", "dates/year", "dates/pub-dates", "dates/copyright-dates",
    "pub-location", "publisher", "orig-pub", "isbn", "accession-num", "call-num", "report-id",
    "coden", "electronic-resource-num", "abstract", "label", "image", "caption", "notes",
    "research-notes", "work-type", "reviewed-item", "availability", "remote-source",
    "meeting-place", "work-location", "work-extent", "pack-method", "size", "repro-ratio",
    "remote-database-name", "remote-database-provider", "language",
    "urls/web-urls", "urls/pdf-urls", "urls/text-urls", "urls/related-urls", "urls/image-urls",
    "access-date", "modified-date",
    "custom1", "custom2", "custom3", "custom4", "custom5", "custom6", "custom7",
    "misc1", "misc2", "misc3",
)  # fmt: skip

CONTAINERS = frozenset({"contributors", "titles", "periodical", "dates", "urls"})

SOURCES: Mapping[str, tuple[str, ...]] = {
    "kind": ("ref-type",),
    "title": ("titles/title",),
    "short_title": ("titles/short-title",),
    "authors": ("contributors/authors",),
    "editors": ("contributors/secondary-authors", "contributors/authors", "ref-type"),
    "translators": ("contributors/subsidiary-authors", "contributors/translated-authors"),
    "issued": ("dates/year", "dates/pub-dates"),
    "accessed": ("access-date",),
    "container": ("titles/secondary-title", "periodical/full-title"),
    "container_short": ("periodical/abbr-1", "titles/alt-title", "alt-periodical"),
    "collection": ("titles/tertiary-title", "titles/secondary-title"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "total_pages": ("pages",),
    "article_number": ("custom7",),
    "edition": ("edition",),
    "publisher": ("publisher",),
    "place": ("pub-location",),
    "genre": ("work-type",),
    "doi": ("electronic-resource-num",),
    "pmid": ("accession-num", "remote-database-name"),
    "accession": ("accession-num",),
    "database": ("remote-database-name",),
    "pmcid": ("custom2",),
    "isbn": ("isbn",),
    "issn": ("isbn",),
    "url": ("urls/related-urls", "urls/web-urls"),
    "language": ("language",),
    "abstract": ("abstract",),
    "keywords": ("keywords",),
    "note": ("notes",),
    "key": ("label",),
}
"""Which elements each attribute of a reference is made of."""

_TYPES: tuple[tuple[int, str, Kind], ...] = (
    (17, "Journal Article", Kind.ARTICLE_JOURNAL),
    (43, "Electronic Article", Kind.ARTICLE_JOURNAL),
    (19, "Magazine Article", Kind.ARTICLE_MAGAZINE),
    (23, "Newspaper Article", Kind.ARTICLE_NEWSPAPER),
    (6, "Book", Kind.BOOK),
    (28, "Edited Book", Kind.BOOK),
    (44, "Electronic Book", Kind.BOOK),
    (49, "Classical Work", Kind.BOOK),
    (51, "Ancient Text", Kind.BOOK),
    (5, "Book Section", Kind.CHAPTER),
    (60, "Electronic Book Section", Kind.CHAPTER),
    (47, "Conference Paper", Kind.PROCEEDINGS_PAPER),
    (10, "Conference Proceedings", Kind.PROCEEDINGS_PAPER),
    (32, "Thesis", Kind.THESIS),
    (27, "Report", Kind.REPORT),
    (46, "Government Document", Kind.REPORT),
    (59, "Dataset", Kind.DATASET),
    (55, "Aggregated Database", Kind.DATASET),
    (45, "Online Database", Kind.DATASET),
    (9, "Computer Program", Kind.SOFTWARE),
    (25, "Patent", Kind.PATENT),
    (58, "Standard", Kind.STANDARD),
    (12, "Web Page", Kind.WEBPAGE),
    (56, "Blog", Kind.WEBPAGE),
    (53, "Encyclopedia", Kind.ENTRY),
    (52, "Dictionary", Kind.ENTRY),
    (57, "Serial", Kind.PERIODICAL),
    (36, "Manuscript", Kind.MANUSCRIPT),
    (34, "Unpublished Work", Kind.MANUSCRIPT),
    (24, "Pamphlet", Kind.PAMPHLET),
    (21, "Film or Broadcast", Kind.MEDIA),
    (3, "Audiovisual Material", Kind.MEDIA),
    (2, "Artwork", Kind.MEDIA),
    (48, "Online Multimedia", Kind.MEDIA),
    (61, "Music", Kind.MEDIA),
    (7, "Case", Kind.LEGAL),
    (14, "Hearing", Kind.LEGAL),
    (31, "Statute", Kind.LEGISLATION),
    (4, "Bill", Kind.LEGISLATION),
    (50, "Legal Rule or Regulation", Kind.LEGISLATION),
    (13, "Generic", Kind.OTHER),
)
KIND_OF_NAME: Mapping[str, Kind] = {name.lower(): kind for _, name, kind in _TYPES} | {
    "preprint": Kind.PREPRINT,
    "working paper": Kind.REPORT,
    "proceedings": Kind.PROCEEDINGS,
}
KIND_OF_NUMBER: Mapping[str, Kind] = {str(number): kind for number, _, kind in _TYPES}
NUMBER_OF_NAME: Mapping[str, int] = {name.lower(): number for number, name, _ in _TYPES}
TYPE_OF_KIND: Mapping[Kind, tuple[int, str]] = {
    **{kind: (number, name) for number, name, kind in reversed(_TYPES)},
    # EndNote has no type for a preprint; the kind itself is kept beside.
    Kind.PREPRINT: (43, "Electronic Article"),
    Kind.PROCEEDINGS: (10, "Conference Proceedings"),
}
"""The number and the name of the type that each kind is written as."""

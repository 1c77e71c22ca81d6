"""Reference types of RefWorks, and the kinds of reference they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from references.reference import ReferenceKind as Kind

TYPE_OF_KIND: Mapping[Kind, str] = {
    Kind.ARTICLE_JOURNAL: "Journal Article",
    Kind.ARTICLE_MAGAZINE: "Magazine Article",
    Kind.ARTICLE_NEWSPAPER: "Newspaper Article",
    Kind.PREPRINT: "Preprint",
    Kind.BOOK: "Book, Whole",
    Kind.CHAPTER: "Book, Section",
    Kind.PROCEEDINGS_PAPER: "Conference Proceedings",
    Kind.PROCEEDINGS: "Proceedings",
    Kind.THESIS: "Dissertation/Thesis",
    Kind.REPORT: "Report",
    Kind.DATASET: "Dataset",
    Kind.SOFTWARE: "Computer Program",
    Kind.PATENT: "Patent",
    Kind.STANDARD: "Standard",
    Kind.WEBPAGE: "Web Page",
    Kind.ENTRY: "Encyclopedia Entry",
    Kind.PERIODICAL: "Journal, Whole",
    Kind.MANUSCRIPT: "Unpublished Material",
    Kind.PAMPHLET: "Pamphlet",
    Kind.MEDIA: "Video/ DVD",
    Kind.LEGAL: "Case/Court Decisions",
    Kind.LEGISLATION: "Laws/Statutes",
    Kind.OTHER: "Generic",
}
KIND_OF_TYPE: Mapping[str, Kind] = {
    "abstract": Kind.ARTICLE_JOURNAL,
    "artwork": Kind.MEDIA,
    "bills/resolutions": Kind.LEGISLATION,
    "book": Kind.BOOK,
    "book, edited": Kind.BOOK,
    "book, chapter": Kind.CHAPTER,
    "book chapter": Kind.CHAPTER,
    "conference paper": Kind.PROCEEDINGS_PAPER,
    "dissertation": Kind.THESIS,
    "dissertation/thesis, unpublished": Kind.THESIS,
    "grant": Kind.REPORT,
    "hearing": Kind.LEGAL,
    "journal": Kind.ARTICLE_JOURNAL,
    "journal, electronic": Kind.ARTICLE_JOURNAL,
    "map": Kind.MEDIA,
    "monograph": Kind.BOOK,
    "motion picture": Kind.MEDIA,
    "music score": Kind.MEDIA,
    "online discussion forum": Kind.WEBPAGE,
    "personal communication": Kind.OTHER,
    "sound recording": Kind.MEDIA,
    "statutes": Kind.LEGISLATION,
    "thesis": Kind.THESIS,
    "video": Kind.MEDIA,
    **{word.lower(): kind for kind, word in TYPE_OF_KIND.items()},
}
IN_BOOKS = frozenset({Kind.CHAPTER, Kind.PROCEEDINGS_PAPER, Kind.ENTRY})
WHOLE = frozenset({Kind.BOOK, Kind.PROCEEDINGS, Kind.THESIS, Kind.REPORT})

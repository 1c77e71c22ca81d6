"""Publication types of PubMed, and the kinds of reference they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from references.reference import ReferenceKind as Kind

KIND_OF_TYPE: Mapping[str, Kind] = {
    "preprint": Kind.PREPRINT,
    "book": Kind.BOOK,
    "monograph": Kind.BOOK,
    "book chapter": Kind.CHAPTER,
    "technical report": Kind.REPORT,
    "academic dissertation": Kind.THESIS,
    "dataset": Kind.DATASET,
    "newspaper article": Kind.ARTICLE_NEWSPAPER,
    "legislation": Kind.LEGISLATION,
    "legal case": Kind.LEGAL,
    "video-audio media": Kind.MEDIA,
    "pamphlet": Kind.PAMPHLET,
    "periodical": Kind.PERIODICAL,
    "unpublished work": Kind.MANUSCRIPT,
    "congress": Kind.PROCEEDINGS,
    # PubMed has no words for these; they are this program's own.
    "conference paper": Kind.PROCEEDINGS_PAPER,
    "magazine article": Kind.ARTICLE_MAGAZINE,
    "software": Kind.SOFTWARE,
    "patent": Kind.PATENT,
    "standard": Kind.STANDARD,
    "web page": Kind.WEBPAGE,
    "encyclopedia article": Kind.ENTRY,
    "document": Kind.OTHER,
}
WORD_OF_KIND: Mapping[Kind, str] = {
    kind: word[0].upper() + word[1:] for word, kind in KIND_OF_TYPE.items() if word != "monograph"
}
ONLY_KIND = frozenset(
    {"book", "book chapter", "conference paper", "magazine article", "software", "patent"}
    | {"standard", "web page", "encyclopedia article", "document", "pamphlet", "periodical"}
    | {"unpublished work"}
)
"""Types that say no more than the kind does, and are not kept besides it."""

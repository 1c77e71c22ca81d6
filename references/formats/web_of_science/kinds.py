"""Publication and document types of Web of Science, and the kinds of reference they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from references.reference import ReferenceKind as Kind

KIND_OF_LETTER: Mapping[str, Kind] = {
    "J": Kind.ARTICLE_JOURNAL,
    "B": Kind.BOOK,
    "S": Kind.CHAPTER,
    "C": Kind.PROCEEDINGS_PAPER,
    "P": Kind.PATENT,
}
LETTER_OF_KIND = {kind: letter for letter, kind in KIND_OF_LETTER.items()} | {Kind.CHAPTER: "B"}

KIND_OF_DOCUMENT: Mapping[str, Kind] = {
    "book chapter": Kind.CHAPTER,
    "book": Kind.BOOK,
    "proceedings paper": Kind.PROCEEDINGS_PAPER,
    "proceedings": Kind.PROCEEDINGS,
    "dissertation/thesis": Kind.THESIS,
    "preprint": Kind.PREPRINT,
    "data set": Kind.DATASET,
    "software": Kind.SOFTWARE,
    "report": Kind.REPORT,
    "standard": Kind.STANDARD,
    "web page": Kind.WEBPAGE,
    "reference entry": Kind.ENTRY,
    "periodical": Kind.PERIODICAL,
    "manuscript": Kind.MANUSCRIPT,
    "pamphlet": Kind.PAMPHLET,
    "media": Kind.MEDIA,
    "legal case": Kind.LEGAL,
    "legislation": Kind.LEGISLATION,
    "magazine article": Kind.ARTICLE_MAGAZINE,
    "newspaper article": Kind.ARTICLE_NEWSPAPER,
    "document": Kind.OTHER,
}
DOCUMENT_OF_KIND = {kind: word.capitalize() for word, kind in KIND_OF_DOCUMENT.items()} | {
    Kind.CHAPTER: "Book Chapter",
    Kind.PROCEEDINGS_PAPER: "Proceedings Paper",
}


def kind_of(letter: str, documents: Sequence[str], *, has_event: bool) -> Kind:
    """The kind of a record; the document type outranks the letter, but for journal articles.

    A paper of a conference that a journal printed is ``J`` with the types "Article; Proceedings
    Paper", and is cited as an article.
    """
    kind = KIND_OF_LETTER.get(letter, Kind.ARTICLE_JOURNAL)
    found = [KIND_OF_DOCUMENT[word] for word in documents if word in KIND_OF_DOCUMENT]
    if letter == "J" and "article" in documents:
        return kind
    if letter == "S" and (has_event or Kind.PROCEEDINGS_PAPER in found):
        return Kind.PROCEEDINGS_PAPER
    return found[0] if found else kind

"""Where JATS keeps what in a reference, and what its publication types stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from references.reading.xml_pieces import Piece
from references.reference import ReferenceKind as Kind

CITATIONS = ("element-citation", "mixed-citation", "citation", "nlm-citation")
"""Elements that hold one citation; the last two are those of the tag sets before 2011."""

BASES = (*CITATIONS, *(f"citation-alternatives/{name}" for name in CITATIONS))
CONTAINERS = frozenset({"citation-alternatives", *BASES})
TOLD_APART_BY: Mapping[str, str] = {
    "person-group": "person-group-type",
    "pub-id": "pub-id-type",
    "date-in-citation": "content-type",
}

_IN_CITATION = (
    "@publication-type", "@citation-type",
    "person-group[author]", "person-group", "name", "string-name", "collab", "etal",
    "article-title", "chapter-title", "part-title", "data-title", "trans-title",
    "person-group[editor]", "person-group[translator]",
    "source", "trans-source", "edition", "version", "conf-name", "conf-date", "conf-loc",
    "publisher-loc", "publisher-name", "date", "year", "month", "day", "season",
    "volume", "series", "issue", "supplement", "patent", "fpage", "lpage", "page-range",
    "elocation-id", "size", "isbn", "issn",
    "pub-id[doi]", "pub-id[pmid]", "pub-id[pmcid]", "pub-id[arxiv]", "ext-link", "uri",
    "date-in-citation", "date-in-citation[access-date]", "comment", "annotation",
)  # fmt: skip
ORDER: tuple[str, ...] = (
    "@id", "label", *(f"{base}/{path}" for base in BASES for path in _IN_CITATION), "note",
)  # fmt: skip

_TITLES = ("article-title", "chapter-title", "part-title", "data-title")
_MADE_OF: Mapping[str, tuple[str, ...]] = {
    "kind": ("@publication-type", "@citation-type"),
    "title": (*_TITLES, "source"),
    "authors": ("person-group", "person-group[author]", "name", "string-name", "collab", "etal"),
    "editors": ("person-group[editor]",),
    "translators": ("person-group[translator]",),
    "issued": ("date", "year", "month", "day", "season"),
    "accessed": ("date-in-citation", "date-in-citation[access-date]"),
    "container": ("source",),
    "collection": ("series",),
    "volume": ("volume",),
    "issue": ("issue", "patent"),
    "pages": ("fpage", "lpage", "page-range"),
    "total_pages": ("size",),
    "article_number": ("elocation-id",),
    "edition": ("edition", "version"),
    "publisher": ("publisher-name",),
    "place": ("publisher-loc",),
    "event": ("conf-name",),
    "event_place": ("conf-loc",),
    "doi": ("pub-id[doi]",),
    "pmid": ("pub-id[pmid]",),
    "pmcid": ("pub-id[pmcid]", "pub-id[pmc]"),
    "arxiv": ("pub-id[arxiv]",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "url": ("ext-link", "uri"),
    "note": ("comment", "annotation"),
}
SOURCES: Mapping[str, tuple[str, ...]] = {
    "key": ("@id",),
    **{
        attribute: tuple(f"{base}/{path}" for base in BASES for path in paths)
        for attribute, paths in _MADE_OF.items()
    },
}
"""Which elements each attribute of a reference is made of."""

KIND_OF_TYPE: Mapping[str, Kind] = {
    "journal": Kind.ARTICLE_JOURNAL,
    "article": Kind.ARTICLE_JOURNAL,
    "journal-article": Kind.ARTICLE_JOURNAL,
    "periodical": Kind.ARTICLE_JOURNAL,
    "letter": Kind.ARTICLE_JOURNAL,
    "review": Kind.ARTICLE_JOURNAL,
    "magazine": Kind.ARTICLE_MAGAZINE,
    "newspaper": Kind.ARTICLE_NEWSPAPER,
    "preprint": Kind.PREPRINT,
    "eprint": Kind.PREPRINT,
    "book": Kind.BOOK,
    "chapter": Kind.CHAPTER,
    "book-chapter": Kind.CHAPTER,
    "confproc": Kind.PROCEEDINGS_PAPER,
    "conf-proc": Kind.PROCEEDINGS_PAPER,
    "conference": Kind.PROCEEDINGS_PAPER,
    "conf-paper": Kind.PROCEEDINGS_PAPER,
    "proceedings": Kind.PROCEEDINGS_PAPER,
    "thesis": Kind.THESIS,
    "dissertation": Kind.THESIS,
    "report": Kind.REPORT,
    "gov": Kind.REPORT,
    "government": Kind.REPORT,
    "working-paper": Kind.REPORT,
    "data": Kind.DATASET,
    "dataset": Kind.DATASET,
    "database": Kind.DATASET,
    "software": Kind.SOFTWARE,
    "patent": Kind.PATENT,
    "standard": Kind.STANDARD,
    "web": Kind.WEBPAGE,
    "webpage": Kind.WEBPAGE,
    "website": Kind.WEBPAGE,
    "web-page": Kind.WEBPAGE,
    "blog": Kind.WEBPAGE,
    "legal": Kind.LEGAL,
    "unpublished": Kind.MANUSCRIPT,
    "discussion": Kind.OTHER,
    "commun": Kind.OTHER,
    "communication": Kind.OTHER,
    "other": Kind.OTHER,
}
TYPE_OF_KIND: Mapping[Kind, str] = {
    Kind.ARTICLE_JOURNAL: "journal",
    Kind.ARTICLE_MAGAZINE: "magazine",
    Kind.ARTICLE_NEWSPAPER: "newspaper",
    Kind.PREPRINT: "preprint",
    Kind.BOOK: "book",
    Kind.CHAPTER: "book",
    Kind.PROCEEDINGS_PAPER: "confproc",
    Kind.THESIS: "thesis",
    Kind.REPORT: "report",
    Kind.DATASET: "data",
    Kind.SOFTWARE: "software",
    Kind.PATENT: "patent",
    Kind.STANDARD: "standard",
    Kind.WEBPAGE: "webpage",
    Kind.LEGAL: "legal",
    Kind.MANUSCRIPT: "unpublished",
}
WHOLE = (Kind.BOOK, Kind.THESIS, Kind.REPORT, Kind.SOFTWARE, Kind.STANDARD, Kind.PATENT)
"""Kinds whose own title stands in ``source`` when nothing else is a title."""


def several(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each citation of a ``ref`` that holds more than one.

    What they share, the label and the attributes, stays with the first; alternatives of one
    citation are one. The ids of the others are that of the ``ref`` with a letter.
    """
    own = next((piece for piece in pieces if piece.path == "@id"), None)
    parts: list[list[Piece]] = [[]]
    begun = False
    previous = ""
    for piece in pieces:
        base = piece.path.partition("/")[0]
        if base in CITATIONS and (base != previous or "/" not in piece.path):
            if begun:
                letter = chr(ord("a") + min(len(parts), 25))
                parts.append([] if own is None else [Piece("@id", own.raw + letter)])
            begun = True
        previous = base
        parts[-1].append(piece)
    return parts

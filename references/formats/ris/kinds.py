"""Reference types of RIS, and the kinds of reference they stand for."""

from __future__ import annotations

from collections.abc import Mapping

from references.reference import ReferenceKind as Kind

KIND_OF_TYPE: Mapping[str, Kind] = {
    "JOUR": Kind.ARTICLE_JOURNAL, "EJOUR": Kind.ARTICLE_JOURNAL, "INPR": Kind.ARTICLE_JOURNAL,
    "ABST": Kind.ARTICLE_JOURNAL, "JFULL": Kind.PERIODICAL, "SER": Kind.PERIODICAL,
    "SERIAL": Kind.PERIODICAL, "MGZN": Kind.ARTICLE_MAGAZINE, "NEWS": Kind.ARTICLE_NEWSPAPER,
    "BOOK": Kind.BOOK, "EBOOK": Kind.BOOK, "EDBOOK": Kind.BOOK, "CLSWK": Kind.BOOK,
    "WHOLE": Kind.BOOK, "CHAP": Kind.CHAPTER, "ECHAP": Kind.CHAPTER, "CHAPTER": Kind.CHAPTER,
    "CONF": Kind.PROCEEDINGS_PAPER, "CPAPER": Kind.PROCEEDINGS_PAPER,
    "THES": Kind.THESIS, "RPRT": Kind.REPORT, "GOVDOC": Kind.REPORT, "DATA": Kind.DATASET,
    "DBASE": Kind.DATASET, "AGGR": Kind.DATASET, "COMP": Kind.SOFTWARE, "PAT": Kind.PATENT,
    "STAND": Kind.STANDARD, "ELEC": Kind.WEBPAGE, "WEB": Kind.WEBPAGE, "BLOG": Kind.WEBPAGE,
    "ENCYC": Kind.ENTRY, "DICT": Kind.ENTRY, "UNPB": Kind.MANUSCRIPT, "MANSCPT": Kind.MANUSCRIPT,
    "PAMP": Kind.PAMPHLET, "VIDEO": Kind.MEDIA, "SOUND": Kind.MEDIA, "MPCT": Kind.MEDIA,
    "ADVS": Kind.MEDIA, "MULTI": Kind.MEDIA, "MUSIC": Kind.MEDIA, "ART": Kind.MEDIA,
    "FIGURE": Kind.MEDIA, "SLIDE": Kind.MEDIA, "MAP": Kind.MEDIA, "CHART": Kind.MEDIA,
    "CASE": Kind.LEGAL, "HEAR": Kind.LEGAL, "LEGAL": Kind.LEGISLATION, "STAT": Kind.LEGISLATION,
    "BILL": Kind.LEGISLATION, "UNBILL": Kind.LEGISLATION, "GEN": Kind.OTHER,
    # Written out, or in their own way, by some exporters.
    "JOURNAL ARTICLE": Kind.ARTICLE_JOURNAL, "JOURNAL": Kind.ARTICLE_JOURNAL,
    "JA": Kind.ARTICLE_JOURNAL, "REVIEW": Kind.ARTICLE_JOURNAL, "ARTICLE": Kind.ARTICLE_JOURNAL,
    "ART-JOURNAL": Kind.ARTICLE_JOURNAL, "BOOK SECTION": Kind.CHAPTER,
    "BOOK CHAPTER": Kind.CHAPTER, "CONFERENCE": Kind.PROCEEDINGS_PAPER,
    "CONFERENCE PAPER": Kind.PROCEEDINGS_PAPER, "CONFERENCE PROCEEDINGS": Kind.PROCEEDINGS_PAPER,
    "THESIS": Kind.THESIS, "REPORT": Kind.REPORT, "PREPRINT": Kind.PREPRINT,
    "WEB PAGE": Kind.WEBPAGE, "DATASET": Kind.DATASET, "PATENT": Kind.PATENT,
}  # fmt: skip

TYPE_OF_KIND: Mapping[Kind, str] = {
    Kind.ARTICLE_JOURNAL: "JOUR",
    Kind.ARTICLE_MAGAZINE: "MGZN",
    Kind.ARTICLE_NEWSPAPER: "NEWS",
    Kind.PREPRINT: "UNPB",
    Kind.BOOK: "BOOK",
    Kind.CHAPTER: "CHAP",
    Kind.PROCEEDINGS_PAPER: "CONF",
    Kind.PROCEEDINGS: "CONF",
    Kind.THESIS: "THES",
    Kind.REPORT: "RPRT",
    Kind.DATASET: "DATA",
    Kind.SOFTWARE: "COMP",
    Kind.PATENT: "PAT",
    Kind.STANDARD: "STAND",
    Kind.WEBPAGE: "ELEC",
    Kind.ENTRY: "ENCYC",
    Kind.PERIODICAL: "JFULL",
    Kind.MANUSCRIPT: "MANSCPT",
    Kind.PAMPHLET: "PAMP",
    Kind.MEDIA: "VIDEO",
    Kind.LEGAL: "CASE",
    Kind.LEGISLATION: "STAT",
    Kind.OTHER: "GEN",
}
KIND_OF_WORK: Mapping[str, Kind] = {
    "preprint": Kind.PREPRINT,
    "proceedings": Kind.PROCEEDINGS,
}
"""What ``M3`` says of kinds that have no type of their own, and the type they are written as."""
WORK_OF_KIND = {kind: word.capitalize() for word, kind in KIND_OF_WORK.items()}

PARTS = frozenset({Kind.CHAPTER, Kind.PROCEEDINGS_PAPER, Kind.ENTRY})
"""What stands in a book: its second authors are editors, its second title is that of the book."""
WHOLE_WORKS = frozenset(
    {Kind.BOOK, Kind.PROCEEDINGS, Kind.REPORT, Kind.THESIS, Kind.SOFTWARE, Kind.DATASET}
    | {Kind.STANDARD, Kind.PAMPHLET, Kind.MEDIA}
)
"""What stands by itself: a second title is that of a series, and ``BT`` may be its own."""
OF_A_GENRE = frozenset(
    {Kind.THESIS, Kind.REPORT, Kind.MANUSCRIPT, Kind.WEBPAGE, Kind.SOFTWARE, Kind.MEDIA}
    | {Kind.OTHER, Kind.DATASET}
)
"""Kinds whose ``M3`` is their genre; of articles it is the type of publication."""

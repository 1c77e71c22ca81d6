"""Entry types of BibTeX and biblatex, and the kinds of reference they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from references.reference import ReferenceKind as Kind

KIND_OF_TYPE: Mapping[str, Kind] = {
    "article": Kind.ARTICLE_JOURNAL,
    "suppperiodical": Kind.ARTICLE_JOURNAL,
    "review": Kind.ARTICLE_JOURNAL,
    "periodical": Kind.PERIODICAL,
    "book": Kind.BOOK,
    "mvbook": Kind.BOOK,
    "collection": Kind.BOOK,
    "mvcollection": Kind.BOOK,
    "reference": Kind.BOOK,
    "mvreference": Kind.BOOK,
    "manual": Kind.REPORT,
    "inbook": Kind.CHAPTER,
    "bookinbook": Kind.CHAPTER,
    "suppbook": Kind.CHAPTER,
    "incollection": Kind.CHAPTER,
    "suppcollection": Kind.CHAPTER,
    "inreference": Kind.ENTRY,
    "inproceedings": Kind.PROCEEDINGS_PAPER,
    "conference": Kind.PROCEEDINGS_PAPER,
    "proceedings": Kind.PROCEEDINGS,
    "mvproceedings": Kind.PROCEEDINGS,
    "thesis": Kind.THESIS,
    "phdthesis": Kind.THESIS,
    "mastersthesis": Kind.THESIS,
    "report": Kind.REPORT,
    "techreport": Kind.REPORT,
    "dataset": Kind.DATASET,
    "software": Kind.SOFTWARE,
    "patent": Kind.PATENT,
    "standard": Kind.STANDARD,
    "online": Kind.WEBPAGE,
    "electronic": Kind.WEBPAGE,
    "www": Kind.WEBPAGE,
    "webpage": Kind.WEBPAGE,
    "unpublished": Kind.MANUSCRIPT,
    "booklet": Kind.PAMPHLET,
    "movie": Kind.MEDIA,
    "video": Kind.MEDIA,
    "audio": Kind.MEDIA,
    "music": Kind.MEDIA,
    "image": Kind.MEDIA,
    "artwork": Kind.MEDIA,
    "performance": Kind.MEDIA,
    "jurisdiction": Kind.LEGAL,
    "legal": Kind.LEGAL,
    "legislation": Kind.LEGISLATION,
    "preprint": Kind.PREPRINT,
    "misc": Kind.OTHER,
}

TYPE_OF_KIND: Mapping[Kind, str] = {
    Kind.ARTICLE_JOURNAL: "article",
    Kind.ARTICLE_MAGAZINE: "article",
    Kind.ARTICLE_NEWSPAPER: "article",
    Kind.PREPRINT: "online",
    Kind.BOOK: "book",
    Kind.CHAPTER: "incollection",
    Kind.PROCEEDINGS_PAPER: "inproceedings",
    Kind.PROCEEDINGS: "proceedings",
    Kind.THESIS: "thesis",
    Kind.REPORT: "report",
    Kind.DATASET: "dataset",
    Kind.SOFTWARE: "software",
    Kind.PATENT: "patent",
    Kind.STANDARD: "standard",
    Kind.WEBPAGE: "online",
    Kind.ENTRY: "inreference",
    Kind.PERIODICAL: "periodical",
    Kind.MANUSCRIPT: "unpublished",
    Kind.PAMPHLET: "booklet",
    Kind.MEDIA: "video",
    Kind.LEGAL: "jurisdiction",
    Kind.LEGISLATION: "legislation",
    Kind.OTHER: "misc",
}

SUBTYPE_OF_KIND: Mapping[Kind, str] = {
    Kind.ARTICLE_MAGAZINE: "magazine",
    Kind.ARTICLE_NEWSPAPER: "newspaper",
    Kind.PREPRINT: "preprint",
}
_KIND_OF_SUBTYPE = {subtype: kind for kind, subtype in SUBTYPE_OF_KIND.items()}

GENRE_OF_TYPE: Mapping[str, str] = {
    "phdthesis": "PhD thesis",
    "mastersthesis": "Master's thesis",
    "techreport": "Technical report",
}
_GENRES = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master's thesis",
    "mscthesis": "Master's thesis",
    "bathesis": "Bachelor's thesis",
    "candthesis": "Candidate thesis",
    "techreport": "Technical report",
    "resreport": "Research report",
}

_PREPRINT_SERVER = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|socarxiv|research square|ssrn|preprints?)\b",
    re.IGNORECASE,
)


def kind_of(entry_type: str, values: Mapping[str, str]) -> Kind:
    """The kind of an entry, from its type and what its fields say more exactly."""
    subtype = values.get("entrysubtype", "").strip().lower()
    if subtype in _KIND_OF_SUBTYPE:
        return _KIND_OF_SUBTYPE[subtype]
    kind = KIND_OF_TYPE.get(entry_type, Kind.OTHER)
    journal = values.get("journal", values.get("journaltitle", ""))
    if kind is Kind.ARTICLE_JOURNAL and _PREPRINT_SERVER.search(journal):
        return Kind.PREPRINT
    if kind in (Kind.OTHER, Kind.WEBPAGE, Kind.MANUSCRIPT):
        server = values.get("eprinttype", values.get("archiveprefix", ""))
        where = f"{server} {values.get('publisher', '')} {values.get('howpublished', '')}"
        if _PREPRINT_SERVER.search(where):
            return Kind.PREPRINT
    if kind is Kind.OTHER and entry_type == "misc" and _is_on_the_web(values):
        return Kind.WEBPAGE
    return kind


def _is_on_the_web(values: Mapping[str, str]) -> bool:
    return "publisher" not in values and (
        "url" in values or "http" in values.get("howpublished", "")
    )


def genre_of(entry_type: str, value: str) -> str:
    """What a thesis or report calls itself, biblatex's keys put into words."""
    return _GENRES.get(value.strip().lower(), value) or GENRE_OF_TYPE.get(entry_type, "")

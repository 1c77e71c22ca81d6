"""What a PubMed record says of notices about it and of works related to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from references.dates import PartialDate
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.reading.tagged_values import date, doi_in, escaped, pmid_in
from references.reference import Field

COMMENTS: Mapping[str, NoticeKind | Relation] = {
    "RIN": NoticeKind.RETRACTION,
    "RRI": NoticeKind.RETRACTION,
    "PRIN": NoticeKind.CORRECTION,
    "ECI": NoticeKind.EXPRESSION_OF_CONCERN,
    "EIN": NoticeKind.CORRECTION,
    "ROF": Relation.RETRACTED_WORK,
    "RRF": Relation.UPDATED_WORK,
    "PROF": Relation.CORRECTED_WORK,
    "EFR": Relation.CORRECTED_WORK,
    "ECF": Relation.COMMENTED_WORK,
    "CRI": Relation.UPDATE,
    "CRF": Relation.UPDATED_WORK,
    "RPI": Relation.OTHER_VERSION,
    "RPF": Relation.OTHER_VERSION,
    "UIN": Relation.UPDATE,
    "UOF": Relation.UPDATED_WORK,
    "CIN": Relation.COMMENT,
    "CON": Relation.COMMENTED_WORK,
    "SPIN": Relation.COMMENT,
    "ORI": Relation.ORIGINAL,
}
"""Tags of comments and corrections, and how the other work stands to the record's own."""

_TAG_OF_NOTICE = {
    NoticeKind.RETRACTION: "RIN",
    NoticeKind.EXPRESSION_OF_CONCERN: "ECI",
    NoticeKind.CORRECTION: "EIN",
}
_TAG_OF_RELATION = {
    Relation.RETRACTED_WORK: "ROF",
    Relation.CORRECTED_WORK: "EFR",
    Relation.UPDATE: "UIN",
    Relation.UPDATED_WORK: "UOF",
    Relation.OTHER_VERSION: "RPI",
    Relation.COMMENT: "CIN",
    Relation.COMMENTED_WORK: "CON",
    Relation.ORIGINAL: "ORI",
}
_IDENTIFIERS = re.compile(r"\s*(?:doi:\s*\S+|PMID:\s*\d+|PMCID:\s*\w+)\.?", re.IGNORECASE)
_DATE = re.compile(r"\b((?:18|19|20)\d\d(?: (?:[A-Z][a-z]{2}(?:-[A-Z][a-z]{2})?)(?: \d{1,2})?)?)\b")


def related_in(fields: Sequence[Field]) -> tuple[tuple[Notice, ...], tuple[RelatedWork, ...]]:
    """The notices and the related works that the comment tags of a record name."""
    notices: list[Notice] = []
    works: list[RelatedWork] = []
    for field in fields:
        meaning = COMMENTS.get(field.name)
        if meaning is None or not field.value:
            continue
        text = field.value
        doi, pmid = doi_in(text), pmid_in(text)
        rest = _IDENTIFIERS.sub("", text).strip(" .")
        said = _date_of(rest)
        bare = rest in ("", said.edtf if said else "")
        citation = "" if bare else text
        if isinstance(meaning, NoticeKind):
            reasons = ("Partial retraction",) if field.name == "PRIN" else ()
            notices.append(Notice(meaning, said, doi, pmid, "pubmed", reasons, citation))
        else:
            works.append(RelatedWork(meaning, doi, pmid, citation))
    return tuple(notices), tuple(works)


def _date_of(text: str) -> PartialDate | None:
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", text):
        return date(text)
    found = _DATE.search(text)
    return date(found[1]) if found else None


def notice_lines(notices: Sequence[Notice]) -> list[tuple[str, str]]:
    """The lines of notices; a reinstatement has no tag in PubMed."""
    return [
        (_TAG_OF_NOTICE[each.kind], _text(each.citation, each.doi, each.pmid, each.date))
        for each in notices
        if each.kind in _TAG_OF_NOTICE
    ]


def relation_lines(works: Sequence[RelatedWork]) -> list[tuple[str, str]]:
    """The lines of related works; of relations that PubMed knows."""
    return [
        (_TAG_OF_RELATION[each.relation], _text(each.citation, each.doi, each.pmid, None))
        for each in works
        if each.relation in _TAG_OF_RELATION
    ]


def _text(citation: str, doi: str, pmid: str, said: PartialDate | None) -> str:
    text = escaped(citation) or (said.edtf if said else "")
    parts = [text.rstrip(".") if text else ""]
    if doi and doi not in text:
        parts.append(f"doi: {escaped(doi)}")
    if pmid and pmid not in text:
        parts.append(f"PMID: {escaped(pmid)}")
    if len(parts) == 1:
        return text
    return ". ".join(part for part in parts if part) + ("" if doi and not pmid else ".")

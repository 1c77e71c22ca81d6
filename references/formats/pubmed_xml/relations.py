"""PubMed's links between records: which are notices about a work, and which name another work.

The RefTypes are those of the National Library of Medicine's description of its XML elements.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from references.dates import PartialDate
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.reading.xml_values import named, text_at
from references.reading.xml_writing import element, holding
from references.reference import ReferenceKind

_NOTICE: Mapping[str, tuple[NoticeKind, str]] = {
    "RetractionIn": (NoticeKind.RETRACTION, ""),
    "PartialRetractionIn": (NoticeKind.CORRECTION, "partial retraction"),
    "RetractedandRepublishedIn": (NoticeKind.RETRACTION, "retracted and republished"),
    "ExpressionOfConcernIn": (NoticeKind.EXPRESSION_OF_CONCERN, ""),
    "ErratumIn": (NoticeKind.CORRECTION, ""),
    "CorrectedandRepublishedIn": (NoticeKind.CORRECTION, "corrected and republished"),
}
_RELATION: Mapping[str, Relation] = {
    "RetractionOf": Relation.RETRACTED_WORK,
    "PartialRetractionOf": Relation.CORRECTED_WORK,
    "RetractedandRepublishedFrom": Relation.RETRACTED_WORK,
    "ErratumFor": Relation.CORRECTED_WORK,
    "CorrectedandRepublishedFrom": Relation.CORRECTED_WORK,
    "ExpressionOfConcernFor": Relation.COMMENTED_WORK,
    "CommentIn": Relation.COMMENT,
    "CommentOn": Relation.COMMENTED_WORK,
    "UpdateIn": Relation.UPDATE,
    "UpdateOf": Relation.UPDATED_WORK,
    "RepublishedIn": Relation.OTHER_VERSION,
    "RepublishedFrom": Relation.OTHER_VERSION,
    "ReprintIn": Relation.OTHER_VERSION,
    "ReprintOf": Relation.OTHER_VERSION,
    "OriginalReportIn": Relation.ORIGINAL,
    "SummaryForPatientsIn": Relation.OTHER_VERSION,
    "AssociatedDataset": Relation.SUPPLEMENT,
    "AssociatedPublication": Relation.OTHER_VERSION,
}
_TYPE_OF_NOTICE = {
    NoticeKind.RETRACTION: "RetractionIn",
    NoticeKind.EXPRESSION_OF_CONCERN: "ExpressionOfConcernIn",
    NoticeKind.CORRECTION: "ErratumIn",
}
_TYPE_OF_REASON = {kind_and_reason: name for name, kind_and_reason in _NOTICE.items()}
_TYPE_OF_RELATION = {
    Relation.RETRACTED_WORK: "RetractionOf",
    Relation.CORRECTED_WORK: "ErratumFor",
    Relation.COMMENT: "CommentIn",
    Relation.COMMENTED_WORK: "CommentOn",
    Relation.UPDATE: "UpdateIn",
    Relation.UPDATED_WORK: "UpdateOf",
    Relation.PREPRINT: "UpdateOf",
    Relation.PUBLISHED_VERSION: "UpdateIn",
    Relation.ORIGINAL: "OriginalReportIn",
    Relation.OTHER_VERSION: "RepublishedIn",
    Relation.SUPPLEMENT: "AssociatedDataset",
}
_PREPRINT_SERVER = re.compile(
    r"\b(?:bioRxiv|medRxiv|arXiv|chemRxiv|Research Square|Res Sq|SSRN|Preprints?)\b", re.IGNORECASE
)
_DOI = re.compile(r"\bdoi:?\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DATE = re.compile(r"(?<!\d)((?:1[89]|20)\d\d(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)(?=[;.:]|$)")


def relations_in(
    parent: etree._Element | None, kind: ReferenceKind
) -> tuple[tuple[Notice, ...], tuple[RelatedWork, ...]]:
    """The notices about a record's work and the works it names; what it merely cites is neither."""
    notices: list[Notice] = []
    related: list[RelatedWork] = []
    for each in named(parent, "CommentsCorrections"):
        ref_type = each.get("RefType", "")
        source, pmid = text_at(each, "RefSource"), text_at(each, "PMID")
        doi = _doi_in(source)
        if ref_type in _NOTICE:
            found, reason = _NOTICE[ref_type]
            reasons = (reason,) if reason else ()
            date = _date_in(source)
            notices.append(Notice(found, date, doi, pmid, "pubmed", reasons, source))
        elif ref_type in _RELATION:
            relation = _RELATION[ref_type]
            if relation is Relation.UPDATED_WORK and _PREPRINT_SERVER.search(source):
                relation = Relation.PREPRINT
            elif relation is Relation.UPDATE and kind is ReferenceKind.PREPRINT:
                relation = Relation.PUBLISHED_VERSION
            related.append(RelatedWork(relation, doi, pmid, source))
    return tuple(notices), tuple(related)


def relation_elements(
    notices: tuple[Notice, ...], related: tuple[RelatedWork, ...]
) -> list[tuple[str, str]]:
    """The same as elements, each with its RefType; what PubMed has no type for is left out."""
    out: list[tuple[str, str]] = []
    for notice in notices:
        reason = notice.reasons[0] if len(notice.reasons) == 1 else ""
        name = _TYPE_OF_REASON.get((notice.kind, reason)) or _TYPE_OF_NOTICE.get(notice.kind)
        if name is not None:
            out.append((name, _element(name, notice.citation, notice.doi, notice.pmid)))
    for work in related:
        name = _TYPE_OF_RELATION.get(work.relation)
        if name is not None:
            out.append((name, _element(name, work.citation, work.doi, work.pmid)))
    return out


def _element(ref_type: str, citation: str, doi: str, pmid: str) -> str:
    source = citation or (f"doi: {doi}" if doi else "")
    children = [element("RefSource", source), element("PMID", pmid, Version="1") if pmid else ""]
    return holding("CommentsCorrections", children, RefType=ref_type)


def _doi_in(source: str) -> str:
    match = _DOI.search(source)
    return match[1].rstrip(".;,") if match is not None else ""


def _date_in(source: str) -> PartialDate | None:
    """The date in a citation such as ``J Pain. 2005 Sep 3;12(4):5-9``."""
    match = _DATE.search(source)
    return PartialDate.parse(match[1]) if match is not None else None


RELATION_TYPES = (*_NOTICE, *_RELATION)
"""RefTypes that are understood; ``Cites`` and any other stay as they are."""

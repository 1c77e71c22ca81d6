"""What CSL has no variable for, kept under ``custom`` of a CSL-JSON item.

CSL 1.0.2 sets ``custom`` aside for this. Citation processors never see it, and Zotero and pandoc
leave it alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from references.csl import NAME_VARIABLES, Item, as_text, date_in, from_csl, to_csl
from references.notice import Notice, NoticeKind, RelatedWork, Relation
from references.reference import Reference


def to_csl_with_custom(reference: Reference) -> Item:
    """The reference as a CSL-JSON item that keeps everything a record can hold."""
    item = to_csl(reference)
    for variable, attribute in NAME_VARIABLES.items():
        for name, out in zip(getattr(reference, attribute), item.get(variable, ()), strict=False):
            if name.orcid:
                out["ORCID"] = name.orcid
    custom: Item = {}
    if reference.accession != item.get("archive_location", ""):
        custom["accession"] = reference.accession
    if reference.publication_types:
        custom["publication-types"] = list(reference.publication_types)
    if reference.notices:
        custom["notices"] = [_notice_out(notice) for notice in reference.notices]
    if reference.related:
        custom["related"] = [_related_out(related) for related in reference.related]
    if reference.arxiv and "archive_location" not in item:
        custom["arxiv"] = reference.arxiv
    if custom:
        item["custom"] = custom
    return item


def from_csl_with_custom(item: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments of a ``Reference`` from an item, what stands under ``custom`` included."""
    values = from_csl(item)
    custom = item.get("custom")
    if not isinstance(custom, dict):
        return values
    if accession := as_text(custom.get("accession")):
        values["accession"] = accession
    if arxiv := as_text(custom.get("arxiv")):
        values["arxiv"] = arxiv
    types = tuple(
        text for each in _list(custom.get("publication-types")) if (text := as_text(each))
    )
    notices = tuple(
        notice for each in _list(custom.get("notices")) if (notice := _notice_in(each)) is not None
    )
    related = tuple(
        work for each in _list(custom.get("related")) if (work := _related_in(each)) is not None
    )
    found = {"publication_types": types, "notices": notices, "related": related}
    return values | {name: value for name, value in found.items() if value}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _notice_out(notice: Notice) -> Item:
    out = {
        "kind": notice.kind.value,
        "date": notice.date.edtf if notice.date else "",
        "DOI": notice.doi,
        "PMID": notice.pmid,
        "source": notice.source,
        "reasons": list(notice.reasons),
        "citation": notice.citation,
    }
    return {name: value for name, value in out.items() if value}


def _notice_in(value: object) -> Notice | None:
    if not isinstance(value, dict):
        return None
    try:
        kind = NoticeKind(as_text(value.get("kind")))
    except ValueError:
        return None
    date = date_in(value.get("date"))
    return Notice(
        kind,
        date,
        as_text(value.get("DOI")),
        as_text(value.get("PMID")),
        as_text(value.get("source")),
        tuple(text for each in _list(value.get("reasons")) if (text := as_text(each))),
        as_text(value.get("citation")),
    )


def _related_out(related: RelatedWork) -> Item:
    out = {
        "relation": related.relation.value,
        "DOI": related.doi,
        "PMID": related.pmid,
        "citation": related.citation,
    }
    return {name: value for name, value in out.items() if value}


def _related_in(value: object) -> RelatedWork | None:
    if not isinstance(value, dict):
        return None
    try:
        relation = Relation(as_text(value.get("relation")))
    except ValueError:
        return None
    doi, pmid = as_text(value.get("DOI")), as_text(value.get("PMID"))
    return RelatedWork(relation, doi, pmid, as_text(value.get("citation")))

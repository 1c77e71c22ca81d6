"""Notices and relations in Crossref's records."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from references.answering.json_answer import mapping, objects, text
from references.csl import date_in
from references.dates import PartialDate
from references.identifiers import DOI
from references.notice import Notice, NoticeKind, RelatedWork, Relation

_NOTICE = {
    "retraction": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.CORRECTION,
    "expression_of_concern": NoticeKind.EXPRESSION_OF_CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "addendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
_RELATION = {
    "is-preprint-of": Relation.PUBLISHED_VERSION,
    "has-preprint": Relation.PREPRINT,
    "is-translation-of": Relation.ORIGINAL,
    "has-translation": Relation.TRANSLATION,
    "is-comment-on": Relation.COMMENTED_WORK,
    "has-comment": Relation.COMMENT,
    "is-replaced-by": Relation.UPDATE,
    "replaces": Relation.UPDATED_WORK,
    "is-version-of": Relation.OTHER_VERSION,
    "has-version": Relation.OTHER_VERSION,
    "is-supplemented-by": Relation.SUPPLEMENT,
}


def date_of(value: object) -> PartialDate | None:
    """The date of a Crossref date object."""
    return date_in(value) if isinstance(value, dict) else None


def updates(item: Mapping[str, Any]) -> tuple[tuple[Notice, ...], tuple[RelatedWork, ...]]:
    """The notices on an article, and the articles that a notice is on.

    ``updated-by`` stands on the article and names its notices; ``update-to`` stands on the notice
    and names the article. Reading the second as the first calls every notice retracted.
    """
    notices: list[Notice] = []
    related: list[RelatedWork] = []
    for update in objects(item.get("updated-by")):
        label = _label(update)
        doi = DOI.normalise(text(update.get("DOI")))
        if (kind := _NOTICE.get(label)) is not None:
            source = text(update.get("source"))
            reasons = ("partial retraction",) if label == "partial_retraction" else ()
            notices.append(
                Notice(
                    kind,
                    date_of(update.get("updated")),
                    doi,
                    source=source if source == "retraction-watch" else "crossref",
                    reasons=reasons,
                )
            )
        elif doi:
            related.append(RelatedWork(Relation.UPDATE, doi))
    related += [
        RelatedWork(_updated(_NOTICE.get(_label(update))), doi)
        for update in objects(item.get("update-to"))
        if (doi := DOI.normalise(text(update.get("DOI"))))
    ]
    return tuple(notices), tuple(related)


def _label(update: Mapping[str, Any]) -> str:
    return re.sub(r"[\s-]+", "_", text(update.get("type")).lower())


def _updated(kind: NoticeKind | None) -> Relation:
    if kind is NoticeKind.RETRACTION:
        return Relation.RETRACTED_WORK
    return Relation.UPDATED_WORK if kind is None else Relation.CORRECTED_WORK


def relations(item: Mapping[str, Any]) -> tuple[RelatedWork, ...]:
    """The works that a record declares its relation to."""
    given = mapping(item.get("relation"))
    return tuple(
        RelatedWork(_RELATION[name], doi)
        for name in sorted(_RELATION.keys() & given.keys())
        for each in objects(given[name])
        if text(each.get("id-type")).lower() == "doi"
        and (doi := DOI.normalise(text(each.get("id"))))
    )

"""JSON: the whole view for other programs, with the version of its schema."""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from reports.documents.document_format import Document, DocumentFormat
from reports.views.identities import Identities
from reports.views.review_view import Badge, ClaimView, FrameworkView, ReviewView, VerdictCount

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

# Fields may be added within a version; a field that goes or changes its meaning makes a new one.
SCHEMA = 1
# Drawings are for eyes; the numbers that they draw are here.
_LEFT_OUT = frozenset({"svg", "svg_narrow", "svg_pages", "bar_svg", "bar_svg_narrow"})
# Pairs of a name and a value, which read as objects.
_BY_NAME = frozenset(
    {(ClaimView, "counts"), (ClaimView, "question"), (ReviewView, "finding_counts")}
)
_Json = None | bool | int | float | str | list["_Json"] | dict[str, "_Json"]


def render(view: ReviewView) -> tuple[Document, ...]:
    """The view as ``report.json``; badges are their stable ids."""
    content = {
        "schema": SCHEMA,
        "tool": "evidence-review",
        **_object(_with_ids(view)),
        "framework": view.framework.name,
    }
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)
    # A lone surrogate cannot be written as UTF-8; JSON's own escape for it can.
    return (Document("report.json", f"{text}\n".encode("utf-8", "backslashreplace")),)


def _with_ids(view: ReviewView) -> ReviewView:
    """The view with ids where a reader sees titles and labels."""
    ids = Identities(view)
    claims = tuple(
        replace(
            claim,
            kind=ids.kind(claim.kind),
            framework=ids.framework(claim.framework),
            links=tuple(
                replace(link, study=ids.study(link.study), design=ids.design(link))
                for link in claim.links
            ),
        )
        for claim in view.claims
    )
    return replace(view, claims=claims)


def _plain(value: object) -> _Json:
    """A value of the view as JSON has it."""
    if isinstance(value, Badge):
        return value.id
    if isinstance(value, VerdictCount):
        return {
            "verdict": value.verdict.id,
            "label": value.verdict.label,
            "count": value.count,
            "share": value.share,
        }
    if isinstance(value, FrameworkView):
        return _framework(value)
    if isinstance(value, Enum):
        return _plain(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        return _object(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _object(value: DataclassInstance) -> dict[str, _Json]:
    """A part of the view by the names of its fields, without the drawings."""
    found: dict[str, _Json] = {}
    for field in fields(value):
        content = getattr(value, field.name)
        if field.name in _LEFT_OUT:
            continue
        if (type(value), field.name) in _BY_NAME:
            found[field.name] = {str(_plain(name)): _plain(each) for name, each in content}
        else:
            found[field.name] = _plain(content)
    return found


def _framework(framework: FrameworkView) -> _Json:
    """A framework with its levels in words: what the ids elsewhere stand for."""
    return {
        "name": framework.name,
        "title": framework.title,
        "citation": framework.citation,
        "url": framework.url,
        "levels": [
            {"id": level.id, "label": level.label, "symbol": level.symbol, "meaning": meaning}
            for level, meaning in framework.levels
        ],
    }


FORMAT = DocumentFormat("json", "JSON for other programs", render)

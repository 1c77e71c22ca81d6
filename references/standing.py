"""What the notices about a work amount to: whether it stands, and by which notice."""

from __future__ import annotations

from collections.abc import Iterable

from references.dates import PartialDate
from references.notice import Notice, NoticeKind

_UNDATED = PartialDate(0)
# Two notices of one day: a retraction comes after the concern that led to it, and a reinstatement
# can only follow a retraction.
_ORDER = {
    NoticeKind.CORRECTION: 0,
    NoticeKind.EXPRESSION_OF_CONCERN: 1,
    NoticeKind.RETRACTION: 2,
    NoticeKind.REINSTATEMENT: 3,
}


def decisive_notice(notices: Iterable[Notice]) -> Notice | None:
    """The notice that says how a work stands today, ``None`` when there is no notice.

    The latest of retraction and reinstatement wins; a notice without a date counts as the oldest.
    A concern lasts until a reinstatement and is outranked by a retraction. A correction takes
    nothing back, so it decides only where nothing else was said.
    """
    ordered = sorted(notices, key=_when)
    for kinds in (
        (NoticeKind.RETRACTION, NoticeKind.REINSTATEMENT),
        (NoticeKind.EXPRESSION_OF_CONCERN, NoticeKind.REINSTATEMENT),
    ):
        last = next((each for each in reversed(ordered) if each.kind in kinds), None)
        if last is not None and last.kind is not NoticeKind.REINSTATEMENT:
            return last
    for kind in (NoticeKind.REINSTATEMENT, NoticeKind.CORRECTION):
        last = next((each for each in reversed(ordered) if each.kind is kind), None)
        if last is not None:
            return last
    return None


def _when(notice: Notice) -> tuple[PartialDate, int]:
    return (notice.date or _UNDATED, _ORDER[notice.kind])


def describe(notice: Notice) -> str:
    """A notice in words, with its date and where to read it."""
    words = {
        NoticeKind.RETRACTION: "retracted",
        NoticeKind.EXPRESSION_OF_CONCERN: "under an expression of concern",
        NoticeKind.CORRECTION: "corrected",
        NoticeKind.REINSTATEMENT: "reinstated",
    }
    text = words[notice.kind]
    if notice.date:
        text += f" on {notice.date}" if notice.date.day else f" in {notice.date}"
    where = [f"doi:{notice.doi}"] if notice.doi else []
    where += [f"PMID {notice.pmid}"] if notice.pmid else []
    if not where and notice.citation:
        where = [notice.citation]
    said_by = _SOURCES.get(notice.source, notice.source)
    details = "; ".join([f"notice {', '.join(where)}"] * bool(where) + [said_by] * bool(said_by))
    return f"{text} ({details})" if details else text


_SOURCES = {"retraction-watch": "Retraction Watch", "crossref": "Crossref", "pubmed": "PubMed"}

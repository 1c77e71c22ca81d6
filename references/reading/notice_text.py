"""Notices and related works as one line of text each, for formats without a place for them.

``retraction|date=2010-02-06|doi=10.1000/x`` says what it is and what is known of it; several stand
one after the other, parted by `` ; ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from references.dates import PartialDate
from references.notice import Notice, NoticeKind, RelatedWork, Relation

_NOT_PLAIN = re.compile(r"[|;={}%\\\"\r\n#&$~^]")
_JOINT = " ; "


def notices_as_text(notices: Iterable[Notice]) -> str:
    """The notices in one line."""
    return _JOINT.join(
        _item(
            notice.kind.value,
            [
                ("date", notice.date.edtf if notice.date else ""),
                ("doi", notice.doi),
                ("pmid", notice.pmid),
                ("source", notice.source),
                *(("reason", reason) for reason in notice.reasons),
                ("citation", notice.citation),
            ],
        )
        for notice in notices
    )


def related_as_text(works: Iterable[RelatedWork]) -> str:
    """The related works in one line."""
    return _JOINT.join(
        _item(
            work.relation.value,
            [("doi", work.doi), ("pmid", work.pmid), ("citation", work.citation)],
        )
        for work in works
    )


def notices_in_text(text: str) -> tuple[Notice, ...]:
    """The notices of such a line; what is none is passed over."""
    found = []
    for word, parts in _items(text):
        if word in frozenset(NoticeKind):
            values = dict(parts)
            found.append(
                Notice(
                    NoticeKind(word),
                    PartialDate.parse(values.get("date", "")),
                    values.get("doi", ""),
                    values.get("pmid", ""),
                    values.get("source", ""),
                    tuple(value for name, value in parts if name == "reason"),
                    values.get("citation", ""),
                )
            )
    return tuple(found)


def related_in_text(text: str) -> tuple[RelatedWork, ...]:
    """The related works of such a line; what is none is passed over."""
    found = []
    for word, parts in _items(text):
        if word in frozenset(Relation):
            values = dict(parts)
            doi, pmid = values.get("doi", ""), values.get("pmid", "")
            found.append(RelatedWork(Relation(word), doi, pmid, values.get("citation", "")))
    return tuple(found)


def _item(word: str, parts: Iterable[tuple[str, str]]) -> str:
    return "|".join((word, *(f"{name}={_plain(value)}" for name, value in parts if value)))


def _plain(value: str) -> str:
    """The value with the signs that part, or that a format gives a meaning, as ``%7C``."""
    return _NOT_PLAIN.sub(lambda sign: f"%{ord(sign[0]):02X}", value)


def _items(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for item in text.split(";"):
        word, *parts = (part.strip() for part in item.split("|"))
        pairs = (part.partition("=") for part in parts)
        yield word, [(name, unquote(value)) for name, _, value in pairs]

"""From the values of a reference to RIS lines that EndNote, Zotero and most others read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from references.dates import PartialDate
from references.formats.ris.kinds import (
    KIND_OF_TYPE,
    OF_A_GENRE,
    PARTS,
    TYPE_OF_KIND,
    WHOLE_WORKS,
    WORK_OF_KIND,
)
from references.reading.tagged_format import Line
from references.reading.tagged_names import written_name
from references.reading.tagged_values import escaped, written_keyword
from references.reference import Reference, ReferenceKind

ORDER = (
    "kind", "authors", "editors", "translators", "title", "short_title", "original_title",
    "container", "event", "container_short", "collection", "issued", "original_date", "volume",
    "issue", "pages", "article_number", "total_pages", "edition", "publisher", "place",
    "event_place", "genre", "publication_types", "isbn", "issn", "doi", "pmid", "pmcid", "arxiv",
    "url", "accessed", "language", "database", "accession", "abstract", "keywords", "note", "key",
)  # fmt: skip

_RANGE = re.compile(r"([^\s,;-]+)-([^\s,;-]+)")


def lines(reference: Reference, attribute: str) -> Sequence[Line]:
    """The lines that one value is written as; none when it is empty."""
    if attribute in _SPECIAL:
        return _SPECIAL[attribute](reference)
    value = getattr(reference, attribute)
    if not value:
        return ()
    tag, write = _RENDERERS[attribute]
    if isinstance(value, tuple):
        return [(tag, text) for item in value if (text := write(item))]
    text = write(value)
    return [(tag, text)] if text else ()


def written_date(date: PartialDate) -> str:
    """A date as ``2005/09/12/``; what that cannot say follows as EDTF."""
    year = f"{date.year:04d}"
    if date.end or date.season or date.approximate:
        return f"{year}///{date.edtf}"
    return f"{year}/{f'{date.month:02d}' if date.month else ''}/" + (
        f"{date.day:02d}/" if date.day else "/"
    )


def _kind(reference: Reference) -> Sequence[Line]:
    own = reference.entry_type
    known = KIND_OF_TYPE.get(own) is reference.kind and own.isupper() and len(own) <= 6
    found: list[Line] = [("TY", own if known else TYPE_OF_KIND[reference.kind])]
    if reference.kind in WORK_OF_KIND:
        found.append(("M3", WORK_OF_KIND[reference.kind]))
    return found


def _editors(reference: Reference) -> Sequence[Line]:
    tag = "A2" if reference.kind in PARTS else "ED"
    return [(tag, written_name(name)) for name in reference.editors]


def _container(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.container)
    if not text:
        return ()
    if reference.kind in WHOLE_WORKS:
        return [("BT", text)]
    if reference.kind is ReferenceKind.PROCEEDINGS_PAPER and _event_in_title(reference):
        return [("T2", escaped(reference.event)), ("C3", text)]
    return [("T2" if reference.kind in PARTS else "JF", text)]


def _event_in_title(reference: Reference) -> bool:
    """Whether conference and proceedings can stand as EndNote and Zotero write them."""
    return bool(
        reference.event
        and reference.container
        and reference.event != reference.container
        and not reference.container.endswith(".")
        and reference.database.lower() != "scopus"
    )


def _event(reference: Reference) -> Sequence[Line]:
    if not reference.event:
        return ()
    if reference.kind is ReferenceKind.PROCEEDINGS_PAPER and _event_in_title(reference):
        return ()
    return [("EV", escaped(reference.event))]


def _issued(reference: Reference) -> Sequence[Line]:
    date = reference.issued
    if date is None:
        return ()
    found: list[Line] = [("PY", f"{date.year:04d}")]
    if date.month or date.season or date.end or date.approximate:
        found.append(("DA", written_date(date)))
    return found


def _pages(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.pages)
    if not text:
        return ()
    if (match := _RANGE.fullmatch(text)) is not None:
        return [("SP", match[1]), ("EP", match[2])]
    # A lone number would be the length of a book.
    alone = reference.kind in WHOLE_WORKS and text.rstrip(" p.").isdigit()
    return [("SP", text), ("EP", text)] if alone else [("SP", text)]


def _total_pages(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.total_pages)
    if not text:
        return ()
    usual = reference.kind in WHOLE_WORKS and not reference.pages and text.isdigit()
    return [("SP" if usual else "TP", text)]


def _genre(reference: Reference) -> Sequence[Line]:
    return [("M3", escaped(reference.genre))] if reference.genre else ()


def _publication_types(reference: Reference) -> Sequence[Line]:
    named = reference.kind in OF_A_GENRE or reference.kind in WORK_OF_KIND or bool(reference.genre)
    return [("PT" if named else "M3", escaped(word)) for word in reference.publication_types]


def _pmid(reference: Reference) -> Sequence[Line]:
    if not reference.pmid:
        return ()
    found = reference.accession == reference.pmid and reference.database.lower() == "pubmed"
    return () if found else [("U1", f"{escaped(reference.pmid)}[pmid]")]


def _arxiv(reference: Reference) -> Sequence[Line]:
    return [("M2", f"arXiv:{escaped(reference.arxiv)}")] if reference.arxiv else ()


_SPECIAL: Mapping[str, Callable[[Reference], Sequence[Line]]] = {
    "kind": _kind,
    "editors": _editors,
    "container": _container,
    "event": _event,
    "issued": _issued,
    "pages": _pages,
    "total_pages": _total_pages,
    "genre": _genre,
    "publication_types": _publication_types,
    "pmid": _pmid,
    "arxiv": _arxiv,
}
_RENDERERS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "authors": ("AU", written_name),
    "translators": ("A4", written_name),
    "title": ("TI", escaped),
    "short_title": ("ST", escaped),
    "original_title": ("OP", escaped),
    "collection": ("T3", escaped),
    "container_short": ("J2", escaped),
    "original_date": ("OD", written_date),
    "volume": ("VL", escaped),
    "issue": ("IS", escaped),
    "article_number": ("C7", escaped),
    "edition": ("ET", escaped),
    "publisher": ("PB", escaped),
    "place": ("CY", escaped),
    "event_place": ("EL", escaped),
    "isbn": ("SN", escaped),
    "issn": ("SN", escaped),
    "doi": ("DO", escaped),
    "pmcid": ("C2", escaped),
    "url": ("UR", escaped),
    "accessed": ("Y2", written_date),
    "language": ("LA", escaped),
    "database": ("DB", escaped),
    "accession": ("AN", escaped),
    "abstract": ("AB", escaped),
    "keywords": ("KW", written_keyword),
    "note": ("N1", escaped),
    "key": ("ID", escaped),
}

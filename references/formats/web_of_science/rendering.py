"""From the values of a reference to the lines of a Web of Science record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from references.formats.web_of_science.kinds import (
    DOCUMENT_OF_KIND,
    LETTER_OF_KIND,
    kind_of,
)
from references.people import PersonName
from references.reading.labelled_values import labelled
from references.reading.tagged_format import Line
from references.reading.tagged_names import written_name
from references.reading.tagged_values import escaped, month_name, written_keyword
from references.reference import Reference

ORDER = (
    "kind", "authors", "editors", "translators", "title", "original_title", "container",
    "collection", "language", "publication_types", "event", "event_place", "keywords", "abstract",
    "publisher", "place", "issn", "isbn", "container_short", "issued", "volume", "issue", "pages",
    "article_number", "doi", "total_pages", "accession", "pmid", "url", "key", "pmcid", "genre",
    "short_title", "accessed", "original_date", "arxiv", "note", "edition", "database",
)  # fmt: skip
_SEASONS = ("SPR", "SUM", "FAL", "WIN")
_RANGE = re.compile(r"([^\s,;-]+)-([^\s,;-]+)")


def lines(reference: Reference, attribute: str) -> Sequence[Line]:
    """The lines that one value is written as; none when it is empty."""
    if attribute in _SPECIAL:
        return _SPECIAL[attribute](reference)
    tag = _TAGS.get(attribute)
    if tag is None:
        text = labelled(reference, attribute)
        return [("LB", text)] if text else ()
    value = getattr(reference, attribute)
    if not value:
        return ()
    values = value if isinstance(value, tuple) else (value,)
    return [(tag, escaped(each)) for each in values]


def _letter(reference: Reference) -> str:
    return LETTER_OF_KIND.get(reference.kind, "J")


def _kind(reference: Reference) -> Sequence[Line]:
    return [("PT", _letter(reference))]


def _publication_types(reference: Reference) -> Sequence[Line]:
    """Document types, with a word for the kind where the rest would be read as another."""
    types = [escaped(word) for word in reference.publication_types]
    words = [word.lower() for word in types]
    letter = _letter(reference)
    if kind_of(letter, words, has_event=bool(reference.event)) is not reference.kind:
        types.insert(0, DOCUMENT_OF_KIND.get(reference.kind, "Article"))
    return [("DT", "; ".join(types))] if types else ()


def _authors(reference: Reference) -> Sequence[Line]:
    """People in ``AU``; bodies too, with the comma that marks them, so that the order is kept."""
    return _names("AU", reference.authors)


def _names(tag: str, names: Sequence[PersonName]) -> Sequence[Line]:
    return [(tag, "\n".join(written_name(name) for name in names))] if names else ()


def _issued(reference: Reference) -> Sequence[Line]:
    date = reference.issued
    if date is None:
        return ()
    found: list[Line] = [("PY", f"{date.year:04d}")]
    if date.season:
        found.append(("PD", _SEASONS[date.season - 1]))
    elif date.month:
        day = f" {date.day}" if date.day else ""
        found.append(("PD", month_name(date.month).upper() + day))
    if date.end or date.approximate or (date.season in (3, 4)):
        found.append(("LB", labelled(reference, "issued")))
    return found


def _pages(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.pages)
    if (match := _RANGE.fullmatch(text)) is not None:
        return [("BP", match[1]), ("EP", match[2])]
    if not text:
        return ()
    return [("PS", text)] if "," in text or "-" in text else [("BP", text)]


def _total_pages(reference: Reference) -> Sequence[Line]:
    if not reference.total_pages:
        return ()
    usual = _letter(reference) == "B" and not reference.pages and reference.total_pages.isdigit()
    text = labelled(reference, "total_pages")
    return [("PG", reference.total_pages)] if usual else [("LB", text)]


def _keywords(reference: Reference) -> Sequence[Line]:
    words = [written_keyword(word) for word in reference.keywords]
    return [("DE", "; ".join(words))] if words else ()


def _key(reference: Reference) -> Sequence[Line]:
    same = reference.key == reference.accession
    return () if same else [("LB", labelled(reference, "key"))]


def _database(reference: Reference) -> Sequence[Line]:
    text = labelled(reference, "database")
    known = reference.database == "Web of Science" and reference.accession.startswith("WOS:")
    return [("LB", text)] if text and not known else ()


_SPECIAL: Mapping[str, Callable[[Reference], Sequence[Line]]] = {
    "kind": _kind,
    "publication_types": _publication_types,
    "authors": _authors,
    "editors": lambda reference: _names("ED", reference.editors),
    "translators": lambda reference: _names("TR", reference.translators),
    "issued": _issued,
    "pages": _pages,
    "total_pages": _total_pages,
    "keywords": _keywords,
    "key": _key,
    "database": _database,
}
_TAGS: Mapping[str, str] = {
    "title": "TI",
    "original_title": "FT",
    "container": "SO",
    "container_short": "JI",
    "collection": "SE",
    "event": "CT",
    "event_place": "CL",
    "volume": "VL",
    "issue": "IS",
    "article_number": "AR",
    "publisher": "PU",
    "place": "PI",
    "isbn": "BN",
    "issn": "SN",
    "doi": "DI",
    "pmid": "PM",
    "url": "UR",
    "language": "LA",
    "abstract": "AB",
    "accession": "UT",
}

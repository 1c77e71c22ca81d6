"""From the values of a reference to the lines of a PubMed record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from references.formats.nbib.comments import notice_lines, relation_lines
from references.formats.nbib.kinds import KIND_OF_TYPE, WORD_OF_KIND
from references.people import PersonName, initials
from references.reading.labelled_values import labelled
from references.reading.tagged_format import Line
from references.reading.tagged_names import written_name
from references.reading.tagged_values import escaped, month_name
from references.reading.title_stop import with_stop
from references.reference import Reference, ReferenceKind

ORDER = (
    "pmid", "database", "isbn", "issn", "volume", "issue", "issued", "title", "pages", "abstract",
    "authors", "editors", "translators", "language", "publication_types", "kind", "original_title",
    "place", "publisher", "edition", "container_short", "container", "collection", "keywords",
    "pmcid", "doi", "url", "note", "notices", "related", "key", "accession", "genre",
    "short_title", "event", "event_place", "accessed", "original_date", "arxiv",
    "article_number", "total_pages",
)  # fmt: skip
_IN_A_BOOK = frozenset(
    {ReferenceKind.CHAPTER, ReferenceKind.PROCEEDINGS_PAPER, ReferenceKind.ENTRY}
)
_SEASONS = ("Spring", "Summer", "Fall", "Winter")


def lines(reference: Reference, attribute: str) -> Sequence[Line]:
    """The lines that one value is written as; none when it is empty."""
    if attribute in _SPECIAL:
        return _SPECIAL[attribute](reference)
    tag = _TAGS.get(attribute)
    if tag is None:
        text = labelled(reference, attribute)
        return [("OID", text)] if text else ()
    value = getattr(reference, attribute)
    if not value:
        return ()
    values = value if isinstance(value, tuple) else (value,)
    return [(tag, escaped(each)) for each in values]


def _kind(reference: Reference) -> Sequence[Line]:
    """A word for the kind where publication types do not say it; articles need none."""
    said = [KIND_OF_TYPE.get(word.lower()) for word in reference.publication_types]
    if reference.kind is ReferenceKind.ARTICLE_JOURNAL or reference.kind in said:
        return ()
    return [("PT", WORD_OF_KIND[reference.kind])]


def _authors(reference: Reference) -> Sequence[Line]:
    found: list[Line] = []
    for name in reference.authors:
        if name.literal and not name.is_others:
            found.append(("CN", escaped(name.literal)))
            continue
        found.append(("FAU", written_name(name)))
        if not name.is_others:
            found.append(("AU", _short(name)))
        if name.orcid:
            found.append(("AUID", f"ORCID: {name.orcid}"))
    return found


def _short(name: PersonName) -> str:
    """Family name and initials, as PubMed prints a name."""
    given = initials(name.given, "", hyphen=False).replace(" ", "").replace("-", "")
    return escaped(f"{name.particle} {name.family} {given} {name.suffix}")


def _editors(reference: Reference) -> Sequence[Line]:
    return [("FED", written_name(name)) for name in reference.editors]


def _translators(reference: Reference) -> Sequence[Line]:
    return [("FTR", written_name(name)) for name in reference.translators]


def _issued(reference: Reference) -> Sequence[Line]:
    date = reference.issued
    if date is None:
        return ()
    text = f"{date.year:04d}"
    if date.season:
        text += f" {_SEASONS[date.season - 1]}"
    elif date.month:
        text += f" {month_name(date.month)}" + (f" {date.day}" if date.day else "")
    if date.end or date.approximate:
        return [("DP", text), ("OID", labelled(reference, "issued"))]
    return [("DP", text)]


def _container(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.container)
    if not text:
        return ()
    return [("BTI" if reference.kind in _IN_A_BOOK and reference.title else "JT", text)]


def _pmid(reference: Reference) -> Sequence[Line]:
    """A record begins with its number, or with an empty one."""
    return [("PMID", escaped(reference.pmid))]


def _key(reference: Reference) -> Sequence[Line]:
    return () if reference.key == reference.pmid else [("OID", labelled(reference, "key"))]


def _doi(reference: Reference) -> Sequence[Line]:
    return [("AID", f"{escaped(reference.doi)} [doi]")] if reference.doi else ()


def _database(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.database)
    return [("OWN", "NLM" if text == "PubMed" else text)] if text else ()


def _filled(tag: str, text: str) -> Sequence[Line]:
    return [(tag, text)] if text else []


_SPECIAL: Mapping[str, Callable[[Reference], Sequence[Line]]] = {
    "kind": _kind,
    "authors": _authors,
    "editors": _editors,
    "translators": _translators,
    "issued": _issued,
    "container": _container,
    "pmid": _pmid,
    "key": _key,
    "doi": _doi,
    "database": _database,
    "notices": lambda reference: notice_lines(reference.notices),
    "related": lambda reference: relation_lines(reference.related),
    "title": lambda reference: _filled("TI", with_stop(escaped(reference.title))),
}
_TAGS: Mapping[str, str] = {
    "original_title": "TT",
    "container_short": "TA",
    "collection": "CTI",
    "volume": "VI",
    "issue": "IP",
    "pages": "PG",
    "edition": "EN",
    "publisher": "PB",
    "place": "PL",
    "isbn": "ISBN",
    "issn": "IS",
    "pmcid": "PMC",
    "url": "URLF",
    "language": "LA",
    "abstract": "AB",
    "keywords": "OT",
    "note": "GN",
    "publication_types": "PT",
}

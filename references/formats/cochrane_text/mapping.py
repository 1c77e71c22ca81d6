"""From the tags of the Cochrane Library's plain text to values."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from references.reading import tagged_names, tagged_values
from references.reading.labelled_values import labelled, labelled_in
from references.reading.table_kinds import name_of
from references.reading.tag_table import TagTable, each, first, kind_and_types, raws
from references.reading.tagged_format import Line, Tags
from references.reading.tagged_names import written_name
from references.reading.tagged_values import escaped, written_keyword
from references.reference import Field, Reference, ReferenceKind

_ODD = "NT"
_DATABASE_NUMBER = re.compile(r"(?:PUBMED|MEDLINE)\s*(\d{4,8})", re.IGNORECASE)
_CENTRAL = "The Cochrane Central Register of Controlled Trials"


def values(tags: Tags, _fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a record."""
    own = labelled_in(each(tags, _ODD))
    words = [part.strip() for text in each(tags, "PT") for part in text.split(";")]
    kind, types = kind_and_types([word for word in words if word])
    number = first(tags, "ID")
    out: dict[str, Any] = {"kind": kind, "publication_types": types}
    out["key"] = own.pop("key", "") or number
    for attribute, (tag, _) in _PLAIN.items():
        if attribute not in _LISTS:
            out[attribute] = first(tags, tag)
    out["authors"] = tagged_names.people(each(tags, "AU"))
    out["editors"] = tagged_names.people(each(tags, "ED"))
    out["pages"] = tagged_values.pages(first(tags, "PG"))
    out["issued"] = tagged_values.date(first(tags, "YR"))
    out["keywords"] = tagged_values.keywords(raws(tags, "KY"))
    out["isbn"], out["issn"] = tagged_values.standard_numbers(each(tags, "SN"))
    out["doi"] = tagged_values.doi(first(tags, "DOI"))
    numbers = map(_DATABASE_NUMBER.search, each(tags, "PM"))
    out["pmid"] = next((found[1] for found in numbers if found is not None), "")
    if number.startswith("CN-"):
        out["accession"] = number
        out["database"] = _CENTRAL
    elif number.startswith("CD") and number[2:8].isdigit():
        out["accession"] = number
        out["database"] = "Cochrane Database of Systematic Reviews"
    out["abstract"] = " ".join(each(tags, "AB"))
    if out["container"].startswith(("http://", "https://")):
        # A trial of a register, whose address stands where articles have their journal.
        out["kind"] = ReferenceKind.DATASET
        out["container"], out["url"] = "", out["container"]
    out.update(own)
    return {attribute: value for attribute, value in out.items() if value}


def _kind(reference: Reference) -> Sequence[Line]:
    number = reference.accession if reference.database == _CENTRAL else reference.key
    found: list[Line] = [("ID", escaped(number or reference.key))]
    if reference.kind is not ReferenceKind.ARTICLE_JOURNAL:
        found.append(("PT", name_of(reference.kind)))
    return found


def _key(reference: Reference) -> Sequence[Line]:
    shown = reference.accession if reference.database == _CENTRAL else reference.key
    return [(_ODD, labelled(reference, "key"))] if shown and shown != reference.key else ()


def _numbered(attribute: str) -> Callable[[Reference], Sequence[Line]]:
    """The database and number of what is not told by the number of the record itself."""

    def found(reference: Reference) -> Sequence[Line]:
        told = reference.database == _CENTRAL and reference.accession.startswith("CN-")
        said = getattr(reference, attribute)
        return [(_ODD, labelled(reference, attribute))] if said and not told else ()

    return found


def _issued(reference: Reference) -> Sequence[Line]:
    date = reference.issued
    if date is None:
        return ()
    whole = not (date.month or date.end or date.season or date.approximate)
    year: Line = ("YR", f"{date.year:04d}")
    return [year] if whole else [year, (_ODD, labelled(reference, "issued"))]


def _pmid(reference: Reference) -> Sequence[Line]:
    return [("PM", f"PUBMED {escaped(reference.pmid)}")] if reference.pmid else ()


_PLAIN: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "authors": ("AU", written_name),
    "editors": ("ED", written_name),
    "title": ("TI", escaped),
    "container": ("SO", escaped),
    "volume": ("VL", escaped),
    "issue": ("NO", escaped),
    "pages": ("PG", escaped),
    "publisher": ("PB", escaped),
    "publication_types": ("PT", lambda word: escaped(word).replace(";", ",")),
    "isbn": ("SN", escaped),
    "issn": ("SN", escaped),
    "doi": ("DOI", escaped),
    "url": ("US", escaped),
    "abstract": ("AB", escaped),
    "keywords": ("KY", written_keyword),
}
_LISTS = frozenset(
    {"authors", "editors", "pages", "publication_types", "isbn", "issn", "doi", "abstract"}
    | {"keywords"}
)
_TABLE = TagTable(
    odd=_ODD,
    plain=_PLAIN,
    special={
        "kind": _kind,
        "key": _key,
        "issued": _issued,
        "pmid": _pmid,
        "database": _numbered("database"),
        "accession": _numbered("accession"),
    },
)
lines = _TABLE.lines
SOURCES = _TABLE.sources(
    {
        "kind": ("PT", "ID", "SO"),
        "key": ("ID", _ODD),
        "issued": ("YR", _ODD),
        "pmid": ("PM",),
        "database": ("ID", _ODD),
        "accession": ("ID", _ODD),
        "url": ("US", "SO"),
    }
)
"""Tags that a value can come from, in the order in which they are looked at."""
ORDER = (
    "kind", "authors", "editors", "title", "container", "issued", "volume", "issue", "pages",
    "pmid", "publication_types", "keywords", "doi", "abstract", "url", "publisher", "isbn", "issn",
    "short_title", "original_title", "container_short", "collection", "event", "event_place",
    "original_date", "article_number", "total_pages", "edition", "place", "genre", "pmcid",
    "arxiv", "accessed", "language", "database", "accession", "note", "key",
)  # fmt: skip

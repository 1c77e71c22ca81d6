"""From the tags of RefWorks to values.

Tags are those of "RefWorks Tagged Format"; ``ER``, ``PMID`` and the like come from exporters that
write it after the manner of RIS.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from references.formats.refworks.kinds import IN_BOOKS, KIND_OF_TYPE, TYPE_OF_KIND, WHOLE
from references.reading import tagged_names, tagged_values
from references.reading.labelled_values import labelled, labelled_in
from references.reading.tag_table import TagTable, each, first, raws
from references.reading.tagged_format import Line, Tags
from references.reading.tagged_names import written_name
from references.reading.tagged_values import escaped, written_keyword
from references.reference import Field, Reference, ReferenceKind

_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


def values(tags: Tags, _fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a record."""
    own = labelled_in(each(tags, _ODD))
    word = first(tags, "RT")
    kind = KIND_OF_TYPE.get(word.lower(), ReferenceKind.OTHER)
    out: dict[str, Any] = {"kind": kind, "entry_type": word, "key": own.pop("key", "")}
    out["key"] = out["key"] or first(tags, "ID")
    for attribute, (tag, _) in _PLAIN.items():
        if attribute not in _LISTS:
            out[attribute] = first(tags, tag)
    out["authors"] = tagged_names.people(each(tags, "A1"))
    out["editors"] = tagged_names.people(each(tags, "A2") or each(tags, "A3"))
    out["translators"] = tagged_names.people(each(tags, "A4"))
    out["title"] = first(tags, "T1") or first(tags, "TI")
    _containers(tags, out, kind)
    _issued(tags, out)
    out["accessed"] = _day(first(tags, "RD"))
    pages = tagged_values.pages(first(tags, "SP"), first(tags, "OP"))
    alone = kind in WHOLE and not first(tags, "OP") and pages.isdigit()
    out["total_pages" if alone else "pages"] = pages
    out["keywords"] = tagged_values.keywords(raws(tags, "K1"))
    out["abstract"] = " ".join(each(tags, "AB"))
    out["note"] = "; ".join(each(tags, "NO"))
    out["publication_types"] = tuple(each(tags, "U3"))
    out["isbn"], out["issn"] = tagged_values.standard_numbers(each(tags, "SN"))
    out["doi"] = tagged_values.doi(first(tags, "DO"))
    links = [*each(tags, "UL"), *each(tags, "LK")]
    out["url"] = links[0] if links else ""
    said = [*each(tags, "PM", "U1", "U2"), *links, out["note"]]
    if (number := first(tags, "PM")).isdigit():
        said.insert(0, f"PMID: {number}")
    out["pmid"] = next(filter(None, map(tagged_values.pmid_in, said)), "")
    out["pmcid"] = next(filter(None, map(tagged_values.pmcid_in, said)), "")
    out["doi"] = out["doi"] or next(filter(None, map(tagged_values.doi_in, said)), "")
    out.update(own)
    return {attribute: value for attribute, value in out.items() if value}


def _containers(tags: Tags, out: dict[str, Any], kind: ReferenceKind) -> None:
    journal, short = first(tags, "JF"), first(tags, "JO")
    second, third = first(tags, "T2"), first(tags, "T3")
    if kind in WHOLE:
        out["container"], out["collection"] = journal or short, second or third
        return
    if kind in IN_BOOKS:
        out["container"], out["collection"] = second or journal or short, third
    else:
        out["container"], out["collection"] = journal or short or second, third
        out["container_short"] = short if journal and short != journal else ""


def _issued(tags: Tags, out: dict[str, Any]) -> None:
    """The year, with the month and day that "free-form date" tells more of the same year."""
    year, free = tagged_values.date(first(tags, "YR")), first(tags, "FD")
    finer = _day(free) if free else None
    if finer is None and year is not None and free:
        finer = tagged_values.date(f"{year.year:04d} {free}")
    out["issued"] = finer if finer and (year is None or finer.year == year.year) else year


def _day(text: str) -> Any:
    if (match := _DAY_FIRST.fullmatch(text)) is not None:
        # RefWorks writes the month first; where that cannot be, the day was.
        month, day = (match[2], match[1]) if int(match[1]) > 12 else (match[1], match[2])
        text = f"{match[3]}/{month}/{day}"
    return tagged_values.date(text) if text else None


def _kind(reference: Reference) -> Sequence[Line]:
    own = reference.entry_type
    same = KIND_OF_TYPE.get(own.lower()) is reference.kind
    return [("RT", escaped(own) if same else TYPE_OF_KIND[reference.kind])]


def _container(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.container)
    return [("T2" if reference.kind in IN_BOOKS else "JF", text)] if text else ()


def _container_short(reference: Reference) -> Sequence[Line]:
    if not reference.container_short:
        return ()
    if reference.kind in IN_BOOKS | WHOLE or not reference.container:
        return [(_ODD, labelled(reference, "container_short"))]
    return [("JO", escaped(reference.container_short))]


def _collection(reference: Reference) -> Sequence[Line]:
    return [("T3", escaped(reference.collection))] if reference.collection else ()


def _issued_lines(reference: Reference) -> Sequence[Line]:
    date = reference.issued
    if date is None:
        return ()
    year: Line = ("YR", f"{date.year:04d}")
    if date.end or date.season or date.approximate:
        return [year, (_ODD, labelled(reference, "issued"))]
    return [year, ("FD", date.edtf)] if date.month else [year]


def _pages(reference: Reference) -> Sequence[Line]:
    text = escaped(reference.pages)
    if not text:
        return ()
    start, dash, end = text.partition("-")
    if dash and start and end and "-" not in end and "," not in text:
        return [("SP", start), ("OP", end)]
    alone = reference.kind in WHOLE and text.isdigit()
    return [("SP", text), ("OP", text)] if alone else [("SP", text)]


def _total_pages(reference: Reference) -> Sequence[Line]:
    if not reference.total_pages:
        return ()
    usual = reference.kind in WHOLE and not reference.pages and reference.total_pages.isdigit()
    return [("SP" if usual else _ODD, reference.total_pages if usual else
             labelled(reference, "total_pages"))]  # fmt: skip


def _pmid(reference: Reference) -> Sequence[Line]:
    return [("U1", f"PMID: {escaped(reference.pmid)}")] if reference.pmid else ()


_ODD = "U5"
_PLAIN: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "authors": ("A1", written_name),
    "editors": ("A2", written_name),
    "translators": ("A4", written_name),
    "title": ("T1", escaped),
    "short_title": ("ST", escaped),
    "original_title": ("OT", escaped),
    "volume": ("VO", escaped),
    "issue": ("IS", escaped),
    "edition": ("ED", escaped),
    "publisher": ("PB", escaped),
    "place": ("PP", escaped),
    "genre": ("CL", escaped),
    "publication_types": ("U3", escaped),
    "isbn": ("SN", escaped),
    "issn": ("SN", escaped),
    "doi": ("DO", escaped),
    "pmcid": ("U2", escaped),
    "url": ("UL", escaped),
    "accessed": ("RD", lambda date: str(date.edtf)),
    "language": ("LA", escaped),
    "database": ("DS", escaped),
    "accession": ("AN", escaped),
    "abstract": ("AB", escaped),
    "keywords": ("K1", written_keyword),
    "note": ("NO", escaped),
    "key": ("ID", escaped),
}
_LISTS = frozenset(
    {"authors", "editors", "translators", "title", "publication_types", "isbn", "issn", "doi"}
    | {"pmcid", "url", "accessed", "abstract", "keywords", "note", "key"}
)
_TABLE = TagTable(
    odd=_ODD,
    plain=_PLAIN,
    special={
        "kind": _kind,
        "container": _container,
        "container_short": _container_short,
        "collection": _collection,
        "issued": _issued_lines,
        "pages": _pages,
        "total_pages": _total_pages,
        "pmid": _pmid,
    },
)
lines = _TABLE.lines
SOURCES = _TABLE.sources(
    {
        "kind": ("RT",),
        "title": ("T1", "TI"),
        "editors": ("A2", "A3"),
        "container": ("JF", "T2", "JO"),
        "container_short": ("JO",),
        "collection": ("T3", "T2"),
        "issued": ("YR", "FD"),
        "pages": ("SP", "OP"),
        "total_pages": ("SP",),
        "doi": ("DO", "UL", "NO"),
        "pmid": ("U1", "PM", "UL"),
        "pmcid": ("U2", "UL"),
        "url": ("UL", "LK"),
    }
)
"""Tags that a value can come from, in the order in which they are looked at."""
ORDER = (
    "kind", "authors", "editors", "translators", "title", "short_title", "original_title",
    "container", "container_short", "collection", "event", "event_place", "issued",
    "original_date", "volume", "issue", "pages", "article_number", "total_pages", "edition",
    "publisher", "place", "genre", "publication_types", "isbn", "issn", "doi", "pmid", "pmcid",
    "arxiv", "url", "accessed", "language", "database", "accession", "keywords", "abstract",
    "note", "key",
)  # fmt: skip

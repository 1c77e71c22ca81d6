"""From the tags of EndNote's own tagged format, and of refer before it, to values.

The meaning of the tags is that of EndNote's "EndNote Export" style; ``%O`` and ``%R`` are used
otherwise by refer and by older exporters, which is told by what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from references.dates import PartialDate, with_month
from references.formats.endnote_tagged.kinds import IN_JOURNALS, KIND_OF_TYPE
from references.people import PersonName
from references.reading import tagged_names, tagged_values
from references.reading.labelled_values import labelled_in
from references.reading.tagged_format import Tags, every_value, first_value
from references.reference import Field, ReferenceKind

SOURCES: dict[str, tuple[str, ...]] = {
    "kind": ("0",),
    "key": ("F",),
    "title": ("T",),
    "short_title": ("!",),
    "original_title": ("Q",),
    "authors": ("A",),
    "editors": ("E", "Y"),
    "translators": ("?", "H"),
    "container": ("J", "B"),
    "container_short": ("O",),
    "collection": ("S", "B"),
    "issued": ("D", "8"),
    "accessed": ("[",),
    "volume": ("V",),
    "issue": ("N",),
    "pages": ("P",),
    "article_number": ("]",),
    "total_pages": ("P",),
    "edition": ("7",),
    "publisher": ("I",),
    "place": ("C",),
    "genre": ("9",),
    "isbn": ("@",),
    "issn": ("@",),
    "doi": ("R", "U", "Z", "O"),
    "pmid": ("M", "Z", "U"),
    "pmcid": ("2", "U", "Z"),
    "arxiv": ("<", "U"),
    "url": ("U", ">"),
    "language": ("G",),
    "abstract": ("X",),
    "keywords": ("K",),
    "note": ("Z", "O"),
    "database": ("~",),
    "accession": ("M",),
    "publication_types": ("9",),
    "event": ("<",),
    "event_place": ("<",),
    "original_date": ("<",),
}
"""Tags that a value can come from, in the order in which they are looked at."""

_FROM_PUBMED = re.compile(r"pubmed|medline|nlm", re.IGNORECASE)
_WHOLE = frozenset(
    {ReferenceKind.BOOK, ReferenceKind.THESIS, ReferenceKind.REPORT, ReferenceKind.PROCEEDINGS}
)
OF_A_GENRE = frozenset(
    {ReferenceKind.THESIS, ReferenceKind.REPORT, ReferenceKind.MANUSCRIPT, ReferenceKind.WEBPAGE}
    | {ReferenceKind.MEDIA, ReferenceKind.SOFTWARE, ReferenceKind.OTHER, ReferenceKind.DATASET}
)
_DAY = re.compile(r"\d{8}")


def values(tags: Tags, _fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a record."""
    own = labelled_in(every_value(tags, "<"))
    word = first_value(tags, "0")
    kind = KIND_OF_TYPE.get(word.lower()) if word else _guessed(tags)
    kind = kind or ReferenceKind.OTHER
    out: dict[str, Any] = {"kind": kind, "entry_type": word, "key": own.pop("key", "")}
    out["key"] = out["key"] or first_value(tags, "F")
    for attribute, name in _PLAIN:
        if name in tags:
            out[attribute] = first_value(tags, name)
    out["title"] = " ".join(dict.fromkeys(every_value(tags, "T")))
    out["authors"] = _people(tags, "A")
    out["editors"] = _people(tags, "E") or _people(tags, "Y")
    out["translators"] = _people(tags, "?") or _people(tags, "H")
    _containers(tags, out, kind)
    out["issued"] = _issued(tags, own)
    out["accessed"] = _date(first_value(tags, "["))
    pages = tagged_values.pages(first_value(tags, "P"))
    whole = kind in _WHOLE and pages.rstrip(" p.").isdigit()
    out["total_pages" if whole else "pages"] = pages.rstrip(" p.") if whole else pages
    if "9" in tags:
        types = every_value(tags, "9")
        out["genre" if kind in OF_A_GENRE else "publication_types"] = (
            types[0] if kind in OF_A_GENRE and types else tuple(types)
        )
    out["keywords"] = tagged_values.keywords([field.raw for field in tags.get("K", ())])
    out["abstract"] = " ".join(every_value(tags, "X"))
    _identifiers(tags, out)
    out.update(own)
    return {attribute: value for attribute, value in out.items() if value}


_PLAIN = (
    ("short_title", "!"),
    ("original_title", "Q"),
    ("volume", "V"),
    ("issue", "N"),
    ("article_number", "]"),
    ("edition", "7"),
    ("publisher", "I"),
    ("place", "C"),
    ("language", "G"),
    ("database", "~"),
    ("accession", "M"),
)


def _people(tags: Tags, name: str) -> tuple[PersonName, ...]:
    return tagged_names.people(every_value(tags, name)) if name in tags else ()


def _guessed(tags: Tags) -> ReferenceKind:
    """The kind of a refer record, which names none: by what it has."""
    if "J" in tags:
        return ReferenceKind.ARTICLE_JOURNAL
    if "B" in tags:
        # Repositories of journals have these in ``%B``; a book has no issues.
        return ReferenceKind.ARTICLE_JOURNAL if "N" in tags else ReferenceKind.CHAPTER
    if "R" in tags and not tagged_values.doi(first_value(tags, "R")):
        return ReferenceKind.REPORT
    return ReferenceKind.BOOK if "I" in tags else ReferenceKind.OTHER


def _containers(tags: Tags, out: dict[str, Any], kind: ReferenceKind) -> None:
    journal, second, series = first_value(tags, "J"), first_value(tags, "B"), first_value(tags, "S")
    if kind is ReferenceKind.BOOK and second and not series and not journal:
        second, series = "", second  # EndNote's secondary title of a book is its series
    container = journal or second
    out["container"], out["collection"] = container, series
    if journal and second and journal != second:
        out["event" if kind is ReferenceKind.PROCEEDINGS_PAPER else "container_short"] = second
    other = first_value(tags, "O")
    if kind in IN_JOURNALS and other and container and len(other) < len(container):
        out["container_short"] = other


def _issued(tags: Tags, own: dict[str, Any]) -> PartialDate | None:
    if "issued" in own:
        said: PartialDate = own.pop("issued")
        return said
    date, day = _date(first_value(tags, "D")), first_value(tags, "8")
    if not day:
        return date
    finer = _date(day)
    if finer is not None and (date is None or finer.year == date.year):
        return finer
    if date is not None and date.month is None and date.end is None:
        return with_month(date, day) or date
    return date


def _date(text: str) -> PartialDate | None:
    if _DAY.fullmatch(text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return tagged_values.date(text)


def _identifiers(tags: Tags, out: dict[str, Any]) -> None:
    links = every_value(tags, "U")
    notes = [*every_value(tags, "Z"), *every_value(tags, "O")]
    doi = next(filter(None, map(tagged_values.doi, every_value(tags, "R"))), "")
    out["doi"] = doi or next(filter(None, map(tagged_values.doi_in, [*links, *notes])), "")
    out["url"] = links[0] if links else ""
    accession = first_value(tags, "M")
    pubmed = _FROM_PUBMED.search(f"{first_value(tags, '~')} {first_value(tags, 'W')}")
    if accession.isdigit() and len(accession) <= 8 and pubmed:
        out["pmid"] = accession
    else:
        custom = [text for name in "M123456" for text in every_value(tags, name)]
        noted = [*custom, *notes, *links]
        out["pmid"] = next(filter(None, map(tagged_values.pmid_in, noted)), "")
    noted = [*every_value(tags, "2"), *links, *notes]
    out["pmcid"] = next(filter(None, map(tagged_values.pmcid_in, noted)), "")
    out["arxiv"] = next(filter(None, map(tagged_values.arxiv_in, [*links, out["doi"]])), "")
    out["isbn"], out["issn"] = tagged_values.standard_numbers(every_value(tags, "@"))
    out["note"] = "; ".join(notes if "container_short" not in out else every_value(tags, "Z"))

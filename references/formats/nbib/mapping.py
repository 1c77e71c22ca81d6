"""From the tags of a PubMed record (MEDLINE format) to the values of a reference.

Tags are those of "MEDLINE/PubMed Data Element (Field) Descriptions" of the National Library of
Medicine, with those that only PubMed Central and the Bookshelf write.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Any

from references.dates import PartialDate
from references.formats.nbib.comments import COMMENTS, related_in
from references.formats.nbib.kinds import KIND_OF_TYPE, ONLY_KIND
from references.people import PersonName
from references.reading import tagged_names, tagged_values
from references.reading.labelled_values import labelled_in
from references.reading.tagged_format import Tags, every_value, first_value
from references.reading.title_stop import without_stop
from references.reference import Field, ReferenceKind

SOURCES: dict[str, tuple[str, ...]] = {
    "kind": ("PT",),
    "key": ("OID",),
    "title": ("TI", "BTI"),
    "original_title": ("TT",),
    "authors": ("FAU", "AU", "AUID", "CN"),
    "editors": ("FED", "ED"),
    "translators": ("FTR",),
    "container": ("JT", "BTI", "TA"),
    "container_short": ("TA",),
    "collection": ("CTI",),
    "issued": ("DP", "DEP"),
    "volume": ("VI",),
    "issue": ("IP",),
    "pages": ("PG",),
    "edition": ("EN",),
    "publisher": ("PB",),
    "place": ("PL",),
    "isbn": ("ISBN",),
    "issn": ("IS",),
    "doi": ("AID", "LID", "SO"),
    "pmid": ("PMID",),
    "pmcid": ("PMC", "OID"),
    "url": ("URLF",),
    "language": ("LA",),
    "abstract": ("AB", "OAB"),
    "keywords": ("MH", "OT"),
    "note": ("GN",),
    "database": ("OWN",),
    "publication_types": ("PT",),
    "notices": tuple(COMMENTS),
    "related": tuple(COMMENTS),
    **dict.fromkeys(
        (
            *("accession", "genre", "short_title", "event", "event_place", "accessed"),
            *("original_date", "arxiv", "article_number", "total_pages"),
        ),
        ("OID",),
    ),
}
"""Tags that a value can come from, in the order in which they are looked at."""

PUBMED_OWNERS = frozenset({"NLM", "NASA", "HSR", "KIE", "PIP", "HMD", "NOTNLM"})
_SUFFIX = re.compile(r"(?:Jr|Sr|2nd|3rd|4th|II|III|IV)\.?")
_ORCID = re.compile(r"\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx]")


def values(tags: Tags, fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a record."""
    out: dict[str, Any] = {}
    own = labelled_in(every_value(tags, "OID")) if "OID" in tags else {}
    pmid = first_value(tags, "PMID")
    found = tagged_values.pmid_in(f"PMID {pmid}") if pmid else ""
    out["key"] = own.pop("key", "") or found
    out["pmid"] = found
    title = " ".join(every_value(tags, "TI"))
    book = " ".join(every_value(tags, "BTI"))
    out["title"] = without_stop(title) or book
    out["original_title"] = first_value(tags, "TT")
    out["authors"], out["editors"], out["translators"] = _people(fields)
    journal, short = first_value(tags, "JT"), first_value(tags, "TA")
    container = journal or (book if title else "") or short
    out["container"] = container
    out["container_short"] = short if short != container else ""
    out["collection"] = first_value(tags, "CTI")
    out["issued"] = _issued(tags, own)
    for attribute, name in _PLAIN:
        if name in tags:
            out[attribute] = first_value(tags, name)
    out["pages"] = tagged_values.pages(first_value(tags, "PG"))
    _identifiers(tags, out)
    out["abstract"] = " ".join(every_value(tags, "AB") or every_value(tags, "OAB"))
    out["keywords"] = _keywords(tags)
    owner = first_value(tags, "OWN")
    out["database"] = "PubMed" if owner in PUBMED_OWNERS else owner
    _types(tags, out, is_part=bool(title and book))
    if not tags.keys().isdisjoint(COMMENTS):
        out["notices"], out["related"] = related_in(fields)
    out.update(own)
    return {attribute: value for attribute, value in out.items() if value}


_PLAIN = (
    ("volume", "VI"),
    ("issue", "IP"),
    ("edition", "EN"),
    ("publisher", "PB"),
    ("place", "PL"),
    ("language", "LA"),
    ("url", "URLF"),
    ("note", "GN"),
)


def _issued(tags: Tags, own: dict[str, Any]) -> PartialDate | None:
    if "issued" in own:
        said: PartialDate = own.pop("issued")
        return said
    date = tagged_values.date(first_value(tags, "DP"))
    if date is None and (electronic := first_value(tags, "DEP")):
        text = f"{electronic[:4]}-{electronic[4:6]}-{electronic[6:8]}"
        date = tagged_values.date(text if len(electronic) == 8 else electronic)
    return date


def _people(fields: Sequence[Field]) -> tuple[tuple[PersonName, ...], ...]:
    """Authors, editors and translators in the order of their lines.

    Each person has a full name (``FAU``) and a short one (``AU``) below it; old records have
    short ones alone.
    """
    authors: list[PersonName] = []
    editors: list[PersonName] = []
    translators: list[PersonName] = []
    full = ""
    for field in fields:
        name, value = field.name, field.value
        if not value:
            continue
        if name in ("FAU", "FED", "FTR"):
            group = authors if name == "FAU" else editors if name == "FED" else translators
            group.append(_person(value))
            full = name
        elif name in ("AU", "ED"):
            if full != f"F{name}":
                (authors if name == "AU" else editors).append(_person(value))
            full = ""
        elif name == "CN":
            authors.append(PersonName(literal=value))
        elif name == "AUID" and authors and (orcid := _ORCID.search(value)) is not None:
            authors[-1] = dataclasses.replace(authors[-1], orcid=_orcid(orcid[0]))
    return tuple(authors), tuple(editors), tuple(translators)


def _orcid(text: str) -> str:
    digits = text.replace("-", "").upper()
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def _person(text: str) -> PersonName:
    name = tagged_names.person(text)
    given, _, last = name.given.rpartition(" ")
    if given and not name.suffix and _SUFFIX.fullmatch(last):
        return dataclasses.replace(name, given=given, suffix=last)
    return name


def _identifiers(tags: Tags, out: dict[str, Any]) -> None:
    doi = ""
    for field in (*tags.get("AID", ()), *tags.get("LID", ())):
        text = field.value
        if text.endswith("[doi]") or "10." in text[:20]:
            doi = tagged_values.doi(tagged_values.unlabelled(text))
            if doi:
                break
    out["doi"] = doi or tagged_values.doi_in(first_value(tags, "SO"))
    numbers = (*every_value(tags, "PMC"), *every_value(tags, "OID"))
    out["pmcid"] = next(filter(None, map(tagged_values.pmcid_in, numbers)), "")
    out["isbn"] = tagged_values.standard_numbers(every_value(tags, "ISBN"))[0]
    more, out["issn"] = tagged_values.standard_numbers(every_value(tags, "IS"))
    out["isbn"] += tuple(number for number in more if number not in out["isbn"])


def _keywords(tags: Tags) -> tuple[str, ...]:
    """Subject headings and authors' own keywords; a star marks what a record is mainly about."""
    words = [*every_value(tags, "MH"), *every_value(tags, "OT")]
    return tuple([word.replace("*", "") if "*" in word else word for word in words])


def _types(tags: Tags, out: dict[str, Any], *, is_part: bool) -> None:
    types = every_value(tags, "PT")
    out["entry_type"] = types[0] if types else ""
    words = [word.lower() for word in types]
    kinds = [KIND_OF_TYPE[word] for word in words if word in KIND_OF_TYPE]
    kind = ReferenceKind.ARTICLE_JOURNAL
    if kinds and "journal article" not in words:
        kind = kinds[0]
    elif ReferenceKind.PREPRINT in kinds:
        kind = ReferenceKind.PREPRINT
    elif is_part:
        kind = ReferenceKind.CHAPTER
    elif "BTI" in tags and "JT" not in tags:
        kind = ReferenceKind.BOOK
    out["kind"] = kind
    out["publication_types"] = tuple(
        dict.fromkeys(
            given for given, word in zip(types, words, strict=True) if word not in ONLY_KIND
        )
    )

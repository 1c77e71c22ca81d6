"""From the tags of a Web of Science record to the values of a reference."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Any

from references.dates import PartialDate, with_month
from references.formats.web_of_science.kinds import KIND_OF_DOCUMENT, kind_of
from references.people import PersonName
from references.reading import tagged_names, tagged_values
from references.reading.labelled_values import labelled_in
from references.reading.tagged_format import Tags, every_value, first_value
from references.reading.tagged_values import each_line
from references.reference import Field

SOURCES: dict[str, tuple[str, ...]] = {
    "kind": ("PT", "DT"),
    "key": ("LB",),
    "title": ("TI",),
    "original_title": ("FT", "FO"),
    "authors": ("AF", "AU", "BF", "BA", "CA", "GP"),
    "editors": ("BE", "ED"),
    "container": ("SO",),
    "container_short": ("JI", "J9"),
    "collection": ("SE",),
    "event": ("CT",),
    "event_place": ("CL",),
    "issued": ("PY", "PD", "EA"),
    "volume": ("VL",),
    "issue": ("IS",),
    "pages": ("BP", "EP", "PS"),
    "article_number": ("AR",),
    "total_pages": ("PG",),
    "publisher": ("PU",),
    "place": ("PI",),
    "isbn": ("BN",),
    "issn": ("SN", "EI"),
    "doi": ("DI", "D2"),
    "pmid": ("PM",),
    "language": ("LA",),
    "abstract": ("AB",),
    "keywords": ("DE", "ID"),
    "accession": ("UT", "AN"),
    "publication_types": ("DT",),
    "url": ("UR",),
    "translators": ("TR",),
    **dict.fromkeys(
        (
            *("pmcid", "genre", "short_title", "accessed", "original_date", "arxiv", "note"),
            *("edition", "database"),
        ),
        ("LB",),
    ),
}
"""Tags that a value can come from, in the order in which they are looked at.

``LB``, ``UR`` and ``TR`` are this program's own; Web of Science has no tags for what they hold.
"""

_BRACKETS = re.compile(r"\s*\([^()]*@[^()]*\)")
_MONTH_NUMBER = re.compile(r"(\d{1,2})(?:\s+\d{4})?")
_ARTICLE_NUMBER = re.compile(r"^(?:UNSP|ARTN|Artn|Unsp)\s+")
_ORCID = re.compile(r"([^;/]+)/(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])")
_NOT_SHORT = frozenset({"", "-"})


def values(tags: Tags, _fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a record."""
    own = labelled_in(field.value for field in tags.get("LB", ()))
    out: dict[str, Any] = {"title": " ".join(every_value(tags, "TI"))}
    documents = [part.strip() for text in every_value(tags, "DT") for part in text.split(";")]
    letter = first_value(tags, "PT").upper()
    if first_value(tags, "TY").startswith("CONF"):
        letter = "C"
    words = [word.lower() for word in documents]
    kind = kind_of(letter[:1], words, has_event="CT" in tags)
    out["kind"] = kind
    out["entry_type"] = letter
    out["publication_types"] = tuple(
        word for word in dict.fromkeys(documents)
        if word not in _NOT_SHORT and KIND_OF_DOCUMENT.get(word.lower()) is not kind
    )  # fmt: skip
    out["authors"] = _authors(tags)
    out["editors"] = _people(tags, "BE") or _people(tags, "ED")
    out["translators"] = _people(tags, "TR")
    out["issued"] = _issued(tags, own)
    for attribute, name in _PLAIN:
        if name in tags:
            out[attribute] = first_value(tags, name)
    short = first_value(tags, "JI") or first_value(tags, "J9")
    out["container_short"] = short if short != out.get("container") else ""
    out["pages"] = _pages(tags)
    if letter == "B" and "BP" not in tags and first_value(tags, "PG").isdigit():
        out["total_pages"] = first_value(tags, "PG")
    out["article_number"] = _ARTICLE_NUMBER.sub("", first_value(tags, "AR"))
    out["abstract"] = " ".join(every_value(tags, "AB"))
    raws = [" ".join(f.raw.split()) for name in ("DE", "ID") for f in tags.get(name, ())]
    out["keywords"] = tagged_values.keywords(raws)
    _identifiers(tags, out, own)
    out.update(own)
    return {attribute: value for attribute, value in out.items() if value}


_PLAIN = (
    ("original_title", "FT"),
    ("container", "SO"),
    ("collection", "SE"),
    ("event", "CT"),
    ("event_place", "CL"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("publisher", "PU"),
    ("place", "PI"),
    ("language", "LA"),
    ("url", "UR"),
)


def _people(tags: Tags, name: str) -> tuple[PersonName, ...]:
    """The names of a tag, one a line or parted by semicolons."""
    found = [line for field in tags.get(name, ()) for line in each_line(field.raw)]
    if found and any("(" in line for line in found):
        found = [_BRACKETS.sub("", line) for line in found]
    return tagged_names.people(found)


def _authors(tags: Tags) -> tuple[PersonName, ...]:
    """Full names before short ones, those of the part before those of the book, then groups."""
    names = next((found for name in ("AF", "AU", "BF", "BA") if (found := _people(tags, name))), ())
    groups = [
        line for name in ("CA", "GP") for f in tags.get(name, ()) for line in each_line(f.raw)
    ]
    names += tuple(PersonName(literal=group.strip(" ,;")) for group in groups if group.strip(" ,;"))
    if "OI" in tags and names:
        return _with_orcids(names, " ".join(every_value(tags, "OI")))
    return names


def _with_orcids(names: tuple[PersonName, ...], text: str) -> tuple[PersonName, ...]:
    found = {_folded(tagged_names.person(who)): orcid for who, orcid in _ORCID.findall(text)}
    if not found:
        return names
    return tuple(
        dataclasses.replace(name, orcid=found[key]) if (key := _folded(name)) in found else name
        for name in names
    )


def _folded(name: PersonName) -> tuple[str, str]:
    return f"{name.particle} {name.family}".strip().casefold(), name.given[:1].casefold()


def _issued(tags: Tags, own: dict[str, Any]) -> PartialDate | None:
    if "issued" in own:
        said: PartialDate = own.pop("issued")
        return said
    date = tagged_values.date(first_value(tags, "PY")) or tagged_values.date(
        first_value(tags, "EA")
    )
    day = first_value(tags, "PD")
    if date is None or not day:
        return date or tagged_values.date(day)
    if date.month is not None or date.end is not None:
        return date
    if (match := _MONTH_NUMBER.fullmatch(day)) is not None:
        return tagged_values.date(f"{date.year:04d}/{match[1]}/")
    return with_month(date, re.sub(r"\b\d{4}\b", "", day)) or date


def _pages(tags: Tags) -> str:
    if "BP" in tags or ("EP" in tags and "PS" not in tags):
        return tagged_values.pages(first_value(tags, "BP"), first_value(tags, "EP"))
    return tagged_values.pages(first_value(tags, "PS"))


def _identifiers(tags: Tags, out: dict[str, Any], own: dict[str, Any]) -> None:
    out["doi"] = tagged_values.doi(first_value(tags, "DI")) or tagged_values.doi(
        first_value(tags, "D2")
    )
    out["pmid"] = tagged_values.pmid_in(f"PMID {first_value(tags, 'PM')}")
    out["isbn"] = tagged_values.standard_numbers(every_value(tags, "BN"))[0]
    more, out["issn"] = tagged_values.standard_numbers(
        [*every_value(tags, "SN"), *every_value(tags, "EI")]
    )
    out["isbn"] += tuple(number for number in more if number not in out["isbn"])
    out["accession"] = first_value(tags, "UT") or first_value(tags, "AN")
    out["key"] = own.pop("key", "") or out["accession"]
    # The part before the colon names the database: WOS, MEDLINE, BIOSIS, ZOOREC, INSPEC, ...
    name, colon, _ = out["accession"].partition(":")
    if colon:
        out["database"] = _DATABASES.get(name, name)


_DATABASES = {"WOS": "Web of Science", "ISI": "Web of Science"}

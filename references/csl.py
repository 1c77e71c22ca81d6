"""References as CSL 1.0.2 items, and back: the common ground of CSL-JSON and of citation styles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from references.dates import PartialDate
from references.identifiers import ORCID
from references.people import OTHERS, PersonName
from references.reference import Reference, ReferenceKind

Item = dict[str, Any]

_KIND_OF_TYPE: Mapping[str, ReferenceKind] = {
    **{kind.value: kind for kind in ReferenceKind},
    "article": ReferenceKind.PREPRINT,
    "broadcast": ReferenceKind.MEDIA,
    "entry-dictionary": ReferenceKind.ENTRY,
    "entry-encyclopedia": ReferenceKind.ENTRY,
    "graphic": ReferenceKind.MEDIA,
    "bill": ReferenceKind.LEGISLATION,
    "regulation": ReferenceKind.LEGISLATION,
    "treaty": ReferenceKind.LEGISLATION,
    "post": ReferenceKind.WEBPAGE,
    "post-weblog": ReferenceKind.WEBPAGE,
    "review": ReferenceKind.ARTICLE_JOURNAL,
    "song": ReferenceKind.MEDIA,
}

TEXT_VARIABLES: Mapping[str, str] = {
    "title": "title",
    "title-short": "short_title",
    "container-title": "container",
    "container-title-short": "container_short",
    "collection-title": "collection",
    "volume": "volume",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "place",
    "genre": "genre",
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "URL": "url",
    "language": "language",
    "abstract": "abstract",
    "note": "note",
    "number-of-pages": "total_pages",
    "event-title": "event",
    "event-place": "event_place",
    "original-title": "original_title",
    "source": "database",
}
NAME_VARIABLES = {"author": "authors", "editor": "editors", "translator": "translators"}
DATE_VARIABLES = {"issued": "issued", "accessed": "accessed", "original-date": "original_date"}
OTHER_VARIABLES = frozenset(
    {"id", "type", "page", "number", "issue", "article-number", "collection-number", "keyword"}
    | {"ISBN", "ISSN", "archive", "archive_location", "shortTitle", "journalAbbreviation"}
    | {"event", "custom"}
)
# Kinds that have a number of their own, where an article has an issue.
_NUMBERED = frozenset(
    {ReferenceKind.REPORT, ReferenceKind.PATENT, ReferenceKind.STANDARD, ReferenceKind.LEGISLATION}
    | {ReferenceKind.LEGAL, ReferenceKind.DATASET, ReferenceKind.SOFTWARE, ReferenceKind.PREPRINT}
)
_IN_A_SERIES = frozenset({ReferenceKind.BOOK, ReferenceKind.CHAPTER, ReferenceKind.PROCEEDINGS})

_TAG = re.compile(r"</?(?:i|b|sc|sup|sub|em|strong|u)>|<span[^<>]{0,200}>|</span>", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[;,]\s*|\s+(?=\d)")
_PAGE_DASH = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—−])\s*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


def kind_of_type(name: str) -> ReferenceKind:
    """The kind that a CSL item type stands for."""
    return _KIND_OF_TYPE.get(name, ReferenceKind.OTHER)


def to_csl(reference: Reference) -> Item:
    """The reference as a CSL item; only what is known has a variable."""
    item: Item = {"id": reference.key, "type": _type(reference)}
    for variable, attribute in NAME_VARIABLES.items():
        if names := getattr(reference, attribute):
            item[variable] = [name_out(name) for name in names]
    for variable, attribute in DATE_VARIABLES.items():
        if date := getattr(reference, attribute):
            item[variable] = date_out(date)
    for variable, attribute in TEXT_VARIABLES.items():
        if text := getattr(reference, attribute):
            item[variable] = text
    item.update(_numbers_out(reference))
    return item


def _type(reference: Reference) -> str:
    """The item type; a finer CSL type of its own is kept, as ``entry-dictionary``."""
    own = reference.entry_type
    if own in _KIND_OF_TYPE and _KIND_OF_TYPE[own] is reference.kind:
        return own
    return "entry-encyclopedia" if reference.kind is ReferenceKind.ENTRY else reference.kind.value


def _numbers_out(reference: Reference) -> Item:
    item: Item = {}
    if reference.pages:
        item["page"] = reference.pages
    if reference.issue:
        if reference.kind in _NUMBERED:
            item["number"] = reference.issue
        else:
            item["collection-number" if reference.kind in _IN_A_SERIES else "issue"] = (
                reference.issue
            )
    if reference.article_number:
        item["article-number"] = reference.article_number
    if reference.isbn:
        item["ISBN"] = ", ".join(reference.isbn)
    if reference.issn:
        item["ISSN"] = ", ".join(reference.issn)
    if reference.arxiv:
        item["archive"] = "arXiv"
        item["archive_location"] = reference.arxiv
    if reference.keywords:
        separator = "; " if any("," in word for word in reference.keywords) else ", "
        item["keyword"] = separator.join(reference.keywords)
    return item


def name_out(name: PersonName) -> Item:
    """A name as an element of a CSL name variable."""
    if name.literal:
        return {"literal": name.literal}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {label: part for label, part in parts.items() if part}


def date_out(date: PartialDate) -> Item:
    """A date as a CSL date variable."""
    parts = [_parts(date)] + ([_parts(date.end)] if date.end else [])
    out: Item = {"date-parts": parts}
    if date.season:
        out["season"] = date.season
    if date.approximate:
        out["circa"] = True
    return out


def _parts(date: PartialDate) -> list[int]:
    return [part for part in (date.year, date.month, date.day) if part is not None]


def from_csl(item: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments of a ``Reference`` from a CSL item, without place, fields and key.

    Values of the wrong type are taken as far as they make sense and never raise.
    """
    kind = kind_of_type(as_text(item.get("type", "")))
    out: dict[str, Any] = {"kind": kind, "entry_type": as_text(item.get("type", ""))}
    for variable, attribute in TEXT_VARIABLES.items():
        out[attribute] = as_text(item.get(variable))
    for variable, attribute in NAME_VARIABLES.items():
        out[attribute] = names_in(item.get(variable))
    for variable, attribute in DATE_VARIABLES.items():
        out[attribute] = date_in(item.get(variable))
    out["short_title"] = out["short_title"] or as_text(item.get("shortTitle"))
    out["container_short"] = out["container_short"] or as_text(item.get("journalAbbreviation"))
    out["pages"] = _PAGE_DASH.sub("-", as_text(item.get("page")))
    numbers = ("issue", "number", "collection-number")
    out["issue"] = next((text for name in numbers if (text := as_text(item.get(name)))), "")
    out["article_number"] = as_text(item.get("article-number"))
    out["isbn"] = _codes(item.get("ISBN"))
    out["issn"] = _codes(item.get("ISSN"))
    keywords = as_text(item.get("keyword"))
    words = keywords.split(";" if ";" in keywords else ",")
    out["keywords"] = tuple(word.strip() for word in words if word.strip())
    out["event"] = out["event"] or as_text(item.get("event"))  # its name before CSL 1.0.2
    archive, place = as_text(item.get("archive")), as_text(item.get("archive_location"))
    if archive.lower() == "arxiv":
        out["arxiv"] = place
    else:
        out["database"] = out["database"] or archive
        out["accession"] = place
    return {name: value for name, value in out.items() if value}


def as_text(value: object) -> str:
    """A scalar as plain text, CSL's inline markup taken out."""
    if type(value) is str:
        text = value
    elif value is None or isinstance(value, (list, dict, bool)):
        return ""
    else:
        text = str(value)
    if not text.isascii():
        text = _SURROGATE.sub("\ufffd", text)
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(text.split())


def _codes(value: object) -> tuple[str, ...]:
    values: Iterable[object] = value if isinstance(value, list) else [value]
    codes = (code for each in values for code in _SEPARATOR.split(as_text(each)))
    return tuple(code for code in codes if code)


def names_in(value: object) -> tuple[PersonName, ...]:
    """The names of a CSL name variable; what is no name is passed over."""
    if not isinstance(value, list):
        return ()
    names = (_name_in(each) for each in value)
    return tuple(name for name in names if name != PersonName())


def _name_in(value: object) -> PersonName:
    if isinstance(value, str):
        return PersonName(literal=as_text(value))
    if not isinstance(value, dict):
        return PersonName()
    literal = as_text(value.get("literal"))
    if literal.lower().rstrip(".") in ("others", "et al"):
        return OTHERS
    if literal:
        return PersonName(literal=literal)
    particles = (as_text(value.get(f"{kind}-particle")) for kind in ("dropping", "non-dropping"))
    family, given = as_text(value.get("family")), as_text(value.get("given"))
    if not family:
        family, given = given, ""
    particle = " ".join(particle for particle in particles if particle)
    orcid = ORCID.normalise(as_text(value.get("ORCID"))) if "ORCID" in value else ""
    return PersonName(family, given, particle, as_text(value.get("suffix")), orcid=orcid)


def date_in(value: object) -> PartialDate | None:
    """The date of a CSL date variable, from its parts or from what it says in words."""
    if isinstance(value, (str, int)):
        return PartialDate.parse(as_text(value))
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    dates = [_date_of_parts(each) for each in parts] if isinstance(parts, list) else []
    if not dates or dates[0] is None:
        said = as_text(value.get("raw")) or as_text(value.get("literal"))
        return PartialDate.parse(said) if said else None
    start = dates[0]
    end = dates[1] if len(dates) > 1 and dates[1] and dates[1] > start else None
    return PartialDate(
        start.year,
        start.month,
        start.day,
        end=end,
        approximate=value.get("circa") not in (None, False, 0, "", "false", "0"),
        season=_season(value.get("season")) if start.month is None else None,
    )


def _date_of_parts(parts: object) -> PartialDate | None:
    if not isinstance(parts, list) or not parts:
        return None
    numbers: list[int] = []
    for part in parts[:3]:
        text = as_text(part)
        if not re.fullmatch(r"-?\d{1,5}", text):
            break
        numbers.append(int(text))
    # A month or day that cannot be is left out rather than the year lost.
    while numbers:
        year, month, day = (*numbers, None, None)[:3]
        try:
            return PartialDate(year or 0, month, day)
        except ValueError:
            numbers.pop()
    return None


def _season(value: object) -> int | None:
    text = as_text(value).lower()
    if text.isdecimal() and 1 <= int(text[:3]) <= 4:
        return int(text)
    return _SEASONS.get(text)

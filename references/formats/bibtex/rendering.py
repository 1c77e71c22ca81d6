"""From the typed values of a reference to the text of BibTeX fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from references.dates import PartialDate
from references.formats.bibtex.kinds import (
    GENRE_OF_TYPE,
    KIND_OF_TYPE,
    SUBTYPE_OF_KIND,
    TYPE_OF_KIND,
)
from references.formats.bibtex.latex import to_latex
from references.formats.bibtex.values import MONTH_MACROS
from references.people import PersonName
from references.reading.notice_text import notices_as_text, related_as_text
from references.reference import Reference, ReferenceKind

Expression = str
"""The right-hand side of a field, delimiters included."""

_MIXED_CASE = re.compile(r"(?<![^\W_])[^\W_]+[A-ZÀ-ÖØ-Þ][^\W_]*")
_BREAKS_A_KEY = re.compile(r"[\s,{}\"=#%\\@]+")
_AND_OR_COMMA = re.compile(r",|;|\band\b|=", re.IGNORECASE)
_PAGE_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_MONTHS = tuple(MONTH_MACROS)


def entry_type(reference: Reference) -> str:
    """The biblatex type for the kind of a reference; its own type when that says the same."""
    if KIND_OF_TYPE.get(reference.entry_type) is reference.kind:
        return reference.entry_type
    return TYPE_OF_KIND[reference.kind]


def safe_key(key: str) -> str:
    """The citation key without the characters that would end it early."""
    return _BREAKS_A_KEY.sub("-", key)


def all_fields(reference: Reference) -> dict[str, Expression]:
    """Every field a reference needs, in the order that people write them."""
    fields: dict[str, Expression] = {}
    for attribute in RENDERERS:
        fields.update(attribute_fields(reference, attribute))
    if (subtype := SUBTYPE_OF_KIND.get(reference.kind)) is not None:
        fields["entrysubtype"] = _braced(subtype)
    return fields


def attribute_fields(
    reference: Reference, attribute: str, name: str = "", *, by_year: bool = False
) -> dict[str, Expression]:
    """The fields that hold one typed value, under ``name`` where one is given; none when empty."""
    value = getattr(reference, attribute)
    if not value:
        return {}
    if attribute == "issued" and by_year:
        return _year_and_month(value)
    if attribute == "container" and not name:
        in_book = reference.kind in _IN_A_BOOK
        return {"booktitle" if in_book else "journaltitle": RENDERERS[attribute][1](value)}
    if attribute == "arxiv":
        return {"eprint": _verbatim(value), "eprinttype": "{arxiv}"}
    if attribute == "genre" and value == GENRE_OF_TYPE.get(reference.entry_type):
        return {}
    default, render = RENDERERS[attribute]
    return {name or default: render(value)}


_IN_A_BOOK = frozenset(
    {ReferenceKind.CHAPTER, ReferenceKind.PROCEEDINGS_PAPER, ReferenceKind.ENTRY}
)


def _braced(text: str) -> Expression:
    return f"{{{text}}}"


def _text(value: str) -> Expression:
    return _braced(to_latex(value))


def _title(value: str) -> Expression:
    """Words with capitals inside are braced, or styles that lower a title would spoil them."""
    return _braced(_MIXED_CASE.sub(lambda word: f"{{{word[0]}}}", to_latex(value)))


def _verbatim(value: str) -> Expression:
    return _braced(value.replace("{", "%7B").replace("}", "%7D"))


def _pages(value: str) -> Expression:
    return _braced(_PAGE_HYPHEN.sub("--", to_latex(value)))


def _list(values: tuple[str, ...]) -> Expression:
    """The words so that a comma within one does not part it."""
    if not any("," in value for value in values):
        return _braced(to_latex(", ".join(values)))
    return _braced(to_latex("; ".join(values) + (";" if len(values) == 1 else "")))


def _codes(values: tuple[str, ...]) -> Expression:
    return _verbatim(", ".join(values))


def _date(value: PartialDate) -> Expression:
    return _braced(value.edtf)


def _year_and_month(value: PartialDate) -> dict[str, Expression]:
    """The classic pair; what it cannot say is written as a biblatex date."""
    if value.end or value.season or value.approximate or value.day:
        return {"date": _date(value)}
    fields = {"year": _braced(f"{value.year:04d}")}
    if value.month is not None:
        fields["month"] = _MONTHS[value.month - 1]
    return fields


def _names(names: tuple[PersonName, ...]) -> Expression:
    return _braced(" and ".join(_name(name) for name in names))


def _name(name: PersonName) -> str:
    if name.is_others:
        return "others"
    if name.literal:
        return _braced(to_latex(name.literal))
    if name.particle and any(not word[0].islower() for word in name.particle.split()):
        return _extended(name)
    family = _protected(name.family, particles=True)
    parts = [f"{name.particle and to_latex(name.particle)} {family}".strip()]
    if name.suffix:
        parts.append(_protected(name.suffix))
    parts.append(_protected(name.given))
    return ", ".join(parts).rstrip() if name.given else ", ".join(parts).rstrip(" ,") + ","


def _extended(name: PersonName) -> str:
    parts = {
        "family": name.family, "given": name.given, "prefix": name.particle, "suffix": name.suffix
    }  # fmt: skip
    return ", ".join(f"{label}={_braced(to_latex(part))}" for label, part in parts.items() if part)


def _protected(text: str, *, particles: bool = False) -> str:
    """A part of a name, braced when its words would be read as separators or particles."""
    words = text.split()
    lower = particles and any(not word[0].isupper() for word in words[:-1])
    shown = to_latex(text)
    return _braced(shown) if lower or _AND_OR_COMMA.search(text) else shown


RENDERERS: Mapping[str, tuple[str, Callable[[Any], Expression]]] = {
    "authors": ("author", _names),
    "title": ("title", _title),
    "short_title": ("shorttitle", _title),
    "editors": ("editor", _names),
    "translators": ("translator", _names),
    "container": ("journaltitle", _title),
    "container_short": ("shortjournal", _title),
    "collection": ("series", _text),
    "edition": ("edition", _text),
    "volume": ("volume", _text),
    "issue": ("number", _text),
    "pages": ("pages", _pages),
    "article_number": ("eid", _text),
    "issued": ("date", _date),
    "original_date": ("origdate", _date),
    "publisher": ("publisher", _text),
    "place": ("location", _text),
    "genre": ("type", _text),
    "doi": ("doi", _verbatim),
    "pmid": ("pmid", _verbatim),
    "pmcid": ("pmcid", _verbatim),
    "arxiv": ("eprint", _verbatim),
    "isbn": ("isbn", _codes),
    "issn": ("issn", _codes),
    "url": ("url", _verbatim),
    "accessed": ("urldate", _date),
    "language": ("langid", _text),
    "keywords": ("keywords", _list),
    "total_pages": ("pagetotal", _text),
    "event": ("eventtitle", _title),
    "event_place": ("venue", _text),
    "original_title": ("origtitle", _title),
    "database": ("database", _text),
    "accession": ("accession", _text),
    "publication_types": ("publicationtypes", _list),
    "notices": ("notices", lambda notices: _braced(notices_as_text(notices))),
    "related": ("relatedworks", lambda works: _braced(related_as_text(works))),
    "abstract": ("abstract", _text),
    "note": ("note", _text),
}

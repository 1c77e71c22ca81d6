"""A reference as the elements of a JATS reference."""

from __future__ import annotations

import re
from collections.abc import Iterable

from references.dates import PartialDate
from references.formats.jats.layout import BASES, TYPE_OF_KIND, WHOLE
from references.people import PersonName
from references.reading.xml_pieces import Piece
from references.reading.xml_writing import element, holding, quoted
from references.reference import Reference
from references.reference import ReferenceKind as Kind

_ID = re.compile(r"[A-Za-z_][\w.-]*")
_RANGE = re.compile(r"([A-Za-z]*\d+[A-Za-z]*)-([A-Za-z]*\d+[A-Za-z]*)")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


def record_name(_: Reference) -> str:
    """The record element, the same for all."""
    return "ref"


def pieces(reference: Reference) -> list[Piece]:
    """Every element that the reference gives rise to, in the order that the tag set suggests."""
    base = _base(reference)
    kind = TYPE_OF_KIND.get(reference.kind, "other")
    label = "citation-type" if base.endswith("nlm-citation") else "publication-type"
    parts = [*_people(reference), *_titles(reference), *_details(reference), *_numbers(reference)]
    found = [Piece("@id", quoted(reference.key))] if _ID.fullmatch(reference.key) else []
    found.append(Piece(f"{base}/@{label}", kind))
    return found + [Piece(f"{base}/{path}", raw) for path, raw in parts if raw]


def _base(reference: Reference) -> str:
    """The citation that the pieces of a reference stand in; tagged through and through if new."""
    if reference.source_format == "jats":
        for field in reference.fields:
            for base in BASES:
                if field.name.startswith(f"{base}/"):
                    return base
    return "element-citation"


def _people(ref: Reference) -> list[tuple[str, str]]:
    return [
        (f"person-group[{role}]", _group(role, names))
        for role, names in (
            ("author", ref.authors),
            ("editor", ref.editors),
            ("translator", ref.translators),
        )
    ]


def _group(role: str, names: Iterable[PersonName]) -> str:
    return holding("person-group", map(_name, names), person__group__type=role)


def _name(name: PersonName) -> str:
    if name.is_others:
        return "<etal/>"
    if name.literal:
        return element("collab", name.literal)
    family = f"{name.particle} {name.family}".strip()
    return holding(
        "name",
        [_one("surname", family), _one("given-names", name.given), _one("suffix", name.suffix)],
    )


def _titles(ref: Reference) -> list[tuple[str, str]]:
    if ref.kind is Kind.CHAPTER:
        return [
            ("chapter-title", element("chapter-title", ref.title)),
            ("source", _one("source", ref.container)),
        ]
    if ref.kind in WHOLE and not ref.container:
        return [("source", _one("source", ref.title))]
    name = "data-title" if ref.kind is Kind.DATASET or ref.kind in WHOLE else "article-title"
    return [(name, _one(name, ref.title)), ("source", _one("source", ref.container))]


def _details(ref: Reference) -> list[tuple[str, str]]:
    edition = "version" if ref.kind is Kind.SOFTWARE else "edition"
    issue = "patent" if ref.kind is Kind.PATENT else "issue"
    return [
        (edition, _one(edition, ref.edition)),
        ("conf-name", _one("conf-name", ref.event)),
        ("conf-loc", _one("conf-loc", ref.event_place)),
        ("publisher-loc", _one("publisher-loc", ref.place)),
        ("publisher-name", _one("publisher-name", ref.publisher)),
        *_date(ref.issued),
        ("volume", _one("volume", ref.volume)),
        ("series", _one("series", ref.collection)),
        (issue, _one(issue, ref.issue)),
        *_pages(ref.pages),
        ("elocation-id", _one("elocation-id", ref.article_number)),
        ("size", element("size", ref.total_pages, units="page") if ref.total_pages else ""),
    ]


def _numbers(ref: Reference) -> list[tuple[str, str]]:
    ids = (("doi", ref.doi), ("pmid", ref.pmid), ("pmcid", ref.pmcid), ("arxiv", ref.arxiv))
    link = {"ext__link__type": "uri", "xlink:href": ref.url}
    access = {"content__type": "access-date"}
    return [
        *(("isbn", _one("isbn", code)) for code in ref.isbn),
        *(("issn", _one("issn", code)) for code in ref.issn),
        *(
            (f"pub-id[{kind}]", element("pub-id", code, pub__id__type=kind))
            for kind, code in ids
            if code
        ),
        ("ext-link", element("ext-link", ref.url, **link) if ref.url else ""),
        (
            "date-in-citation[access-date]",
            element("date-in-citation", ref.accessed.edtf, **access) if ref.accessed else "",
        ),
        ("comment", _one("comment", ref.note)),
    ]


def _one(name: str, text: str) -> str:
    return element(name, text) if text else ""


def _date(date: PartialDate | None) -> list[tuple[str, str]]:
    if date is None:
        return []
    if date.end is not None and date.end.year != date.year and date.month is None:
        return [("year", element("year", f"{date.year}-{date.end.year}"))]
    return [
        ("year", element("year", f"{date.year:04d}")),
        ("month", element("month", f"{date.month:02d}") if date.month else ""),
        ("day", element("day", f"{date.day:02d}") if date.day else ""),
        (
            "season",
            element("season", _SEASONS[date.season - 1]) if date.season and not date.month else "",
        ),
    ]


def _pages(pages: str) -> list[tuple[str, str]]:
    """First and last page; what is no such pair is a range in its own words."""
    if not pages:
        return []
    match = _RANGE.fullmatch(pages)
    if match is not None:
        return [("fpage", element("fpage", match[1])), ("lpage", element("lpage", match[2]))]
    if "-" in pages or "," in pages or " " in pages:
        return [("page-range", element("page-range", pages))]
    return [("fpage", element("fpage", pages))]

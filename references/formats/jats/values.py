"""What one reference of a JATS list says, as values of a ``Reference``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from references.dates import PartialDate
from references.formats.jats.layout import CITATIONS, KIND_OF_TYPE, WHOLE
from references.identifiers import ORCID
from references.people import OTHERS, PersonName
from references.reading import tagged_names, tagged_values
from references.reading.xml_dialect import Values
from references.reading.xml_values import (
    Children,
    at,
    by_name,
    date_of_parts,
    local,
    named,
    person,
    text_of,
    texts_at,
)
from references.reference import ReferenceKind as Kind

_HREF = "{http://www.w3.org/1999/xlink}href"
_TITLES = ("article-title", "chapter-title", "part-title", "data-title")
_NAMES = frozenset({"name", "string-name", "collab", "etal", "name-alternatives", "on-behalf-of"})
_IN_BOOKS = (Kind.BOOK, Kind.CHAPTER)


def values(root: etree._Element) -> Values:
    """Keyword arguments of a ``Reference``."""
    citation = _citation(root)
    if citation is None:
        return {"key": root.get("id", ""), "kind": Kind.OTHER, "note": text_of(root)}
    inside = by_name(citation)
    type_name = citation.get("publication-type") or citation.get("citation-type") or ""
    kind = _kind(inside, type_name.lower())
    title = next((text for name in _TITLES if (text := text_of(inside.get(name)))), "")
    source = text_of(inside.get("source"))
    if not title and kind in (*WHOLE, Kind.WEBPAGE, Kind.DATASET, Kind.OTHER):
        title, source = source, ""
    out: Values = {
        "key": root.get("id", "") or citation.get("id", ""),
        "kind": kind,
        "entry_type": type_name,
        "title": title,
        "container": source,
        **_people(citation, inside),
        **_dates(citation, inside),
        "collection": text_of(inside.get("series")),
        "volume": text_of(inside.get("volume")),
        "issue": text_of(inside.get("issue")) or text_of(inside.get("patent")),
        "pages": _pages(inside),
        "total_pages": text_of(inside.get("size")),
        "article_number": text_of(inside.get("elocation-id")),
        "edition": text_of(inside.get("edition")) or text_of(inside.get("version")),
        "publisher": text_of(inside.get("publisher-name")) or text_of(inside.get("institution")),
        "place": text_of(inside.get("publisher-loc")),
        "event": text_of(inside.get("conf-name")),
        "event_place": text_of(inside.get("conf-loc")),
        "isbn": _texts(citation, inside, "isbn"),
        "issn": _texts(citation, inside, "issn"),
        "note": "; ".join(
            (*_texts(citation, inside, "comment"), *_texts(citation, inside, "annotation"))
        ),
        **_identifiers(citation, inside),
    }
    return out if title or local(citation) == "element-citation" else _untagged(out, citation)


def _citation(root: etree._Element) -> etree._Element | None:
    """The citation of a reference; of several renderings of one, the one with tags only."""
    parent = at(root, "citation-alternatives")
    for place in (root, parent):
        for name in CITATIONS:
            if (found := at(place, name)) is not None:
                return found
    return root if local(root) in CITATIONS else None


def _texts(citation: etree._Element, inside: Children, name: str) -> tuple[str, ...]:
    return texts_at(citation, name) if name in inside else ()


def _kind(inside: Children, type_name: str) -> Kind:
    kind = KIND_OF_TYPE.get(type_name)
    part = any(name in inside for name in ("chapter-title", "part-title"))
    if kind is None:
        if text_of(inside.get("article-title")) and text_of(inside.get("source")):
            return Kind.ARTICLE_JOURNAL
        return Kind.CHAPTER if part else Kind.OTHER
    if kind is Kind.BOOK and (part or "article-title" in inside):
        return Kind.CHAPTER
    return kind


def _people(citation: etree._Element, inside: Children) -> Values:
    """Authors, editors and translators: in groups, or standing free."""
    found: dict[str, list[PersonName]] = {"author": [], "editor": [], "translator": []}
    for group in named(citation, "person-group"):
        role = group.get("person-group-type", "author").lower().rstrip("s")
        role = "editor" if role.startswith("ed") else role
        if role in found:
            found[role].extend(_names(group))
        elif not found["author"] and role in ("allauthor", "all-author", "compiler", "inventor"):
            found["author"].extend(_names(group))
    free = [] if _NAMES.isdisjoint(inside) else list(_names(citation))
    if found["author"] and free == [OTHERS]:
        found["author"].append(OTHERS)
    elif not found["author"]:
        found["author"] = free
    return {f"{role}s": tuple(names) for role, names in found.items()}


def _names(parent: etree._Element) -> Iterator[PersonName]:
    for each in parent.iterchildren("*"):
        name = local(each)
        if name == "etal":
            yield OTHERS
        elif name in ("collab", "on-behalf-of"):
            if text := text_of(each).strip(" ,;"):
                yield PersonName(literal=text)
        elif name in _NAMES and (found := _name(each)) is not None:
            yield found


def _name(element: etree._Element) -> PersonName | None:
    if local(element) == "name-alternatives":
        inner = next(element.iterchildren("*"), None)
        return None if inner is None else _name(inner)
    parts = by_name(element)
    family, given = text_of(parts.get("surname")), text_of(parts.get("given-names"))
    if family or given:
        orcid = ORCID.normalise(text_of(parts.get("contrib-id")))
        return person(family.strip(" ,"), given.strip(" ,"), text_of(parts.get("suffix")), orcid)
    text = text_of(element).strip(" ,;")
    return tagged_names.person(text) if text else None


def _dates(citation: etree._Element, inside: Children) -> Values:
    date = inside.get("date")
    place = inside if "year" in inside or date is None else by_name(date)
    year, month, day, season = (
        text_of(place.get(name)) for name in ("year", "month", "day", "season")
    )
    issued = date_of_parts(year, month, day, season)
    if issued is None and date is not None:
        issued = PartialDate.parse(date.get("iso-8601-date", "") or text_of(date))
    accessed = None
    for each in named(citation, "date-in-citation"):
        what = each.get("content-type", "access-date").lower()
        said = each.get("iso-8601-date", "") or text_of(each)
        found = PartialDate.parse(said)
        if "access" in what or "cited" in what or "retriev" in what:
            accessed = accessed or found
        elif issued is None and "pub" in what:
            issued = found
    unread = (year,) if issued is None and re.search(r"\d", year) else ()
    return {"issued": issued, "accessed": accessed, "bad_dates": unread}


def _pages(inside: Children) -> str:
    if pages := text_of(inside.get("page-range")):
        return tagged_values.pages(pages)
    return tagged_values.pages(text_of(inside.get("fpage")), text_of(inside.get("lpage")))


def _identifiers(citation: etree._Element, inside: Children) -> Values:
    ids: dict[str, str] = {}
    for each in named(citation, "pub-id"):
        text = text_of(each) or each.get(_HREF, "")
        if text:
            ids.setdefault(each.get("pub-id-type", "").lower(), text)
    links = [
        (each.get(_HREF, "") or text_of(each), each.get("ext-link-type", ""))
        for name in ("ext-link", "uri")
        for each in citation.iterdescendants(name)
    ]
    for comment in _texts(citation, inside, "comment"):
        if found := tagged_values.doi_in(comment):
            ids.setdefault("doi", found)
    url = ""
    for link, kind in links:
        found = tagged_values.doi(link) if kind == "doi" or "doi.org/" in link else ""
        if found:
            ids.setdefault("doi", found)
        elif link.lower().startswith(("http://", "https://", "ftp://", "www.")):
            url = url or link
    doi = ids.get("doi", "")
    return {
        "doi": tagged_values.doi(doi) or doi,
        "pmid": ids.get("pmid", ""),
        "pmcid": ids.get("pmcid", "") or ids.get("pmc", ""),
        "arxiv": re.sub(r"^arxiv:\s*", "", ids.get("arxiv", ""), flags=re.IGNORECASE),
        "accession": ids.get("accession", ""),
        "url": url,
    }


_LINK = re.compile(r"\b(?:https?://|doi:?\s*10\.|10\.\d{4,9}/)\S+", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


def _untagged(out: Values, citation: etree._Element) -> Values:
    """A citation in running text: its words are the note, and what can be told apart is taken."""
    text = text_of(citation)
    out["note"] = text
    out["doi"] = out["doi"] or tagged_values.doi_in(text)
    out["pmid"] = out["pmid"] or tagged_values.pmid_in(text)
    out["pmcid"] = out["pmcid"] or tagged_values.pmcid_in(text)
    years = set(_YEAR.findall(_LINK.sub(" ", text)))
    if out["issued"] is None and len(years) == 1:
        out["issued"] = PartialDate(int(years.pop()))
    return out

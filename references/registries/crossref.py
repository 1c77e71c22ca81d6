"""Crossref, where most publishers register the DOIs of articles, chapters and preprints.

REST API: https://www.crossref.org/documentation/retrieve-metadata/rest-api/. The limits are those
in force since December 2025: lists once a second for anybody, three times for a caller who leaves
an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from references.answering.crossref_updates import date_of, relations, updates
from references.answering.json_answer import first_text, mapping, objects, parse, text, texts
from references.csl import from_csl
from references.dates import PartialDate
from references.identifiers import DOI, ISBN, ISSN, ORCID
from references.people import PersonName
from references.reference import Reference
from references.registry import (
    Answer,
    Caller,
    Citation,
    Pace,
    Question,
    Registry,
    RegistryRecord,
    WorkId,
)
from references.source import Location

_BATCH = 20
"""DOIs a question: records come with their reference lists, and an answer is bounded."""

_CSL_TYPE = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "proceedings-article": "paper-conference",
    "proceedings": "collection",
    "posted-content": "article",
    "dataset": "dataset",
    "database": "dataset",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "monograph": "book",
    "book": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "reference-entry": "entry",
    "standard": "standard",
    "journal": "periodical",
    "journal-issue": "periodical",
}
_DATES = ("published-print", "issued", "published-online", "published", "posted")


def ask(ids: Sequence[WorkId]) -> tuple[Question, ...]:
    """One question for each batch of DOIs.

    The comma parts filters, so that a DOI which holds one is asked for alone. So is a single
    one: under its own address Crossref also knows it as the former DOI of a work that has another.
    """
    together = [each for each in ids if "," not in each.value]
    batches = [together[start : start + _BATCH] for start in range(0, len(together), _BATCH)]
    alone = [each for each in ids if "," in each.value]
    alone += [batch[0] for batch in batches if len(batch) == 1]
    batches = [batch for batch in batches if len(batch) > 1]
    questions = [
        Question(
            "works",
            (("filter", ",".join(f"doi:{each.value}" for each in batch)), ("rows", str(_BATCH))),
            about=tuple(batch),
        )
        for batch in batches
    ]
    questions += [Question(_path(each), about=(each,)) for each in alone]
    return tuple(questions)


def _path(work: WorkId) -> str:
    return f"works/{quote(work.value, safe='')}"


def search(citation: Citation) -> Question:
    """The question for works that a citation may mean."""
    return Question("works", (("query.bibliographic", str(citation)), ("rows", "5")))


def refer(work: WorkId) -> Question:
    """The question which agency registered a DOI."""
    return Question(f"{_path(work)}/agency", about=(work,))


def signed(caller: Caller) -> tuple[tuple[str, str], ...]:
    """The address that puts a caller into the polite pool."""
    return (("mailto", caller.mailto),) if caller.mailto else ()


def pace(caller: Caller) -> Pace:
    """The pace allowed for lists, which is the slower one."""
    return Pace(3, 3) if caller.mailto else Pace(1, 1)


def pace_told(headers: Mapping[str, str]) -> Pace | None:
    """The pace of ``X-Rate-Limit-Limit`` requests in each ``X-Rate-Limit-Interval``."""
    limit = re.fullmatch(r"\s*(\d{1,6})\s*", headers.get("x-rate-limit-limit", ""))
    interval = re.fullmatch(r"\s*(\d{1,6})s?\s*", headers.get("x-rate-limit-interval", ""))
    if limit is None or interval is None or not int(limit[1]) or not int(interval[1]):
        return None
    at_once = re.fullmatch(r"\s*(\d{1,3})\s*", headers.get("x-concurrency-limit", ""))
    return Pace(int(limit[1]) / int(interval[1]), max(1, int(at_once[1])) if at_once else 1)


def read(body: str) -> Answer:
    """The works or the agency of an answer; a single work may come with its envelope or bare."""
    content, trouble = parse(body)
    if trouble:
        return Answer(trouble=trouble)
    envelope = mapping(content)
    message = mapping(envelope.get("message")) or envelope
    if agency := text(mapping(message.get("agency")).get("id")):
        return Answer(agency=agency.lower())
    listed = objects(message["items"]) if isinstance(message.get("items"), list) else [message]
    records = tuple(record for item in listed if (record := _record(item)) is not None)
    if not records and "items" not in message:
        return Answer(trouble="the answer holds no work")
    return Answer(records)


def _record(item: Mapping[str, Any]) -> RegistryRecord | None:
    doi = DOI.normalise(text(item.get("DOI")))
    if not doi:
        return None
    # A work's own list of references is most of its record and never asked for.
    kept = {name: value for name, value in item.items() if name != "reference"}
    title, subtitle = first_text(item.get("title")), first_text(item.get("subtitle"))
    whole = title
    if subtitle and subtitle.casefold() not in title.casefold():
        whole = f"{title}: {subtitle}" if title else subtitle
    others = (*texts(item.get("title")), *texts(item.get("original-title")))
    venues = (
        *texts(item.get("container-title")),
        *texts(item.get("short-container-title")),
        *(name for each in objects(item.get("institution")) if (name := text(each.get("name")))),
        *texts(item.get("group-title")),
        *texts(mapping(item.get("event")).get("name")),
    )
    dates = [date for name in _DATES if (date := date_of(item.get(name))) is not None]
    return RegistryRecord(
        _reference(item, doi, whole, dates[0] if dates else None),
        json.dumps(kept, ensure_ascii=False),
        titles=tuple(dict.fromkeys(each for each in others if each != whole)),
        venues=tuple(dict.fromkeys(venues)),
        years=tuple(sorted({date.year for date in dates})),
    )


def _reference(
    item: Mapping[str, Any], doi: str, title: str, issued: PartialDate | None
) -> Reference:
    codes = {
        "ISSN": tuple(code for each in texts(item.get("ISSN")) if (code := ISSN.normalise(each))),
        "ISBN": tuple(code for each in texts(item.get("ISBN")) if (code := ISBN.normalise(each))),
    }
    containers = texts(item.get("container-title"))
    known = from_csl(
        {
            "type": _CSL_TYPE.get(text(item.get("type")), "document"),
            "volume": text(item.get("volume")),
            "issue": text(item.get("issue")),
            "page": text(item.get("page")),
            "article-number": text(item.get("article-number")),
            "publisher": text(item.get("publisher")),
            "publisher-place": text(item.get("publisher-location")),
            "language": text(item.get("language")),
            "abstract": text(item.get("abstract")),
            # A chapter in a series has the series first and the book last.
            "container-title": containers[-1] if containers else "",
            "container-title-short": first_text(item.get("short-container-title")),
            "collection-title": containers[0] if len(containers) > 1 else "",
        }
    )
    notices, related = updates(item)
    return Reference(
        key=doi,
        location=Location("crossref"),
        source_format="crossref",
        doi=doi,
        title=title,
        authors=_names(item.get("author")),
        editors=_names(item.get("editor")),
        issued=issued,
        issn=codes["ISSN"],
        isbn=codes["ISBN"],
        genre="preprint" if text(item.get("subtype")) == "preprint" else "",
        notices=notices,
        related=related + relations(item),
        **known,
    )


def _names(value: object) -> tuple[PersonName, ...]:
    people = sorted(objects(value), key=lambda each: text(each.get("sequence")) != "first")
    names = []
    for person in people:
        if body := text(person.get("name")):
            names.append(PersonName(literal=body))
        elif family := text(person.get("family")) or text(person.get("given")):
            given = text(person.get("given")) if text(person.get("family")) else ""
            orcid = ORCID.normalise(text(person.get("ORCID")))
            suffix = text(person.get("suffix"))
            names.append(PersonName(family, given, suffix=suffix, orcid=orcid))
    return tuple(names)


REGISTRY = Registry(
    name="crossref",
    title="Crossref",
    base_url="https://api.crossref.org/v1",
    registers=frozenset({"doi"}),
    knows=("doi",),
    pace=pace,
    ask=ask,
    search=search,
    read=read,
    signed=signed,
    refer=refer,
    pace_told=pace_told,
)

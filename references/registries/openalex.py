"""OpenAlex, an open index of works over all registries; it registers nothing itself.

API: https://docs.openalex.org/. Since February 2026 lists and searches draw on a daily budget, so
that it is asked only when a person names it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from references.answering.json_answer import mapping, objects, parse, text, texts
from references.dates import PartialDate
from references.identifiers import DOI, ISSN, ORCID, PMCID, PMID
from references.notice import Notice, NoticeKind
from references.people import PersonName, read_names
from references.reference import Reference, ReferenceKind
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

_BATCH = 50
_KNOWS = ("doi", "pmid")
_SELECT = (
    "id,doi,ids,title,publication_year,publication_date,type,biblio,primary_location,authorships,"
    "is_retracted,language"
)
_KIND = {
    "article": ReferenceKind.ARTICLE_JOURNAL,
    "review": ReferenceKind.ARTICLE_JOURNAL,
    "letter": ReferenceKind.ARTICLE_JOURNAL,
    "editorial": ReferenceKind.ARTICLE_JOURNAL,
    "erratum": ReferenceKind.ARTICLE_JOURNAL,
    "retraction": ReferenceKind.ARTICLE_JOURNAL,
    "preprint": ReferenceKind.PREPRINT,
    "book": ReferenceKind.BOOK,
    "book-chapter": ReferenceKind.CHAPTER,
    "dissertation": ReferenceKind.THESIS,
    "dataset": ReferenceKind.DATASET,
    "report": ReferenceKind.REPORT,
    "standard": ReferenceKind.STANDARD,
    "reference-entry": ReferenceKind.ENTRY,
    "software": ReferenceKind.SOFTWARE,
}
_SEPARATORS = re.compile(r"[,|!+:\s\"]+")


def ask(ids: Sequence[WorkId]) -> tuple[Question, ...]:
    """One question for each batch of one kind; what holds a separator of filters is asked alone."""
    questions: list[Question] = []
    for kind in _KNOWS:
        own = [each for each in ids if each.kind == kind]
        alone = [each for each in own if re.search(r"[,|!+]", each.value)]
        together = [each for each in own if each not in alone]
        for start in range(0, len(together), _BATCH):
            batch = together[start : start + _BATCH]
            values = "|".join(each.value for each in batch)
            parameters = (("filter", f"{kind}:{values}"), ("per-page", str(_BATCH)))
            questions.append(
                Question("works", (*parameters, ("select", _SELECT)), (), tuple(batch))
            )
        for each in alone:
            path = f"works/{kind}:{quote(each.value, safe='/')}"
            questions.append(Question(path, (("select", _SELECT),), (), (each,)))
    return tuple(questions)


def search(citation: Citation) -> Question:
    """The question for works of a title."""
    words = _SEPARATORS.sub(" ", citation.title).strip()
    parameters = (("filter", f"title.search:{words}"), ("per-page", "5"), ("select", _SELECT))
    return Question("works", parameters)


def signed(caller: Caller) -> tuple[tuple[str, str], ...]:
    """The caller's address and key."""
    given = (("mailto", caller.mailto), ("api_key", caller.key("openalex")))
    return tuple((name, value) for name, value in given if value)


def pace(caller: Caller) -> Pace:
    """Ten requests a second for a caller who is known, far below the ceiling of a hundred."""
    return Pace(10, 2) if caller.mailto or caller.key("openalex") else Pace(2, 1)


def read(body: str) -> Answer:
    """The works of an answer; a single work may come bare."""
    content, trouble = parse(body)
    if trouble:
        return Answer(trouble=trouble)
    message = mapping(content)
    listed = isinstance(message.get("results"), list)
    works = objects(message["results"]) if listed else [message]
    records = tuple(record for work in works if (record := _record(work)) is not None)
    if not records and not listed:
        return Answer(trouble=text(message.get("error")) or "the answer holds no work")
    return Answer(records)


def _record(work: Mapping[str, Any]) -> RegistryRecord | None:
    ids = mapping(work.get("ids"))
    doi = DOI.normalise(text(work.get("doi")) or text(ids.get("doi")))
    pmid = PMID.normalise(text(ids.get("pmid")))
    title = text(work.get("title")) or text(work.get("display_name"))
    if not (doi or pmid) or not title:
        return None
    biblio = mapping(work.get("biblio"))
    location = mapping(work.get("primary_location"))
    source = mapping(location.get("source"))
    kind = _KIND.get(text(work.get("type")), ReferenceKind.OTHER)
    is_venue = text(source.get("type")) != "repository"
    venue = text(source.get("display_name"))
    issued = _date(work)
    # Only the flag is known here: neither the notice nor its day.
    retracted = (Notice(NoticeKind.RETRACTION, source="openalex"),)
    reference = Reference(
        key=doi or f"pmid:{pmid}",
        location=Location("openalex"),
        source_format="openalex",
        kind=kind,
        doi=doi,
        pmid=pmid,
        pmcid=PMCID.normalise(text(ids.get("pmcid"))),
        title=title,
        authors=_names(work.get("authorships")),
        issued=issued,
        container=venue if is_venue else "",
        publisher=text(source.get("host_organization_name")) if is_venue else "",
        issn=tuple(code for each in texts(source.get("issn")) if (code := ISSN.normalise(each))),
        volume=text(biblio.get("volume")),
        issue=text(biblio.get("issue")),
        pages=_pages(text(biblio.get("first_page")), text(biblio.get("last_page"))),
        language=text(work.get("language")),
        notices=retracted if work.get("is_retracted") is True else (),
    )
    return RegistryRecord(
        reference,
        json.dumps(work, ensure_ascii=False),
        venues=(venue,) if venue else (),
        years=(issued.year,) if issued else (),
    )


def _pages(first: str, last: str) -> str:
    return f"{first}-{last}" if first and last and first != last else first or last


def _date(work: Mapping[str, Any]) -> PartialDate | None:
    date = PartialDate.parse(text(work.get("publication_date")))
    year = PartialDate.parse(text(work.get("publication_year")))
    return date if date and (year is None or year.year == date.year) else year


def _names(value: object) -> tuple[PersonName, ...]:
    names: list[PersonName] = []
    for authorship in objects(value):
        author = mapping(authorship.get("author"))
        said = text(author.get("display_name")) or text(authorship.get("raw_author_name"))
        orcid = ORCID.normalise(text(author.get("orcid")))
        if said:
            # Braces and "and" mean something in the grammar of names, and nothing here.
            plain = re.sub(r"[{}\\,;]|\band\b", " ", said)
            read = read_names(plain).names[:1]
            name = read[0] if read else PersonName(literal=said)
            names.append(
                PersonName(name.family, name.given, name.particle, "", name.literal, orcid)
            )
    return tuple(names)


REGISTRY = Registry(
    name="openalex",
    title="OpenAlex",
    base_url="https://api.openalex.org",
    registers=frozenset(),
    knows=_KNOWS,
    pace=pace,
    ask=ask,
    search=search,
    read=read,
    signed=signed,
    # "Rate limit exceeded; slow down" is 403 here; 429 is the end of the day's budget.
    busy=frozenset({403}),
)

"""DataCite, where repositories register the DOIs of data sets, software, theses and arXiv papers.

REST API: https://support.datacite.org/docs/api.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from references.answering.json_answer import mapping, objects, parse, text, texts
from references.csl import from_csl
from references.dates import PartialDate
from references.identifiers import ARXIV, DOI, ISSN, ORCID
from references.notice import RelatedWork, Relation
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

_CSL_TYPE = {
    "dataset": "dataset",
    "software": "software",
    "computationalnotebook": "software",
    "journalarticle": "article-journal",
    "datapaper": "article-journal",
    "conferencepaper": "paper-conference",
    "conferenceproceeding": "collection",
    "book": "book",
    "bookchapter": "chapter",
    "dissertation": "thesis",
    "preprint": "article",
    "report": "report",
    "standard": "standard",
    "audiovisual": "motion_picture",
}
_DATES = ("Issued", "Available", "Submitted", "Created", "Updated", "Accepted")
# Read as "this IsNewVersionOf the other": the other is what this one updates.
_RELATION = {
    "isnewversionof": Relation.UPDATED_WORK,
    "obsoletes": Relation.UPDATED_WORK,
    "ispreviousversionof": Relation.UPDATE,
    "isobsoletedby": Relation.UPDATE,
    "isversionof": Relation.OTHER_VERSION,
    "hasversion": Relation.OTHER_VERSION,
    "isvariantformof": Relation.OTHER_VERSION,
    "istranslationof": Relation.ORIGINAL,
    "hastranslation": Relation.TRANSLATION,
    "issupplementedby": Relation.SUPPLEMENT,
}
_QUERY_SIGN = re.compile(r"[^\w\s]+|\b(?:AND|OR|NOT|TO)\b")


def ask(ids: Sequence[WorkId]) -> tuple[Question, ...]:
    """One question for each DOI; the service has no list by DOIs."""
    return tuple(Question(f"dois/{quote(each.value, safe='/')}", about=(each,)) for each in ids)


def search(citation: Citation) -> Question:
    """The question for works of a title and year, its signs taken out of the query language."""
    words = " ".join(_QUERY_SIGN.sub(" ", citation.title).split())
    query = f"titles.title:({words})" + (
        f" AND publicationYear:{citation.year}" if citation.year else ""
    )
    return Question("dois", (("query", query), ("page[size]", "5")))


def signed(caller: Caller) -> tuple[tuple[str, str], ...]:
    """The address that raises the allowance."""
    return (("mailto", caller.mailto),) if caller.mailto else ()


def pace(caller: Caller) -> Pace:
    """A thousand requests in five minutes for a caller with an address; half of it without."""
    return Pace(3, 2) if caller.mailto else Pace(1.5, 1)


def read(body: str) -> Answer:
    """The works of an answer in JSON:API, a list or one, with its envelope or bare."""
    content, trouble = parse(body)
    if trouble:
        return Answer(trouble=trouble)
    message = mapping(content)
    data = message.get("data", message)
    works = objects(data) if isinstance(data, list) else [mapping(data)]
    records = tuple(record for work in works if (record := _record(work)) is not None)
    if not records and not isinstance(data, list):
        return Answer(trouble="the answer holds no work")
    return Answer(records)


def _record(work: Mapping[str, Any]) -> RegistryRecord | None:
    given = mapping(work.get("attributes"))
    doi = DOI.normalise(text(given.get("doi")) or text(work.get("id")))
    titles = _titles(given)
    if not doi or not titles:
        return None
    dates = _dates(given)
    described = _described(given)
    reference = Reference(
        key=doi,
        location=Location("datacite"),
        source_format="datacite",
        doi=doi,
        title=titles[0],
        authors=_names(given.get("creators")),
        editors=_names(
            [
                each
                for each in objects(given.get("contributors"))
                if text(each.get("contributorType")) == "Editor"
            ]
        ),
        issued=dates[0] if dates else None,
        arxiv=ARXIV.normalise(doi) if doi.startswith("10.48550/arxiv.") else "",
        issn=_issn(mapping(given.get("container"))),
        related=_relations(given),
        **from_csl(described),
    )
    venues = (described["container-title"], described["publisher"])
    return RegistryRecord(
        reference,
        json.dumps(work, ensure_ascii=False),
        titles=titles[1:],
        venues=tuple(name for name in venues if name),
        years=tuple(sorted({date.year for date in dates})),
    )


def _described(given: Mapping[str, Any]) -> dict[str, str]:
    """What CSL has variables for: the kind of the work, and where it is."""
    container = mapping(given.get("container"))
    types = mapping(given.get("types"))
    kind = re.sub(r"[\s-]", "", text(types.get("resourceTypeGeneral"))).lower()
    pages = (text(container.get(name)) for name in ("firstPage", "lastPage"))
    return {
        "type": _CSL_TYPE.get(kind, "document"),
        "container-title": text(container.get("title")),
        "volume": text(container.get("volume")),
        "issue": text(container.get("issue")),
        "page": "-".join(dict.fromkeys(page for page in pages if page)),
        "publisher": text(given.get("publisher"))
        or text(mapping(given.get("publisher")).get("name")),
        "genre": text(types.get("resourceType")),
        "edition": text(given.get("version")),
        "language": text(given.get("language")),
        "URL": text(given.get("url")),
        "abstract": _abstract(given),
    }


def _issn(container: Mapping[str, Any]) -> tuple[str, ...]:
    if text(container.get("identifierType")).upper() != "ISSN":
        return ()
    codes = (ISSN.normalise(each) for each in texts(container.get("identifier")))
    return tuple(code for code in codes if code)


def _titles(given: Mapping[str, Any]) -> tuple[str, ...]:
    """The main title with its subtitle, then the title alone and every other one."""
    main: list[str] = []
    subtitles: list[str] = []
    others: list[str] = []
    for each in objects(given.get("titles")):
        kind = text(each.get("titleType"))
        lists = {"": main, "Subtitle": subtitles}
        if title := text(each.get("title")):
            lists.get(kind, others).append(title)
    if main and subtitles:
        main.insert(0, f"{main[0]}: {subtitles[0]}")
    return tuple(dict.fromkeys(main + others))


def _dates(given: Mapping[str, Any]) -> list[PartialDate]:
    """The dates of the work, the year of publication first or refined by a date of that year."""
    year = PartialDate.parse(text(given.get("publicationYear")))
    said = [
        (text(each.get("dateType")), PartialDate.parse(text(each.get("date"))))
        for each in objects(given.get("dates"))
    ]
    dates = [date for name in _DATES for kind, date in said if kind == name and date is not None]
    if year is None:
        return dates
    finer = [date for date in dates if date.year == year.year]
    return [*(finer[:1] or [year]), *dates]


def _abstract(given: Mapping[str, Any]) -> str:
    for each in objects(given.get("descriptions")):
        if text(each.get("descriptionType")) == "Abstract":
            return text(each.get("description"))
    return ""


def _names(value: object) -> tuple[PersonName, ...]:
    names = []
    for person in objects(value):
        said = text(person.get("name"))
        family, given = text(person.get("familyName")), text(person.get("givenName"))
        if not family and "," in said and text(person.get("nameType")) != "Organizational":
            family, _, given = (part.strip() for part in said.partition(","))
        if family:
            names.append(PersonName(family, given, orcid=_orcid(person)))
        elif said:
            names.append(PersonName(literal=said))
    return tuple(names)


def _orcid(person: Mapping[str, Any]) -> str:
    for each in objects(person.get("nameIdentifiers")):
        if text(each.get("nameIdentifierScheme")).upper() == "ORCID":
            return ORCID.normalise(text(each.get("nameIdentifier")))
    return ""


def _relations(given: Mapping[str, Any]) -> tuple[RelatedWork, ...]:
    return tuple(
        RelatedWork(relation, doi)
        for each in objects(given.get("relatedIdentifiers"))
        if (relation := _RELATION.get(text(each.get("relationType")).lower())) is not None
        and text(each.get("relatedIdentifierType")).upper() == "DOI"
        and (doi := DOI.normalise(text(each.get("relatedIdentifier"))))
    )


REGISTRY = Registry(
    name="datacite",
    title="DataCite",
    base_url="https://api.datacite.org",
    registers=frozenset({"doi"}),
    knows=("doi",),
    pace=pace,
    ask=ask,
    search=search,
    read=read,
    signed=signed,
)

"""PubMed, asked through the E-utilities of the National Center for Biotechnology Information.

Documentation: https://www.ncbi.nlm.nih.gov/books/NBK25499/. A DOI or a citation is first searched
for, which gives PubMed numbers; those are then fetched, two hundred at a time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from references.answering.json_answer import mapping, parse, texts
from references.answering.pubmed_articles import articles
from references.identifiers import PMID
from references.registry import (
    Answer,
    Caller,
    Citation,
    Pace,
    Question,
    Registry,
    WorkId,
)

_FETCHED_AT_ONCE = 200
_SEARCHED_AT_ONCE = 20
_NOT_WORDS = re.compile(r"[^\w\s-]+|(?<!\w)-|-(?!\w)")
_DATABASE = ("db", "pubmed")


def ask(ids: Sequence[WorkId]) -> tuple[Question, ...]:
    """Records by number, and numbers by DOI.

    Numbers go in the body of a POST, as the service wants for long lists.
    """
    numbers = [each for each in ids if each.kind == "pmid"]
    dois = [each for each in ids if each.kind == "doi"]
    questions = [
        Question(
            "efetch.fcgi",
            form=(_DATABASE, ("retmode", "xml"), ("id", ",".join(each.value for each in batch))),
            about=tuple(batch),
        )
        for batch in _batches(numbers, _FETCHED_AT_ONCE)
    ]
    questions += [
        _search(" OR ".join(f'"{_quotable(each.value)}"[aid]' for each in batch), 200, tuple(batch))
        for batch in _batches(dois, _SEARCHED_AT_ONCE)
    ]
    return tuple(questions)


def _batches(ids: Sequence[WorkId], size: int) -> list[Sequence[WorkId]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def _quotable(doi: str) -> str:
    return doi.replace('"', "")


def _search(term: str, most: int, about: tuple[WorkId, ...] = ()) -> Question:
    form = (_DATABASE, ("retmode", "json"), ("retmax", str(most)), ("term", term))
    return Question("esearch.fcgi", form=form, about=about)


def search(citation: Citation) -> Question:
    """The question for articles with the words of a title, its first author and its year or next.

    An article counts under the year of its electronic and of its printed date; a reference may
    give either.
    """
    words = " ".join(_NOT_WORDS.sub(" ", citation.title).split())
    terms = [f"{words}[ti]"]
    if author := " ".join(_NOT_WORDS.sub(" ", citation.author).split()):
        terms.append(f"{author}[au]")
    if citation.year:
        terms.append(f"{citation.year - 1}:{citation.year + 1}[dp]")
    return _search(" AND ".join(terms), 5)


def signed(caller: Caller) -> tuple[tuple[str, str], ...]:
    """Which tool asks, for whom, and the key that allows ten requests a second."""
    tool = re.sub(r"[^\w-].*", "", caller.program)
    given = (("tool", tool), ("email", caller.mailto), ("api_key", caller.key("pubmed")))
    return tuple((name, value) for name, value in given if value)


def pace(caller: Caller) -> Pace:
    """Three requests a second, ten with a key."""
    return Pace(10, 3) if caller.key("pubmed") else Pace(3, 2)


def pace_told(headers: Mapping[str, str]) -> Pace | None:
    """The pace of ``X-RateLimit-Limit`` requests a second."""
    limit = re.fullmatch(r"\s*(\d{1,3})\s*", headers.get("x-ratelimit-limit", ""))
    return Pace(float(limit[1]), 3) if limit and int(limit[1]) else None


def read(body: str) -> Answer:
    """The articles of an XML answer, or the numbers that a search found."""
    start = body.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return articles(start)
    content, trouble = parse(start)
    if trouble:
        return Answer(trouble=trouble)
    result = mapping(mapping(content).get("esearchresult"))
    if "idlist" not in result:
        return Answer(trouble="the answer holds no result of a search")
    numbers = (PMID.normalise(each) for each in texts(result["idlist"]))
    return Answer(found=tuple(WorkId("pmid", number) for number in numbers if number))


REGISTRY = Registry(
    name="pubmed",
    title="PubMed",
    base_url="https://eutils.ncbi.nlm.nih.gov/entrez/eutils",
    registers=frozenset({"pmid"}),
    knows=("pmid", "doi"),
    pace=pace,
    ask=ask,
    search=search,
    read=read,
    signed=signed,
    pace_told=pace_told,
    # The service relays failures of its own back end as 400.
    busy=frozenset({400}),
)

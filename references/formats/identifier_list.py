"""Lists of identifiers: DOIs, PubMed numbers and the like, with nothing else about the works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from references.format import HEAD, ReferenceFormat
from references.identifiers import ARXIV, DOI, ISBN, PMCID, PMID
from references.keys.unique import UniqueKeys
from references.library import Library
from references.problem import Problem, Reading
from references.reference import Reference, ReferenceKind
from references.source import SourceFile, Span

_NAME = "identifiers"
# A label stands apart from its number; a comma may stand in a DOI, so that it parts two
# identifiers only where another one begins behind it.
_BEGINS = (
    r"10\.\d|https?:|doi|pmid|pmc|arxiv|isbn|urn:|\d{4}|\d[\d-]{8,}|[a-z-]+(?:\.[a-z]{2})?/\d{7}"
)
_TOKEN = re.compile(
    rf"(?:(?:doi|pmid|pmcid|pubmed|arxiv|isbn(?:-1[03])?)\s*:?[ \t]*)?"
    rf"(?:(?![,;|](?:[\s,;|]|$|{_BEGINS}))\S)+",
    re.IGNORECASE | re.MULTILINE,
)
_COMMENT = re.compile(r"[ \t]*#[^\r\n]*")
_SEPARATORS = re.compile(r"[\s,;|\ufeff]+")
_HINT = "give one identifier a line; lines that begin with # are comments"
_MAXIMUM = 2048
_BARE_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_PMC = re.compile(r"pmc", re.IGNORECASE)
_ISBN = re.compile(r"(?:urn:)?isbn|97[89][\d-]{10,}$|[\d-]{9,12}[\dx]$", re.IGNORECASE)
_ARXIV = re.compile(
    r"arxiv|\d{4}\.\d{4,5}(?:v\d+)?$|[a-z][a-z-]+(?:\.[a-z]{2})?/\d{7}", re.IGNORECASE
)


def read(source: SourceFile) -> Reading[Library]:
    """A reference for each identifier; a word that is none is a problem."""
    references: list[Reference] = []
    problems: list[Problem] = []
    keys = UniqueKeys()
    for start, token in _tokens(source.text):
        location = source.location(start)
        values = identified(token)
        if values is None:
            # Prose is told of by the line, not by the word.
            if not problems or problems[-1].location.line != location.line:
                message = f"{token[:80]!r} is no DOI, PubMed number, PMCID, arXiv id or ISBN"
                problems.append(Problem("library/no-identifier", message, location, _HINT))
            continue
        name, value = next(iter(values.items()))
        key = value[0] if isinstance(value, tuple) else f"pmid{value}" if name == "pmid" else value
        span = Span(start, start + len(token))
        kind = ReferenceKind.OTHER
        made = Reference(keys.make(key), kind, location, span=span, source_format=_NAME, **values)
        references.append(made)
    if problems and not references:
        message = "this file holds no identifier"
        problems = [Problem("library/no-record", message, problems[0].location, _HINT)]
    return Reading(Library(tuple(references), (source,)), tuple(problems))


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    """The words of the list that are not within comments, and where they begin."""
    position = 0
    at_line_start = True
    while position < len(text):
        if at_line_start and (comment := _COMMENT.match(text, position)) is not None:
            position = comment.end()
        if (blank := _SEPARATORS.match(text, position)) is not None:
            at_line_start = "\n" in blank[0] or "\r" in blank[0]
            position = blank.end()
            continue
        token = _TOKEN.match(text, position)
        if token is None:
            position += 1
            continue
        at_line_start = False
        yield position, token[0]
        position = token.end()


def identified(token: str) -> dict[str, Any] | None:
    """The attribute that an identifier is, ``None`` when the text is none."""
    if len(token) > _MAXIMUM:
        return None
    if _BARE_DOI.fullmatch(token):
        # In a list nothing of a sentence stands around a DOI: what ends it belongs to it.
        return {"doi": token}
    for name, kind, applies in (
        ("isbn", ISBN, _ISBN.match(token)),
        ("pmcid", PMCID, _PMC.search(token)),
        ("arxiv", ARXIV, _ARXIV.search(token) and not DOI.normalise(token)),
        ("doi", DOI, True),
        ("pmid", PMID, True),
    ):
        if applies and (value := kind.normalise(token)):
            return {name: (value,) if name == "isbn" else value}
    return None


def write(library: Library) -> str:
    """The best identifier of each reference, one a line; one without is a comment, not lost."""
    if len(library.sources) == 1:
        source = library.sources[0]
        if read(source).value.references == library.references:
            return source.text
    return "".join(f"{_line(reference)}\n" for reference in library.references)


def _line(reference: Reference) -> str:
    if reference.doi and not re.search(r"\s", reference.doi):
        # A DOI that does not look like one is written all the same, and told of when read again.
        return reference.doi
    if reference.pmid:
        return f"PMID:{reference.pmid}"
    if reference.pmcid:
        return reference.pmcid
    if reference.arxiv:
        return f"arXiv:{reference.arxiv}"
    if reference.isbn:
        return f"ISBN:{reference.isbn[0]}"
    said = " ".join(f"{reference.title or reference.url or 'untitled'}".split())
    return f"# no identifier: {reference.key}: {said}"


def recognises(head: str) -> bool:
    """Whether the text holds identifiers and comments alone."""
    if len(head) >= HEAD - 1:
        head = head[: max(head.rfind("\n"), head.rfind(" "), 0)]
    tokens = [token for _, token in _tokens(head)]
    return bool(tokens) and all(identified(token) is not None for token in tokens)


FORMAT = ReferenceFormat(
    name=_NAME,
    title="List of DOIs, PubMed numbers and other identifiers",
    suffixes=(".txt", ".ids"),
    read=read,
    write=write,
    recognises=recognises,
    carries=frozenset({"doi"}),
)

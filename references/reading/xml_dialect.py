"""What tells one XML bibliography from another, for what reads and writes them all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from references.reading.xml_pieces import Piece
from references.reference import Reference

Values = dict[str, Any]
"""Keyword arguments of a ``Reference``; ``key`` only when the record has one of its own."""

_ROOT = re.compile(
    r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?P<type>[\w:.-]+)[^\[>]*(?:\[.*?\]\s*)?>)*+"
    r"<(?:[A-Za-z_][\w.-]*:)?(?P<root>[A-Za-z_][\w.-]*)(?P<attributes>[^<>]*)",
    re.DOTALL,
)
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE\s+(?:[\w.-]+:)?([\w.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, repr=False)
class Dialect:
    """One XML format of bibliographic records.

    ``roots`` are the elements that a file begins with, ``records`` the record elements, the outer
    first; ``containers`` the paths in them that hold pieces, and ``told_apart_by`` the attribute
    that tells elements of one name apart. ``values`` reads a record. ``pieces`` renders a
    reference, and ``sources`` says of which paths (or beginnings of paths) each attribute is made,
    so that only these are written anew when it changes. ``order`` lists the paths in the order
    that the format prescribes. ``several`` parts the pieces of an element that holds more than
    one record.
    """

    name: str
    roots: frozenset[str]
    records: tuple[str, ...]
    containers: frozenset[str]
    values: Callable[[etree._Element], Values]
    pieces: Callable[[Reference], list[Piece]]
    record_name: Callable[[Reference], str]
    sources: Mapping[str, tuple[str, ...]]
    told_apart_by: Mapping[str, str]
    order: tuple[str, ...]
    prolog: str
    epilog: str
    indent: int
    several: Callable[[Sequence[Piece]], list[list[Piece]]] | None = None

    def __repr__(self) -> str:
        return f"Dialect({self.name!r})"

    def recognises(self, head: str) -> bool:
        """Whether the outermost element, or the document type, is one of this format."""
        return root_of(head) in self.roots


def root_of(head: str) -> str:
    """The name of the outermost element, by its tag or the document type; empty when no XML."""
    head = head.lstrip("\ufeff \t\r\n")
    if not head.startswith("<"):
        return ""
    match = _ROOT.match(head)
    if match is not None:
        return match["root"]
    # A prolog longer than the beginning at hand.
    declared = _DOCUMENT_TYPE.search(head)
    return declared[1] if declared is not None else ""


_KNOWN_ROOTS: Mapping[str, str] = {
    "mods": "MODS",
    "modsCollection": "MODS",
    "collection": "MARC XML",
    "record": "MARC XML",
    "searchRetrieveResponse": "a library catalogue's answer (SRU)",
    "Sources": "a Microsoft Word bibliography",
    "CitaviExchangeData": "a Citavi export",
    "PubmedArticleSet": "PubMed XML (pubmed-xml)",
    "PubmedArticle": "PubMed XML (pubmed-xml)",
    "PubmedBookArticle": "PubMed XML (pubmed-xml)",
    "xml": "EndNote XML (endnote-xml)",
    "records": "EndNote XML (endnote-xml)",
    "article": "JATS (jats)",
    "ref-list": "JATS (jats)",
    "eSummaryResult": "a PubMed summary; download PubMed XML instead",
    "eSearchResult": "a PubMed search result without records",
    "eFetchResult": "an answer of PubMed without records",
    "TEI": "TEI",
    "html": "a web page",
    "HTML": "a web page",
    "RDF": "RDF",
    "rss": "a news feed",
    "feed": "a news feed (Atom)",
    "OAI-PMH": "an OAI-PMH answer",
    "doi_batch": "a Crossref deposit",
    "crossref_result": "a Crossref answer",
    "resource": "DataCite XML",
    "rfc": "an RFC",
    "dblp": "a DBLP export",
}


def looks_like(head: str) -> str:
    """What a text seems to be, for a person who gave the wrong file; empty when nobody can say."""
    root = root_of(head)
    if root in _KNOWN_ROOTS:
        return _KNOWN_ROOTS[root]
    if root:
        return f"XML whose outermost element is <{root}>"
    for beginning, name in _OTHERS:
        if head.startswith(beginning):
            return name
    return ""


_OTHERS = (
    ("TY  -", "RIS"),
    ("PMID-", "PubMed (.nbib)"),
    ("@", "BibTeX"),
    ("[", "CSL-JSON"),
    ("{", "JSON"),
)

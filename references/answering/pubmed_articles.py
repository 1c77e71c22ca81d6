"""Articles in PubMed's XML answers, each read by the format ``pubmed-xml``."""

from __future__ import annotations

import re

from references.answering.plain_text import plain
from references.format import format_named
from references.registry import Answer, RegistryRecord
from references.source import SourceFile

_ARTICLE = re.compile(r"<(Pubmed(?:Book)?Article)[\s>].*?</\1\s*>", re.DOTALL)
_ERROR = re.compile(r"<ERROR>(.{0,300}?)</ERROR>", re.DOTALL | re.IGNORECASE)
# The list of what an article cites holds dates and identifiers of other works.
_CITED = re.compile(r"<ReferenceList>.*?</ReferenceList>", re.DOTALL)
_DATE = re.compile(
    r'<(PubDate|ArticleDate|PubMedPubDate(?= PubStatus="(?:epublish|ppublish|aheadofprint)"))\b'
    r"[^>]*>(?:(?!</\1>).){0,300}?<Year>\s*(\d{4})\s*</Year>",
    re.DOTALL,
)


def articles(body: str) -> Answer:
    """The articles of an answer in XML, or why it cannot be used."""
    if re.match(r"<!doctype html|<html", body, re.IGNORECASE):
        return Answer(trouble="the answer is a web page and not XML")
    if (error := _ERROR.search(body)) is not None:
        return Answer(trouble=plain(error[1]))
    if not re.search(r"</(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle)\s*>\s*$", body) and (
        "<PubmedArticleSet/>" not in body.replace(" ", "")
    ):
        return Answer(trouble="the answer is not whole XML")
    records = (_record(match[0]) for match in _ARTICLE.finditer(body))
    return Answer(tuple(record for record in records if record is not None))


def _record(raw: str) -> RegistryRecord | None:
    text = f'<?xml version="1.0"?><PubmedArticleSet>{raw}</PubmedArticleSet>'
    found = format_named("pubmed-xml").read(SourceFile("pubmed", text)).value.references
    if len(found) != 1:
        return None
    years = {int(match[2]) for match in _DATE.finditer(_CITED.sub("", raw))}
    return RegistryRecord(found[0], raw, years=tuple(sorted(years)))

"""What the values of tagged formats say: readable text, dates, numbers, identifiers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html.entities import html5

from references.dates import PartialDate

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|sc|inf|italic|bold|p|br|span|scp|title|jats:\w{1,12})"
    r"(?:\s[^<>]{0,200})?\s*/?>",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def readable(raw: str) -> str:
    """A value as a person reads it: one line, without character entities and inline markup."""
    text = raw
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    if "\n" in text or "\r" in text or "\t" in text or "  " in text or "\u00a0" in text:
        return " ".join(text.split())
    return text.strip()


def escaped(text: str) -> str:
    """Text that ``readable`` gives back as it is; what cannot stand in a line becomes a space."""
    text = _CONTROL.sub("\ufffd", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: "&amp;" + found[0][1:], text)
    if "<" in text:
        text = _TAG.sub(lambda found: "&lt;" + found[0][1:], text)
    return " ".join(text.split())


_YEAR = re.compile(r"\d{4}")
_SLASHED = re.compile(r"(\d{4})/(\d{0,2})(?:/(\d{0,2})(?:/(.*))?)?", re.DOTALL)
_COMPACT = re.compile(r"((?:1[5-9]|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_NUMERIC = re.compile(r"(\d{4})[- .](\d{1,2})(?:[- .](\d{1,2}))?")

# The way PubMed writes nearly all of its dates, worth a way of its own.
_NAMED = re.compile(r"(\d{4}) ([A-Z][a-z]{2})(?: (\d{1,2}))?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@lru_cache(maxsize=16384)
def date(text: str) -> PartialDate | None:
    """A date as databases write it: ``2005``, ``2005/09/12/``, ``2005///Spring``, ``2005 Sep-Oct``.

    A month or day that cannot be is left out rather than the year lost.
    """
    text = text.strip()
    if _YEAR.fullmatch(text):
        return PartialDate(int(text))
    if len(text) > 200:
        return None
    if (match := _SLASHED.fullmatch(text)) is not None:
        more = (match[4] or "").strip(" /")
        if more and (not match[2] or more[0].isdigit()):
            said = more if more[:4].isdigit() else f"{match[1]} {more}"
            found = PartialDate.parse(said)
            if found is not None and (found.year == int(match[1]) or not match[2]):
                return found
        return _made(match[1], match[2], match[3])
    if (match := _COMPACT.fullmatch(text)) is not None:
        return _made(match[1], match[2], match[3])
    if (match := _NUMERIC.fullmatch(text)) is not None and not 20 < int(match[2]) < 25:
        return _made(match[1], match[2], match[3])
    if (match := _NAMED.fullmatch(text)) is not None and match[2] in _MONTHS:
        return _made(match[1], str(_MONTHS.index(match[2]) + 1), match[3])
    return PartialDate.parse(text)


def _made(year: str, month: str | None, day: str | None) -> PartialDate:
    try:
        number = int(month or 0)
        return PartialDate(int(year), number or None, (int(day or 0) or None) if number else None)
    except ValueError:
        try:
            return PartialDate(int(year), int(month or 0) or None)
        except ValueError:
            return PartialDate(int(year))


_PAGE_DASH = re.compile(r"\s*(?:-{1,3}|[‐‑‒–—−])\s*")
_PAGE_WORD = re.compile(r"^(?:pp?|pages?|pg)\.?\s*(?=[\dA-Z])", re.IGNORECASE)


def pages(first: str, last: str = "") -> str:
    """First and last page joined by a hyphen; a value that is a range already is kept."""
    first = _PAGE_WORD.sub("", _PAGE_DASH.sub("-", first.strip())) if first else ""
    if not last:
        first = first.strip("-")
        start, dash, end = first.partition("-")
        # EndNote makes a range of an article number: 105685-105685.
        return start if dash and start == end else first
    last = _PAGE_WORD.sub("", _PAGE_DASH.sub("-", last.strip())).strip("-")
    if not first or first == last:
        return first or last
    if first.endswith(f"-{last}") or last.startswith(f"{first}-"):
        return max(first, last, key=len)
    return f"{first.rstrip('-')}-{last}" if last else first


_DOI_PREFIX = re.compile(
    r"^(?:(?:https?:)?//)?(?:(?:dx\.|www\.)?doi\.org/)?(?:doi\s*:?\s*)?(?=10\.)", re.IGNORECASE
)
_DOI = re.compile(r"\b10\.\d{4,9}(?:\.\d+)*/[^\s\"<>]+")
_DOI_TEXT = re.compile(r"(?:doi\s*:?\s*|doi\.org/)(10\.\d{4,9}/[^\s\"<>]+)", re.IGNORECASE)


def doi(text: str) -> str:
    """A DOI without resolver and prefix, spelt as written; empty when the value is none."""
    bare = _DOI_PREFIX.sub("", text.strip())
    if bare.startswith("10.") and "/" in bare:
        first, *more = bare.split(None, 1)
        return first.rstrip(".,;") if more else first
    found = _DOI.search(text)
    return found[0].rstrip(".,;") if found else ""


def doi_in(text: str) -> str:
    """A DOI that a note or link names as one."""
    if "10." not in text:
        return ""
    found = _DOI_TEXT.search(text)
    return found[1].rstrip(".,;)") if found else ""


_PMID = re.compile(
    r"\b(?:PMID|PUBMED)[:\s-]{1,3}(?:NLM)?(\d{4,8})\b|\b(\d{4,8})\s?\[pmid\]"
    r"|pubmed\.ncbi\.nlm\.nih\.gov/(\d{1,8})|ncbi\.nlm\.nih\.gov/(?:m/)?pubmed/(\d{1,8})",
    re.IGNORECASE,
)
_PMCID = re.compile(r"\bPMC\d{4,9}\b")
_ARXIV = re.compile(
    r"arxiv(?:\.org/(?:abs|pdf)/|[:\s]{1,2}|\.)(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})",
    re.IGNORECASE,
)


def pmid_in(text: str) -> str:
    """A PubMed number that a note or link names as one."""
    found = _PMID.search(text)
    return next((group for group in found.groups() if group), "") if found else ""


def pmcid_in(text: str) -> str:
    """A PubMed Central id that a note or link names."""
    found = _PMCID.search(text) if "PMC" in text else None
    return found[0] if found else ""


def arxiv_in(text: str) -> str:
    """An arXiv id that a link or DOI names."""
    found = _ARXIV.search(text) if "rxiv" in text.lower() else None
    return found[1] if found else ""


_STANDARD_NUMBER = re.compile(
    r"(?<![\dX-])(?:97[89][- ]?(?:\d[- ]?){9}\d|(?:\d[- ]?){9}[\dXx]|\d{4}-?\d{3}[\dXx])(?![\w-])"
)


def standard_numbers(values: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ISBNs and ISSNs among values such as ``20964129 (ISSN); 978-1-4822-5326-9 (ISBN)``."""
    isbn: list[str] = []
    issn: list[str] = []
    for value in values:
        for number in _numbers(value):
            digits = sum(letter not in "- " for letter in number)
            if digits == 8:
                plain = number.replace("-", "").upper()
                code = f"{plain[:4]}-{plain[4:]}"
                if code not in issn:
                    issn.append(code)
            elif number not in isbn:
                isbn.append(number)
    return tuple(isbn), tuple(issn)


@lru_cache(maxsize=16384)
def _numbers(value: str) -> tuple[str, ...]:
    return tuple(match[0].strip() for match in _STANDARD_NUMBER.finditer(value[:2000]))


_KEYWORD_END = re.compile(r"[;\r\n]+")
_ENTITY_BEFORE = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31})\Z")


def keywords(raws: Iterable[str]) -> tuple[str, ...]:
    """Keywords of raw values: one a value, one a line, or parted by semicolons."""
    found: list[str] = []
    for raw in raws:
        if ";" in raw or "\n" in raw or "\r" in raw:
            found.extend(word for part in _keyword_parts(raw) if (word := readable(part)))
        elif word := readable(raw):
            found.append(word)
    return tuple(found)


def _keyword_parts(raw: str) -> Iterator[str]:
    """The pieces between semicolons and line ends, but for the semicolon of an entity."""
    start = 0
    for end in _KEYWORD_END.finditer(raw):
        before = _ENTITY_BEFORE.search(raw, max(start, end.start() - 34), end.start())
        # "R&D; costs" holds none: only what HTML knows is one.
        if before is None or not (before[1][0] == "#" or f"{before[1]};" in html5):
            yield raw[start : end.start()]
            start = end.end()
    yield raw[start:]


# The semicolons that escaping made must stay as they are.
_SEMICOLON = re.compile(r"(&(?:amp|lt);)|;")


def written_keyword(word: str) -> str:
    """A keyword as ``keywords`` reads it."""
    return _SEMICOLON.sub(lambda found: found[1] or "&#59;", escaped(word))


def month_name(number: int) -> str:
    """The first three letters of a month."""
    return _MONTHS[number - 1]


def unlabelled(text: str) -> str:
    """A value without the label in brackets behind it: ``10.1/x [doi]``."""
    return text.rpartition("[")[0].strip() if text.endswith("]") else text


def each_line(raw: str) -> Iterator[str]:
    """The lines of a value that a format writes one item a line."""
    for line in raw.replace("\r", "\n").split("\n"):
        if item := readable(line):
            yield item

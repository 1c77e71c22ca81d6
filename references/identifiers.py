"""Identifiers of works and people: recognised, normalised, checked, and turned into links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote


@dataclass(frozen=True, slots=True)
class Parsed:
    """An identifier in its normal form, or the reason why a text is none."""

    value: str = ""
    reason: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)


@dataclass(frozen=True, slots=True)
class IdentifierKind:
    """One kind of identifier; ``parse`` takes what people write, ``url`` the normal form."""

    name: str
    label: str
    parse: Callable[[str], Parsed]
    url: Callable[[str], str]

    def normalise(self, text: str) -> str:
        """The normal form, empty when the text is no such identifier."""
        return self.parse(text).value


# Hyphen, figure dash, en and em dash, minus and the like: all end up between digits by copying
# from typeset pages. Soft hyphens and zero-width marks are invisible and simply go.
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－⁃"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
# What needs no cleaning, nearly all there is: plain ASCII that ends in a letter or digit.
_CLEAN_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[!-~]*[A-Za-z0-9]", re.ASCII)
_DOI_PREFIX = re.compile(
    r"^(?:(?:https?:)?//)?(?:(?:www\.|dx\.)?doi\.org/|doi:|doi\s+|info:doi/|urn:doi:)+\s*",
    re.IGNORECASE,
)
_CLEAN_PMID = re.compile(r"[1-9][0-9]{0,7}")
_PMID_PREFIX = re.compile(
    r"^(?:(?:https?:)?//)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|"
    r"(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/|(?:pmid|pubmed)\s*:?\s*)",
    re.IGNORECASE,
)
_PMCID_PREFIX = re.compile(
    r"^(?:(?:https?:)?//)?(?:pmc\.ncbi\.nlm\.nih\.gov/articles/|"
    r"(?:www\.)?ncbi\.nlm\.nih\.gov/pmc/articles/|pmcid\s*:?\s*)?",
    re.IGNORECASE,
)
_ORCID_PREFIX = re.compile(r"^(?:(?:https?:)?//)?(?:www\.)?orcid(?:\.org/|\s*:?\s*)", re.IGNORECASE)
_ARXIV_PREFIX = re.compile(
    r"^(?:(?:https?:)?//)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv\s*:?\s*|"
    r"(?:dx\.)?doi\.org/10\.48550/arxiv\.|10\.48550/arxiv\.)",
    re.IGNORECASE,
)
_ARXIV_NEW = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.(?P<number>\d{4,5})(?P<version>v\d+)?")
_ARXIV_OLD = re.compile(
    r"(?P<archive>[a-z][a-z-]+)(?:\.[A-Za-z]{2})?/(?P<year>\d\d)(?P<month>\d\d)\d{3}(?:v\d+)?"
)
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}


def _clean(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text.translate(_DASHES)).translate(_INVISIBLE)
    return folded.translate(_DASHES).strip()


def _trim_sentence_end(text: str) -> str:
    """Without the punctuation that a sentence around an identifier leaves on it.

    A closing bracket goes only when nothing in the identifier opens it: DOIs such as
    ``10.1016/s0140-6736(05)12345-6`` hold brackets of their own.
    """
    while text:
        last = text[-1]
        opens = _CLOSERS.get(last)
        unbalanced = opens is not None and text.count(last) > text.count(opens)
        if last not in ".,;:'\"”’" and not unbalanced:
            return text
        text = text[:-1]
    return text


@lru_cache(maxsize=1 << 16)
def parse_doi(text: str) -> Parsed:
    """A DOI in lower case (DOIs compare without case), without resolver or prefix."""
    if _CLEAN_DOI.fullmatch(text):
        return Parsed(text.lower())
    given = _clean(text)
    bare = _DOI_PREFIX.sub("", given)
    if bare != given and "%" in bare:
        bare = unquote(bare)
    bare = _trim_sentence_end(bare)
    if not bare:
        return Parsed(reason="is empty")
    if re.search(r"\s", bare):
        return Parsed(reason="holds a space")
    if not bare.startswith("10."):
        return Parsed(reason="does not begin with “10.” and digits")
    if _DOI.fullmatch(bare) is None:
        return Parsed(reason="is not a prefix such as 10.1000, a slash and a suffix")
    return Parsed(bare.lower())


def parse_pmid(text: str) -> Parsed:
    """A PubMed number: one to eight digits without leading zeros."""
    if _CLEAN_PMID.fullmatch(text):
        return Parsed(text)
    bare = _PMID_PREFIX.sub("", _clean(text)).rstrip("/.")
    if not re.fullmatch(r"[0-9]+", bare):
        return Parsed(reason="is not a whole number")
    number = bare.lstrip("0")
    if not number or len(number) > 8:
        return Parsed(reason="is not a number of one to eight digits")
    return Parsed(number)


def parse_pmcid(text: str) -> Parsed:
    """A PubMed Central id: ``PMC`` and digits."""
    bare = _PMCID_PREFIX.sub("", _clean(text)).rstrip("/.")
    match = re.fullmatch(r"(?:PMC)?0*([1-9][0-9]{0,8})(?:\.\d+)?", bare, re.IGNORECASE)
    return Parsed(f"PMC{match[1]}") if match else Parsed(reason="is not PMC followed by digits")


def parse_isbn(text: str) -> Parsed:
    """An ISBN as its thirteen digits; ISBN-10 is turned into the ISBN-13 of the same book."""
    bare = re.sub(r"^(?:urn:)?isbn(?:-1[03])?\s*:?\s*", "", _clean(text), flags=re.IGNORECASE)
    digits = re.sub(r"[\s-]", "", bare).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        if isbn10_check(digits[:9]) != digits[9]:
            return Parsed(reason=_wrong_check(digits, isbn10_check(digits[:9])))
        return Parsed(f"978{digits[:9]}{isbn13_check('978' + digits[:9])}")
    if re.fullmatch(r"[0-9]{13}", digits):
        if digits[:3] not in ("978", "979"):
            return Parsed(reason="does not begin with 978 or 979")
        if isbn13_check(digits[:12]) != digits[12]:
            return Parsed(reason=_wrong_check(digits, isbn13_check(digits[:12])))
        return Parsed(digits)
    return Parsed(reason="has neither ten nor thirteen digits")


def parse_issn(text: str) -> Parsed:
    """An ISSN as four characters, hyphen, four characters."""
    bare = re.sub(r"^(?:urn:)?[ep]?-?issn\s*:?\s*", "", _clean(text), flags=re.IGNORECASE)
    digits = re.sub(r"[\s-]", "", bare).upper()
    if not re.fullmatch(r"[0-9]{7}[0-9X]", digits):
        return Parsed(reason="has not eight digits")
    if issn_check(digits[:7]) != digits[7]:
        return Parsed(reason=_wrong_check(digits, issn_check(digits[:7])))
    return Parsed(f"{digits[:4]}-{digits[4:]}")


def parse_orcid(text: str) -> Parsed:
    """An ORCID iD as four groups of four."""
    bare = _ORCID_PREFIX.sub("", _clean(text)).rstrip("/")
    digits = re.sub(r"[\s-]", "", bare).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        return Parsed(reason="has not sixteen digits")
    if orcid_check(digits[:15]) != digits[15]:
        return Parsed(reason=_wrong_check(digits, orcid_check(digits[:15])))
    return Parsed("-".join(digits[start : start + 4] for start in range(0, 16, 4)))


def parse_arxiv(text: str) -> Parsed:
    """An arXiv id, since 2007 ``YYMM.number``, before that ``archive/YYMMnumber``; no version."""
    bare = _ARXIV_PREFIX.sub("", _clean(text))
    bare = re.sub(r"\.pdf$|/$|\s*\[[\w.-]+\]$", "", bare, flags=re.IGNORECASE)
    match = _ARXIV_NEW.fullmatch(bare) or _ARXIV_OLD.fullmatch(bare)
    if match is None:
        return Parsed(reason="is neither YYMM.number nor archive/YYMMnumber")
    if not 1 <= int(match["month"]) <= 12:
        return Parsed(reason=f"names the month {match['month']}")
    return Parsed(re.sub(r"v\d+$", "", bare))


def isbn10_check(digits: str) -> str:
    """Check character of nine digits (ISO 2108: weights 10 to 2, modulus 11)."""
    return _modulus_11(digits, range(10, 1, -1))


def isbn13_check(digits: str) -> str:
    """Check digit of twelve digits (EAN-13: weights 1 and 3, modulus 10)."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def issn_check(digits: str) -> str:
    """Check character of seven digits (ISO 3297: weights 8 to 2, modulus 11)."""
    return _modulus_11(digits, range(8, 1, -1))


def orcid_check(digits: str) -> str:
    """Check character of fifteen digits (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    value = (12 - total % 11) % 11
    return "X" if value == 10 else str(value)


def _modulus_11(digits: str, weights: range) -> str:
    value = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return "X" if value == 10 else str(value)


def _wrong_check(digits: str, expected: str) -> str:
    return f"ends in the check character {digits[-1]} where {expected} belongs"


def _doi_url(value: str) -> str:
    return "https://doi.org/" + quote(value, safe="/:.;()_-")


DOI = IdentifierKind("doi", "DOI", parse_doi, _doi_url)
PMID = IdentifierKind(
    "pmid", "PMID", parse_pmid, lambda value: f"https://pubmed.ncbi.nlm.nih.gov/{value}/"
)
PMCID = IdentifierKind(
    "pmcid", "PMCID", parse_pmcid, lambda value: f"https://pmc.ncbi.nlm.nih.gov/articles/{value}/"
)
ISBN = IdentifierKind("isbn", "ISBN", parse_isbn, lambda value: f"urn:isbn:{value}")
ISSN = IdentifierKind(
    "issn", "ISSN", parse_issn, lambda value: f"https://portal.issn.org/resource/ISSN/{value}"
)
ORCID = IdentifierKind("orcid", "ORCID iD", parse_orcid, lambda value: f"https://orcid.org/{value}")
ARXIV = IdentifierKind(
    "arxiv", "arXiv id", parse_arxiv, lambda value: f"https://arxiv.org/abs/{value}"
)

IDENTIFIER_KINDS = (ARXIV, DOI, ISBN, ISSN, ORCID, PMCID, PMID)

"""From the fields of an entry to the typed values of a reference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from references.dates import PartialDate, with_month
from references.formats.bibtex.kinds import genre_of, kind_of
from references.formats.bibtex.latex import to_unicode
from references.people import PersonName, read_names
from references.reading.notice_text import notices_in_text, related_in_text
from references.reference import ReferenceKind

VERBATIM = frozenset(
    {"url", "doi", "file", "eprint", "pdf", "verba", "verbb", "verbc", "urlraw", "arxivid"}
    | {"bdsk-url-1", "bdsk-url-2", "bdsk-file-1", "local-url", "crossref", "xdata", "ids", "pmid"}
    | {"pmcid", "isbn", "issn", "eissn", "unique-id", "date", "urldate", "origdate", "eventdate"}
    | {"notices", "relatedworks"}
)
"""Fields whose text is not LaTeX: biblatex's verbatim, URI and date fields, and identifiers."""

FIELDS_OF_ATTRIBUTE: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "subtitle"),
    "short_title": ("shorttitle",),
    "authors": ("author",),
    "editors": ("editor",),
    "translators": ("translator",),
    "issued": ("date", "year", "month", "earlyaccessdate", "early access date"),
    "accessed": ("urldate",),
    "original_date": ("origdate",),
    "container": ("journaltitle", "journal", "booktitle", "maintitle", "journalsubtitle"),
    "container_short": (
        "shortjournal",
        "journal-abbrev",
        "journal_iso",
        "abbrev_source_title",
        "journal-iso",
    ),
    "collection": ("series",),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "pages": ("pages",),
    "article_number": ("eid", "article-number", "articleno", "art_number"),
    "edition": ("edition",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "place": ("location", "address"),
    "genre": ("type",),
    "doi": ("doi",),
    "pmid": ("pmid",),
    "pmcid": ("pmcid",),
    "arxiv": ("eprint", "eprinttype", "archiveprefix", "arxivid"),
    "isbn": ("isbn",),
    "issn": ("issn", "eissn"),
    "url": ("url",),
    "language": ("langid", "language"),
    "abstract": ("abstract",),
    "keywords": ("keywords", "keyword"),
    "note": ("note", "annotation", "annote", "addendum"),
    "total_pages": ("pagetotal", "numpages"),
    "event": ("eventtitle", "conference"),
    "event_place": ("venue",),
    "original_title": ("origtitle",),
    "database": ("database", "source_database"),
    "accession": ("accession", "accession-number", "unique-id"),
    "publication_types": ("publicationtypes", "type", "document_type"),
    "notices": ("notices",),
    "related": ("relatedworks",),
}
"""Which fields a typed value can come from, the one it is written to first."""

_PLAIN = ("total_pages", "event", "event_place", "original_title", "database", "accession")

_ARTICLES = frozenset(
    {ReferenceKind.ARTICLE_JOURNAL, ReferenceKind.ARTICLE_MAGAZINE, ReferenceKind.ARTICLE_NEWSPAPER}
)
_DOI_PREFIX = re.compile(r"^(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/)?(?:doi:?\s*)?", re.I)
_DOI_URL = re.compile(r"^https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)$", re.I)
_ARXIV = re.compile(
    r"(?:arxiv[:\s./]*(?:org/)?(?:abs/|pdf/|preprint\s+arxiv:)?)\s*"
    r"(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)",
    re.I,
)
# A run of blanks is tried once, from its beginning; from each blank it would take quadratic time.
_PAGE_DASH = re.compile(r"(?<!\s)\s*(?:-{1,3}|[‐‑‒–—−])\s*")
_SEPARATOR = re.compile(r"(?<!\s)\s*[;,]\s*")
_PMID_NOTE = re.compile(r"\bPMID:?\s*(\d{4,9})\b")
_PMCID_NOTE = re.compile(r"\bPMC\s?ID:?\s*(PMC\d{4,9})\b|\b(PMC\d{5,9})\b")
_URL_COMMAND = re.compile(r"^\\(?:url|href|path)\s*\{(.*)\}$", re.DOTALL)
_ESCAPED_SIGN = re.compile(r"\{?\\([_%&#~$])\}?")
_NO_DATE = re.compile(
    r"in[ -]press|in print|to appear|forthcoming|submitted|accepted|under review|preprint|"
    r"unpublished|n\.?\s?d\.?|no date|s\.?\s?a\.?|undated|in preparation|ahead of print|\?+",
    re.IGNORECASE,
)


def verbatim(raw: str) -> str:
    """A verbatim value without the wrapping that exporters add around it."""
    text = raw.strip()
    while len(text) > 1 and text[0] == "{" and text[-1] == "}":
        text = text[1:-1].strip()
    if (command := _URL_COMMAND.match(text)) is not None:
        text = command[1].strip()
    return text


class EntryMapping:
    """The typed values of one entry; complaints gather in ``complaints``."""

    def __init__(self, entry_type: str, raw: Mapping[str, str], known: Mapping[str, str]) -> None:
        self.entry_type = entry_type
        self.raw = raw
        self._known = known
        self.complaints: list[tuple[str, str, tuple[str, ...]]] = []

    def values(self) -> dict[str, Any]:
        """Keyword arguments of a ``Reference``, without those that are empty."""
        kind = kind_of(self.entry_type, self.raw)
        out: dict[str, Any] = {
            "kind": kind,
            "title": self._joined("title", "subtitle"),
            "short_title": self._text("shorttitle"),
            "authors": self._names("author") or self._names("bookauthor"),
            "editors": self._names("editor"),
            "translators": self._names("translator"),
            "issued": self._issued(),
            "accessed": self._date("urldate"),
            "original_date": self._date("origdate"),
            "container": self._container(),
            "container_short": self._text(*FIELDS_OF_ATTRIBUTE["container_short"]),
            "collection": self._text("series"),
            "volume": self._text("volume"),
            "issue": self._text("number", "issue"),
            "pages": self._pages(),
            "article_number": self._text(*FIELDS_OF_ATTRIBUTE["article_number"]),
            "edition": self._text("edition"),
            "publisher": self._publisher(),
            "place": self._text("location", "address"),
            "genre": genre_of(self.entry_type, "" if self._indexed() else self._text("type")),
            "language": self._text("langid", "language"),
            "abstract": self._text("abstract"),
            "keywords": self._keywords(),
            "note": self._text("note", "annotation", "annote", "addendum"),
            "publication_types": self._publication_types(),
            "notices": notices_in_text(self.raw.get("notices", "")),
            "related": related_in_text(self.raw.get("relatedworks", "")),
        }
        for attribute in _PLAIN:
            out[attribute] = self._text(*FIELDS_OF_ATTRIBUTE[attribute])
        out.update(self._identifiers())
        return {name: value for name, value in out.items() if value}

    def _text(self, *names: str) -> str:
        """Readable text of the first of these fields that has any."""
        for name in names:
            if name in self.raw:
                known = self._known.get(name)
                value = to_unicode(self.raw[name]) if known is None else known
                if value:
                    return value
        return ""

    def _joined(self, title: str, subtitle: str) -> str:
        main, sub = self._text(title), self._text(subtitle)
        if not sub:
            return main
        return f"{main} {sub}" if main.endswith((":", "?", "!")) else f"{main}: {sub}"

    def _names(self, field: str) -> tuple[PersonName, ...]:
        if not self.raw.get(field):
            return ()
        reading = read_names(self.raw[field], to_unicode)
        for complaint in reading.complaints:
            self.complaints.append(("library/bad-name", f"{field}: {complaint}", (field,)))
        return reading.names

    def _container(self) -> str:
        if self._text("journaltitle"):
            return self._joined("journaltitle", "journalsubtitle")
        if self._text("journal"):
            return self._text("journal")
        return self._joined("booktitle", "booksubtitle") or self._text("maintitle")

    def _publisher(self) -> str:
        return self._text("publisher", "institution", "school", "organization")

    def _pages(self) -> str:
        text = self._text("pages")
        return _PAGE_DASH.sub("-", text).replace(" ,", ",") if text else ""

    def _keywords(self) -> tuple[str, ...]:
        return self._words("keywords", "keyword")

    def _words(self, *names: str) -> tuple[str, ...]:
        text = self._text(*names)
        # A comma may stand inside a keyword when semicolons separate them.
        words = text.split(";") if ";" in text else text.split(",")
        return tuple(word.strip() for word in words if word.strip())

    def _date(self, field: str) -> PartialDate | None:
        text = verbatim(self.raw.get(field, "")) if field in VERBATIM else self._text(field)
        if not text:
            return None
        date = PartialDate.parse(text)
        if date is None and not _NO_DATE.fullmatch(text.strip("() ")):
            message = f"{field} {text[:60]!r} is not a date; dates are written as 2005-03-12"
            self.complaints.append(("library/bad-date", message, (field,)))
        return date

    def _indexed(self) -> bool:
        """Whether the entry is from a database, which has the publication type in ``type``."""
        source = self.raw.get("source", "").strip("{} ").lower()
        return "unique-id" in self.raw or source == "scopus"

    def _publication_types(self) -> tuple[str, ...]:
        own = self._words("publicationtypes")
        return own or (self._words("type", "document_type") if self._indexed() else ())

    def _issued(self) -> PartialDate | None:
        date = self._date("date") if "date" in self.raw else self._date("year")
        if date is None and "year" not in self.raw and self._indexed():
            # Web of Science has nothing else of what is not yet in an issue.
            date = self._date("earlyaccessdate") or self._date("early access date")
        month = self._text("month")
        if date is None or not month or date.month is not None or "date" in self.raw:
            return date
        finer = with_month(date, month)
        if finer is None:
            message = f"month {month[:60]!r} is not a month"
            self.complaints.append(("library/bad-date", message, ("month",)))
        return finer or date

    def _identifiers(self) -> dict[str, Any]:
        url = verbatim(self.raw.get("url", "")) or self._url_in_howpublished()
        url = _ESCAPED_SIGN.sub(r"\1", url)
        doi = _DOI_PREFIX.sub("", _ESCAPED_SIGN.sub(r"\1", verbatim(self.raw.get("doi", ""))))
        if not doi and (match := _DOI_URL.match(url)) is not None:
            doi = match[1]
        note = self.raw.get("note", "")
        pmid, pmcid = verbatim(self.raw.get("pmid", "")), verbatim(self.raw.get("pmcid", ""))
        if self._eprint_type() in ("pubmed", "pmid", "medline"):
            pmid = pmid or verbatim(self.raw.get("eprint", ""))
        if not pmid and (found := _PMID_NOTE.search(note)) is not None:
            pmid = found[1]
        if not pmcid and (found := _PMCID_NOTE.search(note)) is not None:
            pmcid = found[1] or found[2]
        return {
            "doi": doi.strip(),
            "pmid": pmid,
            "pmcid": pmcid,
            "arxiv": self._arxiv(),
            "isbn": self._codes("isbn"),
            "issn": tuple(dict.fromkeys((*self._codes("issn"), *self._codes("eissn")))),
            "url": url,
        }

    def _eprint_type(self) -> str:
        return (self.raw.get("eprinttype") or self.raw.get("archiveprefix") or "").strip().lower()

    def _url_in_howpublished(self) -> str:
        text = verbatim(self.raw.get("howpublished", ""))
        return text if re.match(r"https?://\S+$", text) else ""

    def _arxiv(self) -> str:
        eprint = verbatim(self.raw.get("eprint", "") or self.raw.get("arxivid", ""))
        if eprint and (self._eprint_type() == "arxiv" or "arxivid" in self.raw):
            return re.sub(r"^arxiv:", "", eprint, flags=re.IGNORECASE)
        found = _ARXIV.search(self.raw.get("journal", "")) or _ARXIV.search(eprint)
        return found[1] if found else ""

    def _codes(self, field: str) -> tuple[str, ...]:
        text = verbatim(self.raw.get(field, ""))
        return tuple(code for code in _SEPARATOR.split(text) if code) if text else ()

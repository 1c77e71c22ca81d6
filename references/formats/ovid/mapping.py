"""From the tags of an Ovid record to values.

Ovid's field codes differ between its databases; where two mean the same, both are read. Older and
shorter exports have the journal, volume and pages only within the citation (``SO``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from references.dates import PartialDate
from references.people import PersonName
from references.reading import tagged_names, tagged_values
from references.reading.labelled_values import labelled, labelled_in
from references.reading.table_kinds import name_of
from references.reading.tag_table import TagTable, each, first, kind_and_types, raws
from references.reading.tagged_format import Line, Tags
from references.reading.tagged_names import written_name
from references.reading.tagged_values import escaped, written_keyword
from references.reference import Field, Reference, ReferenceKind

_ODD = "ZZ"
# What Ovid writes behind a name: "1,2,+", "[Author, Reprint Author]", "MD, PhD *".
_MARKS = re.compile(
    r"\s*(?:\[[^\]]{0,200}\]|[\d,+*\s]{1,20}(?<=[\d+*])"
    r"|,?\s(?:MD|Ph\.?D\.?|M\.?P\.?H\.?|[BM]Sc|FACSM|RN|DO)\b\.?.*)$"
)
_LABEL = re.compile(
    r"\s*\[(?:Article|Report|Miscellaneous|References|Review|Letter|Editorial)\]\.?$"
)
_NUMBER_AND_MORE = re.compile(r"\d{4}|\d{1,2}[A-Za-z]*")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer|Autumn|Fall|Winter)\w*"
_CITATION = (
    # Anesthesia & Analgesia. 101(3):705-9, table of contents, 2005 Sep.
    re.compile(
        r"(?P<container>.+?)\. (?P<volume>[\w-]+)(?: ?\((?P<issue>[^()]*)\))?"
        r"(?:(?: ?\(pp |: ?)(?P<pages>[^,);]*)\)?)?[,;] ?(?P<date>.*\d{4}.*)"
    ),
    # Journal of Health Psychology. Vol.24(7), 2019, pp. 847-856.
    re.compile(
        r"(?P<container>.+?)\. Vol\. ?(?P<volume>[\w-]+)(?: ?\((?P<issue>[^()]*)\))?"
        r", (?P<date>[^,]*\d{4})(?:, (?:pp\. ?)?(?P<pages>[\w-]+))?.*"
    ),
    # Acta Biochimica et Biophysica Sinica August 2011;43(8):647-653
    re.compile(
        rf"(?P<container>.+?) (?P<date>(?:{_MONTH}[\w/ ]* )?\d{{4}}); ?(?P<volume>\w+)"
        r"(?: ?\((?P<issue>[^()]*)\))?: ?(?P<pages>[\w-]+).*"
    ),
    # Journal of Current Southeast Asian Affairs, 2013(1): 3-28.
    re.compile(
        r"(?P<container>[^,]+?),? (?P<volume>\d{1,4})(?: ?\((?P<issue>[^()]*)\))?"
        rf"(?:, (?P<date>(?:{_MONTH} )?\d{{4}}))?: ?(?P<pages>[\w-]+)\.?"
    ),
)


def values(tags: Tags, _fields: Sequence[Field]) -> dict[str, Any]:
    """The values of a record."""
    own = labelled_in(each(tags, _ODD))
    kind, types = kind_and_types([_unstopped(word) for word in each(tags, "PT", "DT")])
    cited = _cited(first(tags, "SO"))
    out: dict[str, Any] = {"kind": kind, "publication_types": types, "key": own.pop("key", "")}
    out["title"] = _LABEL.sub("", first(tags, "TI"))
    out["original_title"] = first(tags, "TT", "OT")
    out["authors"], out["editors"] = _people(tags)
    out["container"] = first(tags, "NJ", "JN", "JT", "BT") or cited.get("container", "")
    short = _unstopped(first(tags, "JA", "TA", "IO"))
    out["container_short"] = short if short != out["container"] else ""
    for attribute, names in _SINGLE.items():
        out[attribute] = first(tags, *names) or cited.get(attribute, "")
    out["pages"] = _pages(first(tags, "PG") or cited.get("pages", ""))
    out["issued"] = _issued(tags, cited)
    out["language"] = _unstopped(first(tags, "LG"))
    out["accession"] = _unstopped(first(tags, "AN", "UI"))
    out["database"] = first(tags, "DB")
    _identifiers(tags, out)
    out["abstract"] = " ".join(each(tags, "AB"))
    out["keywords"] = tagged_values.keywords(raws(tags, "MH", "KW", "DE", "HW", "SH", "ID"))
    links = each(tags, "UR", "XL")
    out["url"] = links[0] if links else ""
    out["note"] = "; ".join(each(tags, "NT"))
    out.update(own)
    return {attribute: value for attribute, value in out.items() if value}


def _unstopped(text: str) -> str:
    """A word without the full stop that some of Ovid's databases put behind each value."""
    return text[:-1].rstrip() if text.endswith(".") and text.count(".") == 1 else text


def _cited(text: str) -> dict[str, str]:
    """Journal, volume, issue, pages and date of ``Cancer. 102(4):253-8, 2004 Aug 15``."""
    if not text or len(text) > 1000:
        return {}
    for pattern in _CITATION:
        if (match := pattern.fullmatch(text.strip())) is not None:
            return {name: part.strip(" .") for name, part in match.groupdict().items() if part}
    return {}


def _people(tags: Tags) -> tuple[tuple[PersonName, ...], tuple[PersonName, ...]]:
    """Authors and editors; full names (``FA``) stand beside short ones, one for one."""
    full, short = each(tags, "FA"), each(tags, "AU")
    authors = [_person(text) for text in (full if len(full) >= len(short) else short)]
    bodies = [PersonName(literal=text.rstrip(" ,.")) for text in each(tags, "CA")]
    editors = [_person(text) for text in each(tags, "FED", "ED") if not _is_date(text)]
    return (*authors, *bodies), tuple(editors)


def _is_date(text: str) -> bool:
    """Whether ``ED`` is MEDLINE's day of entry instead of an editor."""
    return _NUMBER_AND_MORE.fullmatch(text[:8].rstrip()) is not None or text[:4].isdigit()


def _person(text: str) -> PersonName:
    previous = ""
    while text != previous:
        previous, text = text, _MARKS.sub("", text)
    family, comma, given = text.partition(",")
    last = given.split()[-1] if given.split() else ""
    if comma and last.endswith(".") and (family.isupper() or len(last) > 3):
        # Political Science Abstracts ends each name with a full stop.
        text = text[:-1]
    return tagged_names.person(text)


def _pages(text: str) -> str:
    if text.lower().startswith("no pagination"):
        return ""
    return tagged_values.pages(text.partition(",")[0] if "table of contents" in text else text)


def _issued(tags: Tags, cited: Mapping[str, str]) -> PartialDate | None:
    """The finest of the dates that agree on the year."""
    dates = [first(tags, "DP"), cited.get("date", ""), first(tags, "YR")]
    found = [date for text in dates if text and (date := _date(text)) is not None]
    year = tagged_values.date(first(tags, "YR")[:4]) or (found[0] if found else None)
    same = [date for date in found if year and date.year == year.year]
    return max(same, key=lambda date: bool(date.month) + bool(date.day), default=year)


def _date(text: str) -> PartialDate | None:
    date = tagged_values.date(text)
    if date is None and (year := re.search(r"\b(?:1[5-9]|20)\d\d\b", text)) is not None:
        date = tagged_values.date(year[0])
    return date


def _identifiers(tags: Tags, out: dict[str, Any]) -> None:
    given = [*each(tags, "DO"), *each(tags, "DI")]
    out["doi"] = next(filter(None, map(tagged_values.doi, given)), "")
    numbers = each(tags, "IS", "ES", "IL", "IB", "SN")
    out["isbn"], out["issn"] = tagged_values.standard_numbers(numbers)
    accession = out["accession"]
    if "medline" in out["database"].lower() and accession.isdigit():
        out["pmid"] = accession
    else:
        texts = [*(f"PMID: {text}" for text in each(tags, "PM")), *each(tags, "XL", "UR")]
        out["pmid"] = next(filter(None, map(tagged_values.pmid_in, texts)), "")
    out["pmcid"] = next(filter(None, map(tagged_values.pmcid_in, each(tags, "PC"))), "")


_SINGLE: Mapping[str, tuple[str, ...]] = {
    "volume": ("VO", "VI"),
    "issue": ("IP",),
    "edition": ("EN",),
    "publisher": ("PB", "PU"),
    "place": ("PL",),
}
_PLAIN: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "authors": ("AU", written_name),
    "editors": ("FED", written_name),
    "title": ("TI", escaped),
    "original_title": ("TT", escaped),
    "container": ("NJ", escaped),
    "volume": ("VO", escaped),
    "issue": ("IP", escaped),
    "pages": ("PG", escaped),
    "edition": ("EN", escaped),
    "publisher": ("PB", escaped),
    "place": ("PL", escaped),
    "publication_types": ("PT", escaped),
    "isbn": ("IB", escaped),
    "issn": ("IS", escaped),
    "doi": ("DO", escaped),
    "pmcid": ("PC", escaped),
    "language": ("LG", escaped),
    "database": ("DB", escaped),
    "accession": ("AN", escaped),
    "abstract": ("AB", escaped),
    "keywords": ("MH", written_keyword),
    "url": ("UR", escaped),
    "note": ("NT", escaped),
}


def _kind(reference: Reference) -> Sequence[Line]:
    found: list[Line] = [("VN", "Ovid Technologies")]
    if reference.kind is not ReferenceKind.ARTICLE_JOURNAL:
        found.append(("PT", name_of(reference.kind)))
    return found


def _issued_lines(reference: Reference) -> Sequence[Line]:
    date = reference.issued
    if date is None:
        return ()
    year: Line = ("YR", f"{date.year:04d}")
    if date.end or date.season or date.approximate:
        return [year, (_ODD, labelled(reference, "issued"))]
    return [year, ("DP", date.edtf)] if date.month else [year]


def _pmid(reference: Reference) -> Sequence[Line]:
    found = reference.pmid == reference.accession and "medline" in reference.database.lower()
    return [("PM", reference.pmid)] if reference.pmid and not found else ()


_TABLE = TagTable(
    odd=_ODD, plain=_PLAIN, special={"kind": _kind, "issued": _issued_lines, "pmid": _pmid}
)
lines = _TABLE.lines
SOURCES = _TABLE.sources(
    {
        "kind": ("PT", "DT", "VN"),
        "publication_types": ("PT", "DT"),
        "original_title": ("TT", "OT"),
        "authors": ("FA", "AU", "CA"),
        "editors": ("FED", "ED"),
        "container": ("NJ", "JN", "JT", "BT", "SO"),
        "container_short": ("JA", "TA", "IO", _ODD),
        "volume": ("VO", "VI", "SO"),
        "issue": ("IP", "SO"),
        "pages": ("PG", "SO"),
        "issued": ("DP", "YR", "SO"),
        "publisher": ("PB", "PU"),
        "isbn": ("IB", "IS"),
        "issn": ("IS", "ES", "IL"),
        "doi": ("DO", "DI"),
        "pmid": ("PM", "AN", "UI"),
        "accession": ("AN", "UI"),
        "keywords": ("MH", "KW", "DE", "HW", "SH", "ID"),
        "url": ("UR", "XL"),
    }
)
"""Tags that a value can come from, in the order in which they are looked at."""
ORDER = (
    "kind", "database", "accession", "authors", "editors", "title", "short_title",
    "original_title", "container", "container_short", "collection", "event", "event_place",
    "issued", "original_date", "volume", "issue", "pages", "article_number", "total_pages",
    "edition", "publisher", "place", "genre", "publication_types", "isbn", "issn", "doi", "pmid",
    "pmcid", "arxiv", "url", "accessed", "language", "keywords", "abstract", "note", "key",
)  # fmt: skip

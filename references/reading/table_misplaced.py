"""Values that exporters put into a column of another name, put where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from references.dates import PartialDate
from references.reading.embase_source import source_parts
from references.reading.tagged_values import pages, pmid_in

_MISSING = frozenset({"NA", "N/A", "nan", "NaN", "null", "NULL", "None"})
"""What programs write into a cell for a value that is missing."""
_NEVER_SUCH = frozenset(
    {"volume", "issue", "pages", "first_page", "last_page", "total_pages", "pmid", "pmcid", "doi"}
    | {"abstract", "url", "language", "isbn", "issn", "accession", "article_number", "citation"}
)


def is_missing(role: str, cell: str) -> bool:
    """Whether a cell says that it has nothing, in a column where the word can be no value."""
    return len(cell) < 5 and cell in _MISSING and role in _NEVER_SUCH


def put_right(out: dict[str, Any]) -> None:
    """Move what stands in the wrong place among the values of a row."""
    if "(" in out.get("container", ""):
        _part_source(out)
    if "-" in out.get("total_pages", "") and "pages" not in out:
        # bibliometrix has the pages in ``PG``, which is their number in Web of Science.
        out["pages"] = out.pop("total_pages")
    if out.get("article_number", "").startswith("2-s2.0-"):
        out.setdefault("accession", out.pop("article_number"))
    if out.get("url", "").startswith("{"):
        del out["url"]  # Scopus's interface has links by their names there
    if "pmid" not in out and (pmid := pmid_in(out.get("note", ""))):
        out["pmid"] = pmid  # Zotero has no column for it


def _part_source(out: dict[str, Any]) -> None:
    """Journal, volume and pages out of the one column in which Embase may have them all."""
    parts = source_parts(out["container"])
    if not parts:
        return
    out["container"] = parts["container"]
    for role in ("volume", "issue", "article_number"):
        if role in parts:
            out.setdefault(role, parts[role])
    if "pages" in parts:
        out.setdefault("pages", pages(parts["pages"]))
    if "issued" not in out and (date := _date(parts)) is not None:
        out["issued"] = date


def _date(parts: Mapping[str, str]) -> PartialDate | None:
    return PartialDate.parse(parts.get("date", "")) or PartialDate.parse(parts["year"])

"""What an entry takes over from the entries it points at with ``crossref`` and ``xdata``.

The table is biblatex's default (manual, appendix B, "Default inheritance setup"), with two
deliberate differences, because a reference here must name one thing: what identifies or describes
the parent alone (its DOI, URL, abstract, pages) is not handed down, and a parent's ``booktitle``,
which classic BibTeX asks for, is used before its ``title``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Values = Mapping[str, str]
"""Expanded field values by lower-case name."""

_KEEP_IN_PARENT = frozenset(
    {"abstract", "annotation", "annote", "crossref", "doi", "eid", "entryset", "entrysubtype"}
    | {"eprint", "eprintclass", "eprinttype", "archiveprefix", "execute", "file", "ids", "keywords"}
    | {"label", "note", "options", "pages", "pagetotal", "pmcid", "pmid", "presort", "related"}
    | {"relatedstring", "relatedtype", "shorthand", "shorttitle", "sortkey", "sorttitle", "url"}
    | {"urldate", "xdata", "xref", "indextitle", "titleaddon"}
)
_BOOKS = frozenset({"mvbook", "book"})
_IN_BOOKS = frozenset({"inbook", "bookinbook", "suppbook"})
_COLLECTIONS = frozenset({"collection", "reference"})
_IN_COLLECTIONS = frozenset({"incollection", "inreference", "suppcollection"})
_BOOK_TITLE = {"title": "booktitle", "subtitle": "booksubtitle"}
_MAIN_TITLE = {"title": "maintitle", "subtitle": "mainsubtitle"}
_JOURNAL_TITLE = {"title": "journaltitle", "subtitle": "journalsubtitle"}
_DATE_FIELDS = frozenset({"date", "year", "month"})
_MAXIMUM_DEPTH = 12
_KEYS = re.compile(r"(?<!\s)\s*,\s*")


@dataclass(frozen=True, slots=True)
class Heir:
    """What inheritance needs to know of an entry."""

    entry_type: str
    values: Values


@dataclass(frozen=True, slots=True)
class Inherited:
    """All values of an entry, its own before inherited ones, and the keys that were not found."""

    values: Values
    missing: tuple[tuple[str, str], ...] = ()


def inherit(entry: Heir, find: Callable[[str], Heir | None]) -> Inherited:
    """The values of an entry with those it inherits; ``find`` gives an entry by key."""
    if "crossref" not in entry.values and "xdata" not in entry.values:
        return Inherited(entry.values)
    missing: list[tuple[str, str]] = []
    values = _with_parents(entry, find, missing, ())
    return Inherited(values, tuple(missing))


def _with_parents(
    entry: Heir,
    find: Callable[[str], Heir | None],
    missing: list[tuple[str, str]],
    path: Sequence[str],
) -> Values:
    values = dict(entry.values)
    for name in ("xdata", "crossref"):
        keys = _KEYS.split(values.get(name, "").strip()) if values.get(name, "").strip() else []
        for key in keys if name == "xdata" else keys[:1]:
            parent = find(key)
            if parent is None:
                missing.append((name, key))
                continue
            if key in path or len(path) >= _MAXIMUM_DEPTH:
                continue  # entries that point at each other in a ring
            given = _with_parents(parent, find, [], (*path, key))
            if name == "xdata":
                _add(values, {k: v for k, v in given.items() if k not in ("xdata", "ids")})
            else:
                _add(values, _handed_down(entry.entry_type, parent.entry_type, given))
    return values


def _add(values: dict[str, str], given: Values) -> None:
    has_date = not _DATE_FIELDS.isdisjoint(values)
    for name, value in given.items():
        # A parent's month must not be joined to the child's own year.
        if not (has_date and name in _DATE_FIELDS):
            values.setdefault(name, value)


def _handed_down(child: str, parent: str, given: Values) -> Values:
    renamed = _renamed(child, parent)
    out: dict[str, str] = {}
    for name, value in given.items():
        if name in _KEEP_IN_PARENT:
            continue
        target = renamed.get(name, name)
        if target != name and target in given:
            continue
        out[target] = value
        if name == "author" and parent in _BOOKS and child in _IN_BOOKS:
            out["bookauthor"] = value
    return out


def _renamed(child: str, parent: str) -> Mapping[str, str]:
    """How fields are renamed between these two types; empty when all keep their names."""
    if parent == "mvbook" or (parent in ("mvcollection", "mvreference", "mvproceedings")):
        return _MAIN_TITLE
    if parent == "periodical":
        return _JOURNAL_TITLE
    if child in _IN_BOOKS or child in _IN_COLLECTIONS or child in ("inproceedings", "conference"):
        return _BOOK_TITLE
    return {}

"""Records as BibTeX, and what a rule finds in them."""

from __future__ import annotations

import datetime

from references.encoding import decode
from references.format import format_named
from references.rule import Hit, LibrarySubject, library_rules

DAY = datetime.date(2026, 11, 22)
RULES = {rule.code: rule for rule in library_rules()}


def subject_of(text: str | bytes, format_name: str = "bibtex") -> LibrarySubject:
    data = text.encode() if isinstance(text, str) else text
    source = decode("a.bib", data)
    reading = format_named(format_name).read(source.value)
    return LibrarySubject(reading.value, (*source.problems, *reading.problems), as_of=DAY)


def hits(code: str, text: str, format_name: str = "bibtex") -> list[Hit]:
    return list(RULES[code].check(subject_of(text, format_name)))


def entry(entry_type: str = "article", key: str = "k", **fields: str) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{entry_type}{{{key},\n{lines}}}\n"


def article(key: str = "k", **fields: str) -> str:
    usual = {
        "author": "Guler, A.",
        "title": "Magnesium and the jerks of etomidate",
        "journal": "Anesthesia",
        "year": "2005",
    }
    merged = {name: value for name, value in {**usual, **fields}.items() if value}
    return entry("article", key, **merged)

"""What single databases and converters put into tags that stand for something else."""

from __future__ import annotations

import re

from references.dates import PartialDate
from references.people import PersonName
from references.reading import tagged_names

_LIBRARY_NUMBERS = re.compile(
    r"(?:[0-9a-z]{3}, )*\d{7,9}[a-z]?(?:, (?:[0-9a-z]{3}|\d{7,9}[a-z]?))*"
)
_NUMBER = re.compile(
    r"[A-Za-z]{0,4}\.?\s?\d[\w./-]{0,9}(?:\s?\(?(?:Suppl|Pt|Supplement)\)?.{0,8})?"
)
_SHORT_NAME = re.compile(r"(?:[^\W\d_][\w'’-]*\s){1,4}[A-Z](?:[A-Z]|[.-]){0,6}")
_NO_PAGES = frozenset({"no pagination specified", "no-specified", "na", "n/a", "no pagination"})


def stated(text: str) -> str:
    """A value, unless it is the ``NA`` that R writes for one that is missing."""
    return "" if text in ("NA", "N/A", "nan", "null") else text


def issue_number(issue: str, number: str, database: str) -> str:
    """The issue among ``IS`` and its like, and ``M1``.

    Ovid has the numbers that journals have in the National Library of Medicine in ``M1``, which
    Zotero takes for the issue; Embase has addresses there, PsycINFO the works cited.
    """
    if issue and not (database.startswith("Ovid") and _LIBRARY_NUMBERS.fullmatch(issue)):
        return stated(issue)
    plain = _NUMBER.fullmatch(number) is not None and _LIBRARY_NUMBERS.fullmatch(number) is None
    return number if plain and not issue else ""


def issue_or_event(text: str) -> tuple[str, str]:
    """What ``CP`` says: to most the issue, in Web of Science the title of a conference."""
    return (text, "") if text[-1:].isdigit() or len(text) < 9 else ("", text)


def detail(date: PartialDate) -> int:
    """How much a date says beyond its year."""
    return (
        (date.month is not None)
        + (date.day is not None)
        + bool(date.season or date.end or date.approximate)
    )


def is_thesis(work: str) -> bool:
    """Whether a type of work is a thesis, for which Web of Science has the type of a book."""
    return "thesis" in work.lower() or "dissertation" in work.lower()


def page_range(pages: str) -> str:
    """Pages, unless these words say that there are none."""
    return "" if pages.lower() in _NO_PAGES else pages


def people(value: str, *, first: bool) -> tuple[PersonName, ...]:
    """The names of a value that holds more commas than one name can.

    Short names are several authors in one line. Others are a body with its address; behind the
    first authors, they are the surnames of the works cited, which PsycINFO has in ``A2``.
    """
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if all(_SHORT_NAME.fullmatch(part) for part in parts):
        return tagged_names.people(parts)
    return (PersonName(literal=value),) if first else ()

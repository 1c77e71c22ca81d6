"""REF015: a year or date that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from references.checking.reader_problems import problem_hits
from references.checking.written_fields import label, written
from references.quotation import quoted
from references.reference import Reference, ReferenceKind
from references.rule import Hit, LibrarySubject, Rule, Severity

# Words that stand where a year is not known yet or never was.
_NO_YEAR = re.compile(
    r"\W*(?:in\W?press|forthcoming|in\W?preparation|submitted|to\W?appear|accepted|preprint|"
    r"under\W?review|in\W?review|undated|ongoing|unpublished|advance online publication|"
    r"n\.?\W?d\.?|s\.?\W?[ad]\.?|no date)\W*",
    re.IGNORECASE,
)
# The first scientific journals (Journal des sçavans, Philosophical Transactions) began in 1665.
_FIRST_JOURNAL = 1665
_JOURNALS = (ReferenceKind.ARTICLE_JOURNAL, ReferenceKind.ARTICLE_MAGAZINE)


def check(subject: LibrarySubject) -> Iterator[Hit]:
    """One hit for each record whose year is no year, or too early for what it is."""
    reported = set()
    for hit in problem_hits(subject, "REF015"):
        reported.add(hit.location)
        yield hit
    for reference in subject.library:
        matter = _matter(reference)
        place = reference.place_of("date", "year", "issued")
        if matter and place not in reported:
            yield Hit(
                place,
                f"{label(reference)}: {matter}",
                "look the year up at the source",
                subject=reference.key,
            )


def _matter(reference: Reference) -> str:
    if reference.issued is None:
        for field in written(reference, "date", "year"):
            if _NO_YEAR.fullmatch(field.value) is None:
                return f"{field.name.lower()} {quoted(field.value)} is not one"
        return ""
    year = reference.issued.year
    if 0 <= year < 1000:
        return f"the year {year} has fewer than four digits"
    if reference.kind in _JOURNALS and year < _FIRST_JOURNAL:
        return f"the year {year} is before the first journal ({_FIRST_JOURNAL})"
    return ""


RULE = Rule(
    code="REF015",
    name="invalid-date",
    severity=Severity.WARNING,
    summary="A year or date is not one, or is impossible for the kind of work.",
    why=(
        "The age of evidence, its order and its matching rest on the year; a slip makes old "
        "evidence look new, or a source impossible to find."
    ),
    bad="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {205},
}
""",
    good="""
@article{guler2005,
  author  = {Guler, A.},
  title   = {Magnesium sulfate pretreatment reduces myoclonus},
  journal = {Anesthesia and Analgesia},
  year    = {2005},
}
""",
    check=check,
)

"""CIT002: a numbered mark that no entry answers."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each mark with numbers that the article's list, or else the library, lacks."""
    for article in assessment.review.articles:
        entries = article.reference_entries
        known = {
            at if entry.number is None else entry.number for at, entry in enumerate(entries, 1)
        }
        if not entries:
            known = set(range(1, len(assessment.review.library) + 1))
        where = "the reference list" if entries else "the bibliography"
        for mark in article.marks:
            missing = [str(number) for number in mark.numbers if number not in known]
            if missing:
                yield Hit(
                    article.source.location(mark.span.start),
                    f"{where} has no entry {', '.join(missing)} ({len(known)} in all)",
                    "add the entry, or mend the number",
                    subject=f"{article.path}#{missing[0]}",
                )


RULE = Rule(
    code="CIT002",
    name="number-without-entry",
    severity=Severity.ERROR,
    summary="A numbered citation has no entry of that number in the reference list.",
    why="The reader turns to the list and finds nothing there.",
    bad=example(
        article="""
        Magnesium may reduce myoclonus [1, 7].

        ## References

        1. Guler A. Magnesium sulphate before etomidate. Anesthesia and Analgesia 2005.
        """,
        references=GULER,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [1].

        ## References

        1. Guler A. Magnesium sulphate before etomidate. Anesthesia and Analgesia 2005.
        """,
        references=GULER,
    ),
    check=check,
)

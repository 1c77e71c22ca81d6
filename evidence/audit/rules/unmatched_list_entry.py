"""CIT012: entries of the printed list that are not in the library."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each article, naming the cited entries that match no record."""
    for each in assessment.citing:
        missing = {name for mark in each.marks if mark.mark.numbers for name in mark.unknown}
        entries = [
            (number, entry)
            for at, entry in enumerate(each.article.reference_entries, 1)
            if (number := str(at if entry.number is None else entry.number)) in missing
            and entry.text.strip()
        ]
        if entries:
            places = tuple(each.article.source.location(entry.span.start) for _, entry in entries)
            numbers = ", ".join(number for number, _ in entries)
            yield Hit(
                places[0],
                f"the library has no record for {numbers} of the reference list",
                "add the records, or give entries and records their DOI so that they meet",
                subject=each.article.path,
                related=places[1:],
            )


RULE = Rule(
    code="CIT012",
    name="unmatched-list-entry",
    severity=Severity.WARNING,
    summary=(
        "An entry of the article's reference list that the text cites is matched by no record "
        "of the library."
    ),
    why=("Its marks lead nowhere in the review, so it is neither checked nor linked nor graded."),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [1].

        ## References

        1. Guler A. Magnesium sulphate before etomidate. Anesthesia and Analgesia 2005.
        """,
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

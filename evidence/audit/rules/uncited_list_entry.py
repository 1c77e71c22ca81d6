"""CIT009: entries of the printed list that no mark names."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, UN, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each article, naming every entry whose number no mark has."""
    for article in assessment.review.articles:
        cited = {number for mark in article.marks for number in mark.numbers}
        if not cited:
            continue
        uncited = [
            (number, entry)
            for at, entry in enumerate(article.reference_entries, 1)
            if (number := at if entry.number is None else entry.number) not in cited
        ]
        if uncited:
            places = tuple(article.source.location(entry.span.start) for _, entry in uncited)
            numbers = ", ".join(str(number) for number, _ in uncited)
            yield Hit(
                places[0],
                f"the text never cites {numbers} of the reference list",
                "cite them where they bear on the text, or take them out",
                subject=article.path,
                related=places[1:],
            )


RULE = Rule(
    code="CIT009",
    name="uncited-list-entry",
    severity=Severity.NOTE,
    summary="Entries of a numbered reference list are never cited in the text.",
    why="They lend weight to the article without saying to which statement.",
    bad=example(
        article="""
        Magnesium may reduce myoclonus [1].

        ## References

        1. Guler A. Magnesium sulphate before etomidate. Anesthesia and Analgesia 2005.
        2. Un B. Magnesium and etomidate myoclonus. Anaesthesia 2011.
        """,
        references=GULER + UN,
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

"""CIT003: a reference list whose entries are empty."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each article with empty entries, which names how many there are."""
    for article in assessment.review.articles:
        empty = [entry for entry in article.reference_entries if not entry.text.strip()]
        if not empty:
            continue
        places = tuple(article.source.location(entry.span.start) for entry in empty)
        total = len(article.reference_entries)
        yield Hit(
            places[0],
            f"{len(empty)} of the {total} entries of the reference list are empty",
            "restore what they cited; the original page or its author may still have it",
            subject=article.path,
            related=places[1:],
        )


RULE = Rule(
    code="CIT003",
    name="empty-reference-list",
    severity=Severity.ERROR,
    summary="Entries of the article's reference list hold no text.",
    why=(
        "The list looks like sources and gives none. This happens when a page is copied without "
        "its links, and then every statement is uncited."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus.

        ## References

        1. 1
        2. 2
        3. 3
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

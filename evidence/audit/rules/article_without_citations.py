"""CIT011: an article that cites nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each article that claims are anchored in and that has no mark."""
    claimed = Counter(item.anchor.article for item in assessment.claims if item.anchor.article)
    for article in assessment.review.articles:
        count = claimed[article.path]
        if count and not article.marks:
            yield Hit(
                article.source.location(0),
                f"the article has {count} claim{'s' if count > 1 else ''} and no citation mark",
                "cite the linked references in the text",
                subject=article.path,
            )


RULE = Rule(
    code="CIT011",
    name="article-without-citations",
    severity=Severity.WARNING,
    summary="An article with claims holds no citation mark.",
    why=(
        "Its reader cannot tell which source carries which statement, even where a list of "
        "sources follows."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus.
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    check=check,
)

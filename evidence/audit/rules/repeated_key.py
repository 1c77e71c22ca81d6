"""CIT008: one reference twice in one mark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each mark that repeats a key, a number or an identifier."""
    for article in assessment.review.articles:
        for mark in article.marks:
            named = (*mark.keys, *map(str, mark.numbers), *mark.identifiers)
            repeated = [name for name, count in Counter(named).items() if count > 1]
            if repeated:
                yield Hit(
                    article.source.location(mark.span.start),
                    f"this mark names {', '.join(repeated)} more than once",
                    "name it once, with all its locators",
                    subject=repeated[0],
                )


RULE = Rule(
    code="CIT008",
    name="repeated-key",
    severity=Severity.NOTE,
    summary="A citation mark names the same reference twice.",
    why="It makes one source look like two.",
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005; @guler2005].
        """,
        references=GULER,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER,
    ),
    check=check,
)

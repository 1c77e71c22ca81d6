"""CIT006: an article file that could not be read in full."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity

_FILE = frozenset({"file/encoding-guessed", "file/binary", "file/too-large"})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each problem with an article's file."""
    articles = frozenset(article.path for article in assessment.review.articles)
    for problem in assessment.review.problems:
        of_article = problem.kind.startswith("article/")
        if of_article or (problem.kind in _FILE and problem.location.path in articles):
            what = problem.kind.partition("/")[2]
            yield Hit(problem.location, problem.message, problem.hint, subject=what)


RULE = Rule(
    code="CIT006",
    name="article-problem",
    severity=Severity.WARNING,
    summary="The reader of an article met something that it could not take as it stood.",
    why="What was not read is neither searched for claims nor for citations.",
    bad=example(
        article="""
        <table><tr><td>Magnesium may reduce myoclonus.</td></tr></table>
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER,
    ),
    check=check,
)

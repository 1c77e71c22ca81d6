"""INP001: a file of the review that cannot be taken as it stands."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each problem that the readers of the review's own files met."""
    for problem in assessment.review.problems:
        if problem.kind.startswith("review/"):
            what = problem.kind.removeprefix("review/")
            yield Hit(problem.location, problem.message, problem.hint, subject=what)


RULE = Rule(
    code="INP001",
    name="invalid-review-file",
    severity=Severity.ERROR,
    summary="A file of the review itself holds something that cannot be taken as it stands.",
    why=(
        "What could not be read is missing from every table and grade that follows. The reader "
        "keeps the rest, so all such places are named in one run."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapeutic
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

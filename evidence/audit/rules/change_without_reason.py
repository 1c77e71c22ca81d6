"""GRD003: a grade moved without saying why."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.discrepancies import discrepancy_hits
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each domain that changes the level without a reason."""
    return discrepancy_hits(
        assessment, frozenset({"change-without-reason"}), "write the reason beside the rating"
    )


RULE = Rule(
    code="GRD003",
    name="change-without-reason",
    severity=Severity.WARNING,
    summary="A judgement moves the certainty in a domain and gives no reason.",
    why=(
        "A grade is as good as its reasons. Without them nobody can agree, disagree or bring it "
        "up to date."
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
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
            judgement:
              framework: grade
              start: high
              domains:
                imprecision: {rating: serious}
              certainty: moderate
              by: AB
              on: 2026-11-01
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
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
            judgement:
              framework: grade
              start: high
              domains:
                imprecision: {rating: serious, reason: fewer than 200 patients in all}
              certainty: moderate
              by: AB
              on: 2026-11-01
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
        """,
    ),
    check=check,
)

"""GRD005: a judgement that the data do not give, without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.discrepancies import discrepancy_hits
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement that differs from what the rules derive, without a reason."""
    return discrepancy_hits(
        assessment,
        frozenset({"differs-from-derived"}),
        "add a reason to the judgement, or rate the domains that explain the difference",
    )


RULE = Rule(
    code="GRD005",
    name="differs-from-derived",
    severity=Severity.WARNING,
    summary="A judged certainty differs from the derived one and the judgement gives no reason.",
    why="A person may well know better than the rules. The reader has to be told why.",
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
              certainty: high
              by: AB
              on: 2026-11-01
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: case-series
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
              reason: The trial was small and its conduct could be checked with its authors.
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

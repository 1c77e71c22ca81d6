"""GRD008: a certainty that does not follow from its own ratings."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.discrepancies import discrepancy_hits
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement that does not add up."""
    return discrepancy_hits(
        assessment,
        frozenset({"arithmetic"}),
        "mend the certainty, or add the rating that is missing",
    )


RULE = Rule(
    code="GRD008",
    name="judgement-arithmetic",
    severity=Severity.ERROR,
    summary="The start of a judgement and its changes do not add up to its certainty.",
    why="Either a rating or the certainty is not what the person meant.",
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
                imprecision: {rating: serious, reason: fewer than 200 patients in all}
              certainty: low
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

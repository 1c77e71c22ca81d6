"""GRD004: a grade raised where the framework does not allow it."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.discrepancies import discrepancy_hits
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each upgrade that the framework does not allow."""
    return discrepancy_hits(assessment, frozenset({"upgrade-not-allowed"}), "take the upgrade out")


RULE = Rule(
    code="GRD004",
    name="upgrade-not-allowed",
    severity=Severity.WARNING,
    summary="A judgement raises the certainty of evidence that its framework does not let rise.",
    why=(
        "GRADE keeps raising for studies without randomisation that were not lowered first; "
        "raising elsewhere claims more than the method can."
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
                imprecision: {rating: serious, reason: fewer than 200 patients in all}
                large-effect: {rating: large, reason: risk halved}
              certainty: high
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

"""GRD007: a word that the framework does not have."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.discrepancies import discrepancy_hits
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity

_KINDS = frozenset({"unknown-level", "unknown-domain", "unknown-rating", "unknown-start"})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each level, domain, rating or start that the framework lacks."""
    return discrepancy_hits(assessment, _KINDS, "use the words of the framework")


RULE = Rule(
    code="GRD007",
    name="unknown-judgement-word",
    severity=Severity.ERROR,
    summary=(
        "A judgement uses a level, a domain, a rating or a start that its framework does not know."
    ),
    why=(
        "The word cannot be counted, so the grade that is shown may not be the one that was meant."
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
              certainty: fair
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

"""GRD001: a claim that no person has judged."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.grading.outcomes import deciding
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim that has a derived level and no judgement.

    Judgements of all the outcomes that decide are a judgement of the claim.
    """
    for item in assessment.claims:
        claim = item.claim
        if claim.judgement is None and item.derivation.level is not None:
            outcomes = deciding(claim.outcomes)
            if outcomes and all(each.judgement is not None for each in outcomes):
                continue
            yield Hit(
                claim.place_of("id"),
                f"claim {claim.id!r} is not judged; the rules of {item.framework.title} give "
                f"{item.derivation.level.label}",
                "judge it and record the reasons",
                subject=claim.id,
            )


RULE = Rule(
    code="GRD001",
    name="no-judgement",
    severity=Severity.NOTE,
    summary="A claim with evidence has no judgement; its certainty is only derived by rules.",
    why=(
        "The rules leave much to a person: whether the studies fit the question, what is "
        "missing, what the risk of bias did to the result."
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

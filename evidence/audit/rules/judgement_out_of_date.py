"""GRD002: a judgement on evidence that has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.audit.judgements import judgements
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement whose fingerprint no longer fits, saying what changed."""
    for each in judgements(assessment):
        if each.part.out_of_date:
            yield Hit(
                each.place_of("fingerprint"),
                f"{each.told}: the judgement is out of date; changed since: "
                f"{', '.join(each.part.out_of_date)}",
                "look at it again, then `evidence-review accept` it",
                subject=each.subject,
            )


RULE = Rule(
    code="GRD002",
    name="judgement-out-of-date",
    severity=Severity.WARNING,
    summary="What a person saw when accepting a judgement has changed.",
    why=(
        "The grade still carries the person's name and no longer their view of what is there now."
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
              certainty: moderate
              by: AB
              on: 2026-11-01
              fingerprint: 0000000000000000000000000000000000000000000000000000000000000000
              seen: {statement: "0000"}
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

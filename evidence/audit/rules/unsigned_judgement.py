"""GRD009: a judgement without name or date."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.audit.judgements import judgements
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement that lacks its name, its day or both."""
    for each in judgements(assessment):
        judgement = each.judgement
        if judgement.by.strip() and judgement.on is not None:
            continue
        lacking = [
            what
            for what, given in (("by", judgement.by.strip()), ("on", judgement.on))
            if not given
        ]
        yield Hit(
            judgement.location,
            f"{each.told}: the judgement does not say {' and '.join(lacking)} "
            f"({'who' if 'by' in lacking else 'when'} judged)",
            "`evidence-review accept` writes both",
            subject=each.subject,
        )


RULE = Rule(
    code="GRD009",
    name="unsigned-judgement",
    severity=Severity.WARNING,
    summary="A judgement does not say who made it, or when.",
    why=(
        "A judgement is a person's. Without a name nobody answers for it, and without a day "
        "nobody knows what could be seen then."
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

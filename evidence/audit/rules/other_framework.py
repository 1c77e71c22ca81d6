"""GRD013: a judgement in another framework than its claim."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.audit.judgements import judgements
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement whose framework is not the one that was asked for."""
    for each in judgements(assessment):
        named = each.judgement.framework
        wanted = each.item.claim.framework or assessment.review.framework
        if named and named != wanted:
            yield Hit(
                each.place_of("framework"),
                f"{each.told} is judged with {named!r}; {wanted!r} is asked for",
                f"judge it with {wanted!r}, or name the framework in the claim",
                subject=each.subject,
            )


RULE = Rule(
    code="GRD013",
    name="other-framework",
    severity=Severity.WARNING,
    summary=(
        "A judgement was made in another framework than the one that the claim, or the review, "
        "names."
    ),
    why=(
        "Levels of two frameworks cannot be compared, so the claim would stand among others "
        "with a grade of another kind."
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
              framework: ocebm-2011
              certainty: level-2
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

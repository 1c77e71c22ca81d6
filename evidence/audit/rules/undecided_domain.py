"""GRD012: a question that the rules left to a person and nobody answered."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.audit.judgements import judgements
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement, naming the undecided domains that it does not rate."""
    for each in judgements(assessment):
        open_domains = [
            undecided
            for undecided in each.part.derivation.undecided
            if undecided.domain not in each.judgement.domains
        ]
        if open_domains:
            labels = ", ".join(undecided.label.lower() for undecided in open_domains)
            yield Hit(
                each.place_of("domains"),
                f"{each.told}: the judgement does not rate {labels}, which the rules leave to a "
                "person",
                open_domains[0].question,
                subject=each.subject,
            )


RULE = Rule(
    code="GRD012",
    name="undecided-domain",
    severity=Severity.NOTE,
    summary="A judgement leaves out a domain that the rules cannot decide.",
    why=(
        "Silence reads as no concern. GRADE asks for each domain to be looked at, also where it "
        "changes nothing."
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
                risk-of-bias: {rating: not-serious}
                inconsistency: {rating: not-serious}
                indirectness: {rating: not-serious}
                imprecision: {rating: serious, reason: fewer than 200 patients in all}
                publication-bias: {rating: undetected}
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

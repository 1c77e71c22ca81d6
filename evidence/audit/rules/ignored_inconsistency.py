"""GRD006: heterogeneity that the judgement does not rate."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.discrepancies import discrepancy_hits
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each judgement that passes over heterogeneity in the data."""
    return discrepancy_hits(
        assessment,
        frozenset({"ignored-inconsistency"}),
        "rate inconsistency, or give the reason why it is not serious",
    )


RULE = Rule(
    code="GRD006",
    name="ignored-inconsistency",
    severity=Severity.WARNING,
    summary=(
        "The pooled studies disagree and the judgement does not lower the certainty for "
        "inconsistency."
    ),
    why=(
        "One number from studies that differ describes none of them. GRADE asks for a rating or "
        "for the reason why the difference does not matter."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@trial1; @trial2; @trial3].
        """,
        references="""
        @article{trial1, author = {A1, B.}, title = {Trial 1}, journal = {J}, year = {2011}}
        @article{trial2, author = {A2, B.}, title = {Trial 2}, journal = {J}, year = {2012}}
        @article{trial3, author = {A3, B.}, title = {Trial 3}, journal = {J}, year = {2013}}
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: trial1, stance: supports}
              - {reference: trial2, stance: supports}
              - {reference: trial3, stance: supports}
            judgement:
              framework: grade
              start: high
              domains:
                inconsistency: {rating: not-serious}
              certainty: high
              by: AB
              on: 2026-11-01
            synthesis: {outcome: any-myoclonus, measure: RR}
        """,
        studies="""
        studies:
          - id: trial-1
            references: [trial1]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, events: 5, total: 100}
                  - {role: comparator, events: 60, total: 100}
          - id: trial-2
            references: [trial2]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, events: 50, total: 100}
                  - {role: comparator, events: 60, total: 100}
          - id: trial-3
            references: [trial3]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, events: 30, total: 100}
                  - {role: comparator, events: 60, total: 100}
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@trial1; @trial2; @trial3].
        """,
        references="""
        @article{trial1, author = {A1, B.}, title = {Trial 1}, journal = {J}, year = {2011}}
        @article{trial2, author = {A2, B.}, title = {Trial 2}, journal = {J}, year = {2012}}
        @article{trial3, author = {A3, B.}, title = {Trial 3}, journal = {J}, year = {2013}}
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: trial1, stance: supports}
              - {reference: trial2, stance: supports}
              - {reference: trial3, stance: supports}
            judgement:
              framework: grade
              start: high
              domains:
                inconsistency: {rating: serious, reason: the effects differ widely}
              certainty: moderate
              by: AB
              on: 2026-11-01
            synthesis: {outcome: any-myoclonus, measure: RR}
        """,
        studies="""
        studies:
          - id: trial-1
            references: [trial1]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, events: 5, total: 100}
                  - {role: comparator, events: 60, total: 100}
          - id: trial-2
            references: [trial2]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, events: 50, total: 100}
                  - {role: comparator, events: 60, total: 100}
          - id: trial-3
            references: [trial3]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, events: 30, total: 100}
                  - {role: comparator, events: 60, total: 100}
        """,
    ),
    check=check,
)

"""GRD011: evidence that the framework does not grade."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import ON_PEOPLE, supporting_studies
from evidence.audit.example import GULER, example
from evidence.model.claim import ClaimKind
from references.rule import Hit, Rule, Severity

_GRADED = ON_PEOPLE | {ClaimKind.EXPERIENCE}


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim about people with support that gives no derived level."""
    for item in assessment.claims:
        claim = item.claim
        if claim.kind not in _GRADED or not supporting_studies(item):
            continue
        if item.derivation.level is None:
            reason = f": {item.derivation.reason}" if item.derivation.reason else ""
            yield Hit(
                claim.place_of("framework", "evidence"),
                f"claim {claim.id!r}: {item.framework.title} does not grade this evidence{reason}",
                "link evidence that it grades, or name another framework for the claim",
                subject=claim.id,
            )


RULE = Rule(
    code="GRD011",
    name="kind-not-graded",
    severity=Severity.NOTE,
    summary="A claim has evidence of a kind that its framework does not grade.",
    why="The claim is shown as ungraded. Another framework, or other evidence, may fit it.",
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
            design: in-vitro
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

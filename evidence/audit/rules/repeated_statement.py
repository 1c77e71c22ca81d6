"""CLM019: one statement recorded twice."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.claim import Claim
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim whose statement an earlier claim makes in the same words."""
    first: dict[str, Claim] = {}
    for item in assessment.claims:
        claim = item.claim
        same = " ".join(claim.statement.casefold().split()).rstrip(".")
        earlier = first.setdefault(same, claim)
        if earlier is not claim and earlier.id != claim.id:
            yield Hit(
                claim.place_of("statement"),
                f"claim {claim.id!r} makes the same statement as claim {earlier.id!r}",
                "record it once, or word what differs",
                subject=claim.id,
                related=(earlier.place_of("statement"),),
            )


RULE = Rule(
    code="CLM019",
    name="repeated-statement",
    severity=Severity.WARNING,
    summary="Two claims make the same statement.",
    why=(
        "Their links and grades will drift apart, and the report will tell its reader two "
        "things about one statement."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus. It may also ease cramps.
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
          - id: cramps
            quote: It may also ease cramps
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus. It may also ease cramps.
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
          - id: cramps
            quote: It may also ease cramps
            statement: Magnesium eases cramps.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    check=check,
)

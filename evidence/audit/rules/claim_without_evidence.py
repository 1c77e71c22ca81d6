"""CLM001: a claim that no reference bears on."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.model.claim import ClaimKind
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim without links, but for gaps in research."""
    for item in assessment.claims:
        claim = item.claim
        if not claim.links and claim.kind is not ClaimKind.RESEARCH_GAP:
            yield Hit(
                claim.place_of("id"),
                f"claim {claim.id!r} has no evidence: no reference is linked to it",
                "link the references that bear on it, or take the statement out",
                subject=claim.id,
            )


RULE = Rule(
    code="CLM001",
    name="no-evidence",
    severity=Severity.WARNING,
    summary="A claim is linked to no reference at all.",
    why=(
        "A reader cannot check the statement, and nobody can grade it. A gap in research is "
        "exempt: that nothing is known is what it says."
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
    ),
    check=check,
)

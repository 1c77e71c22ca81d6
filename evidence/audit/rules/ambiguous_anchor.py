"""CLM005: a claim that could be in several places."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.anchoring import AnchorState
from references.quotation import quoted
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim whose quote, prefix and suffix fit several places equally."""
    for item in assessment.claims:
        claim, found = item.claim, item.anchor
        if found.state is not AnchorState.LOST and found.candidates > 1:
            yield Hit(
                claim.place_of("quote"),
                f"claim {claim.id!r}: {quoted(claim.anchor.quote)} stands in {found.candidates} "
                "places that its prefix and suffix do not tell apart",
                "add the words before it as prefix or those after it as suffix",
                subject=claim.id,
            )


RULE = Rule(
    code="CLM005",
    name="ambiguous-anchor",
    severity=Severity.WARNING,
    summary="The quoted words stand in several places and nothing tells them apart.",
    why=(
        "The claim is shown at the first place. If another was meant, the reader sees the wrong "
        "sentence graded."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus. It is cheap.

        Magnesium may reduce myoclonus. It is old.
        """,
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
    good=example(
        article="""
        Magnesium may reduce myoclonus. It is cheap.

        Magnesium may reduce myoclonus. It is old.
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Magnesium may reduce myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
            suffix: ". It is old."
        """,
    ),
    check=check,
)

"""CLM003: a claim whose words are gone."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.anchoring import AnchorState
from references.quotation import quoted
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim whose anchor is lost."""
    for item in assessment.claims:
        claim = item.claim
        if item.anchor.state is AnchorState.LOST:
            yield Hit(
                claim.place_of("quote"),
                f"claim {claim.id!r}: its words {quoted(claim.anchor.quote)} "
                "are not in the article",
                "quote the sentence as it stands now, or remove the claim",
                subject=claim.id,
            )


RULE = Rule(
    code="CLM003",
    name="lost-anchor",
    severity=Severity.ERROR,
    summary="The quoted words of a claim are not in the article, not even changed.",
    why=("The claim, its evidence and its grade then speak of a sentence that nobody can read."),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Bananas are rich in potassium
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    good=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
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
    check=check,
)

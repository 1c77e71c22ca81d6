"""CLM004: a claim whose words were edited."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.anchoring import AnchorState
from references.quotation import quoted
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit, in the article, for each claim whose anchor was found by likeness."""
    for item in assessment.claims:
        claim, found = item.claim, item.anchor
        if found.state is AnchorState.MOVED:
            place = claim.place_of("quote")
            yield Hit(
                found.location or place,
                f"claim {claim.id!r}: the text now reads {quoted(found.text)}, the claim quotes "
                f"{quoted(claim.anchor.quote)} ({found.similarity:.0%} alike)",
                "read it again and bring the quote up to date",
                subject=claim.id,
                related=(place,),
            )


RULE = Rule(
    code="CLM004",
    name="moved-anchor",
    severity=Severity.WARNING,
    summary="The words of a claim were found only in changed form.",
    why=(
        "An edit may have changed what is claimed while its evidence and its grade stayed "
        "behind. Only a person can say whether they still fit."
    ),
    bad=example(
        article="""
        Intravenous magnesium sulphate may well reduce the myoclonus that follows etomidate.
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Intravenous magnesium sulphate reduces the myoclonus that follows etomidate
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    good=example(
        article="""
        Intravenous magnesium sulphate reduces the myoclonus that follows etomidate.
        """,
        claims="""
        claims:
          - id: etomidate
            quote: Intravenous magnesium sulphate reduces the myoclonus that follows etomidate
            statement: Magnesium lowers the incidence of myoclonus.
            kind: therapy
            evidence:
              - {reference: guler2005, stance: supports}
        """,
    ),
    check=check,
)

"""CLM002: a claim with nothing but background."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.model.claim import Stance
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim that has links, all of them background."""
    for item in assessment.claims:
        claim = item.claim
        if claim.links and all(link.stance is Stance.BACKGROUND for link in claim.links):
            yield Hit(
                claim.place_of("evidence"),
                f"claim {claim.id!r} rests on background alone ({len(claim.links)} linked)",
                "link a reference that supports or disputes it, or mend the stance",
                subject=claim.id,
            )


RULE = Rule(
    code="CLM002",
    name="background-only",
    severity=Severity.WARNING,
    summary="Every link of a claim is background; none supports, disputes or qualifies it.",
    why=(
        "Background explains the words of a statement and carries none of its weight, so the "
        "claim stands as bare as one without links."
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
              - {reference: guler2005, stance: background}
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

"""CLM012: a claim with nothing but retracted support."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from evidence.model.claim import Stance
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim whose supporting references are all retracted."""
    for item in assessment.claims:
        supporting = item.claim.links_with(Stance.SUPPORTS)
        if supporting and all(link.reference in assessment.retracted for link in supporting):
            keys = ", ".join(dict.fromkeys(link.reference for link in supporting))
            yield Hit(
                item.claim.place_of("evidence"),
                f"claim {item.claim.id!r}: all its support is retracted ({keys})",
                "find other evidence, or take the statement out",
                subject=item.claim.id,
                related=tuple(link.location for link in supporting),
            )


RULE = Rule(
    code="CLM012",
    name="support-retracted",
    severity=Severity.ERROR,
    summary="Every reference that supports a claim is retracted.",
    why=(
        "What was retracted counts for nothing, so the claim has lost its evidence while the "
        "text still states it."
    ),
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005].
        """,
        references="""
        @article{guler2005,
          author = {Guler, A.}, title = {RETRACTED: Magnesium sulphate before etomidate},
          journal = {Anesthesia and Analgesia}, year = {2005},
        }
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

"""CLM014: a link to a reference that the library does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each link whose key the library does not hold."""
    library = assessment.review.library
    folded = {key.casefold(): key for key in library.by_key}
    for item in assessment.claims:
        for link in item.claim.links:
            if link.reference in library:
                continue
            near = folded.get(link.reference.casefold())
            yield Hit(
                link.location,
                f"claim {item.claim.id!r} is linked to {link.reference!r}, which is in no "
                "bibliography",
                f"write {near}" if near else "add the record, or mend the key",
                subject=item.claim.id,
            )


RULE = Rule(
    code="CLM014",
    name="unknown-linked-reference",
    severity=Severity.ERROR,
    summary="A claim is linked to a citation key that is in no bibliography of the review.",
    why="The link shows evidence that nobody can look up.",
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
              - {reference: Guler2005, stance: supports}
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

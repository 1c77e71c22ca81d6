"""CIT004: a reference that is cited and bears on no claim."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import GULER, UN, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit, at its first citation, for each such reference, in reviews that have claims."""
    if not assessment.claims:
        return
    linked = assessment.review.claims_by_reference
    seen: set[str] = set()
    for each in assessment.citing:
        for mark in each.marks:
            for key in mark.keys:
                if key not in linked and key not in seen:
                    seen.add(key)
                    yield Hit(
                        each.article.source.location(mark.mark.span.start),
                        f"{key} is cited here and linked to no claim",
                        "link it to the claim it bears on",
                        subject=key,
                    )


RULE = Rule(
    code="CIT004",
    name="cited-not-linked",
    severity=Severity.NOTE,
    summary="The article cites a reference that is linked to no claim.",
    why="The citation suggests support for something, and the review does not say for what.",
    bad=example(
        article="""
        Magnesium may reduce myoclonus [@guler2005; @un2011].
        """,
        references=GULER + UN,
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
        references=GULER + UN,
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

"""CLM022: evidence on an effect whose study is not recorded."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import FOR_OR_AGAINST, ON_EFFECTS
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each claim of effect that has links without a study."""
    library = assessment.review.library
    for item in assessment.claims:
        if item.claim.kind not in ON_EFFECTS:
            continue
        bare = [
            each.link
            for each in item.body.items
            if each.study is None
            and each.link.stance in FOR_OR_AGAINST
            and each.link.reference in library
            and each.link.reference not in assessment.retracted
        ]
        if bare:
            keys = ", ".join(dict.fromkeys(link.reference for link in bare))
            yield Hit(
                bare[0].location,
                f"claim {item.claim.id!r}: no study is recorded for {keys}",
                "add it to studies.yaml with its design, or make the link background",
                subject=item.claim.id,
                related=tuple(link.location for link in bare[1:]),
            )


RULE = Rule(
    code="CLM022",
    name="unrecorded-study",
    severity=Severity.NOTE,
    summary=(
        "A reference supports or disputes a claim of therapy or harm, and no study is recorded "
        "for it."
    ),
    why=(
        "Without design and data the reference cannot be graded or pooled, so the grade rests "
        "on less than the article cites."
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
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
        """,
    ),
    check=check,
)

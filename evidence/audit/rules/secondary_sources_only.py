"""CLM011: a claim of effect on opinion and overviews."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import ON_EFFECTS, all_support_recorded, supporting_studies
from evidence.audit.example import GULER, example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each effect that no study and no systematic review supports."""
    for item in assessment.claims:
        if item.claim.kind not in ON_EFFECTS or not all_support_recorded(item):
            continue
        designs = {study.design for study in supporting_studies(item)}
        if designs and all(each.is_secondary and not each.is_synthesis for each in designs):
            yield Hit(
                item.claim.place_of("evidence"),
                f"claim {item.claim.id!r} rests on secondary sources alone "
                f"({', '.join(sorted(designs))})",
                "link the studies they speak of, or a systematic review",
                subject=item.claim.id,
            )


RULE = Rule(
    code="CLM011",
    name="secondary-sources-only",
    severity=Severity.NOTE,
    summary=(
        "A claim of therapy or harm is supported only by narrative reviews, reference works, "
        "guidelines or opinion."
    ),
    why=(
        "Such sources report what others found, chosen in ways that are not stated. Without the "
        "studies, or a systematic review of them, there is nothing to grade."
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
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: narrative-review
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
            design: systematic-review
        """,
    ),
    check=check,
)

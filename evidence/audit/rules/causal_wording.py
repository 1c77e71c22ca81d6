"""CLM017: words of cause on evidence of association."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.bearing import all_support_recorded, supporting_studies
from evidence.audit.example import GULER, example
from evidence.model.study import StudyDesign
from references.rule import Hit, Rule, Severity

_ASSOCIATIONAL = frozenset(
    {StudyDesign.COHORT, StudyDesign.CASE_CONTROL, StudyDesign.CROSS_SECTIONAL}
)


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit, at the words, for each causal statement that only associations support."""
    for item in assessment.claims:
        if item.wording is None or not item.wording.causal or not all_support_recorded(item):
            continue
        designs = {study.design for study in supporting_studies(item)}
        if not designs or not designs <= _ASSOCIATIONAL:
            continue
        phrases = ", ".join(f"“{each.phrase}”" for each in item.wording.causal)
        yield Hit(
            item.anchor.location or item.claim.place_of("quote"),
            f"claim {item.claim.id!r}: {phrases} states a cause; its support is "
            f"{' and '.join(sorted(designs))} alone",
            "write “is associated with”, or link evidence that can show a cause",
            subject=item.claim.id,
        )


RULE = Rule(
    code="CLM017",
    name="causal-wording",
    severity=Severity.WARNING,
    summary=(
        "A claim is worded as cause and effect, and only studies that cannot tell cause from "
        "association support it."
    ),
    why=(
        "Cohort, case-control and cross-sectional studies show that things go together. Other "
        "differences between the groups may be what made the outcome."
    ),
    bad=example(
        article="""
        Low magnesium causes myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Low magnesium causes myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: harm
            evidence:
              - {reference: guler2005, stance: supports}
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: cross-sectional
        """,
    ),
    good=example(
        article="""
        Low magnesium is associated with myoclonus [@guler2005].
        """,
        references=GULER,
        claims="""
        claims:
          - id: etomidate
            quote: Low magnesium is associated with myoclonus
            statement: Magnesium lowers the incidence of myoclonus.
            kind: harm
            evidence:
              - {reference: guler2005, stance: supports}
        """,
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: cross-sectional
        """,
    ),
    check=check,
    references=("Sumner P, et al. BMJ 2014;349:g7015. doi:10.1136/bmj.g7015",),
)

"""STU031: two assessors who rate a study differently overall, without a consensus."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.appraisal.assessors import OVERALL, assessor_agreement
from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each study and pair of assessors whose overall ratings differ."""
    for found in assessor_agreement(assessment.review.studies):
        one, other = found.assessors
        for each in found.unsettled:
            if each.domain != OVERALL:
                continue
            study = assessment.review.study_by_id[each.study]
            outcome = f" for {each.outcome}" if each.outcome else ""
            yield Hit(
                study.place_of("appraisals"),
                f"{each.study}, {found.tool.name}: {one} gives {each.ratings[0]}{outcome}, {other} "
                f"{each.ratings[1]}, and no consensus is recorded",
                "agree, and record it as an appraisal with `consensus: true`",
                subject=each.study,
            )


_STUDY = """
studies:
  - id: guler-2005
    references: [guler2005]
    design: randomised-trial
    appraisals:
      - {tool: rob2, by: ab, domains: {missing: low}, overall: low}
      - {tool: rob2, by: cd, domains: {missing: high}}
"""

RULE = Rule(
    code="STU031",
    name="assessors-differ",
    severity=Severity.WARNING,
    summary="Two assessors rate the risk of bias of a study differently, without a consensus.",
    why=(
        "Until they agree the worse rating counts, and the grade may rest on a misreading. Reviews "
        "appraise in duplicate to find such differences and to settle them."
    ),
    bad=example(studies=_STUDY),
    good=example(
        studies=_STUDY + "      - {tool: rob2, consensus: true, domains: {missing: high}}\n"
    ),
    check=check,
)

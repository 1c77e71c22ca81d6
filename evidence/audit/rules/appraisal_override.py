"""STU027: an appraisal whose rating is not what the tool's own rule gives, without a reason."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.appraisal.appraised import appraised
from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity

_KINDS = frozenset({"override-without-reason"})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each rating that a person set against the algorithm and does not explain."""
    for study in assessment.review.studies:
        for appraisal in study.appraisals:
            for each in appraised(appraisal).discrepancies:
                if each.kind in _KINDS:
                    yield Hit(
                        appraisal.location,
                        f"{study.id}, {appraisal.tool}: {each.message}",
                        "follow the tool, or write the reason beside the rating",
                        subject=study.id,
                    )


_STUDY = """
studies:
  - id: guler-2005
    references: [guler2005]
    design: randomised-trial
    appraisals:
      - tool: rob2
        domains: {randomisation: high, deviations: low, missing: low, measurement: low,
          selection: low}
        overall: RATED
"""

RULE = Rule(
    code="STU027",
    name="appraisal-override",
    severity=Severity.WARNING,
    summary="A rating of an appraisal is not what the tool's own rule gives, and no reason stands.",
    why=(
        "Tools such as RoB 2 and AMSTAR 2 say how the overall rating follows from the domains, "
        "and the grade takes it from there. A person may decide otherwise; without the reason "
        "nobody can tell that from a slip."
    ),
    bad=example(studies=_STUDY.replace("RATED", "low")),
    good=example(studies=_STUDY.replace("RATED", "high")),
    check=check,
)

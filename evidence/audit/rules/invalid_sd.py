"""STU008: a standard deviation that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.recorded import recorded_arms
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each standard deviation of zero or less; of one person it may be zero."""
    for study, name, arm in recorded_arms(assessment.review):
        if arm.sd is None or arm.sd > 0 or (arm.sd == 0 and arm.total == 1):
            continue
        yield Hit(
            arm.location,
            f"{name}: a standard deviation of {arm.sd:g}",
            "leave out what was not reported; 0 would give the study all the weight",
            subject=study.id,
        )


RULE = Rule(
    code="STU008",
    name="invalid-sd",
    severity=Severity.ERROR,
    summary="A standard deviation is zero or negative.",
    why=(
        "A standard deviation of zero says that all people gave the very same value, and makes "
        "the study infinitely precise. Nearly always it stands for a number that was not seen."
    ),
    bad=example(
        studies="""
        studies:
          - id: garrison-2011
            references: [garrison2011]
            design: randomised-trial
            outcomes:
              cramps-per-week:
                arms:
                  - {role: intervention, label: magnesium, mean: 5.1, sd: 0, total: 24}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: garrison-2011
            references: [garrison2011]
            design: randomised-trial
            outcomes:
              cramps-per-week:
                arms:
                  - {role: intervention, label: magnesium, mean: 5.1, sd: 3.2, total: 24}
        """
    ),
    check=check,
)

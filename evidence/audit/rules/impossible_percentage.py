"""STU002: a percentage that no count of people gives."""

from __future__ import annotations

import math
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import half_unit, shown
from evidence.audit.recorded import recorded_arms
from evidence.model.study import Arm
from references.rule import Hit, Rule, Severity

_SLACK = 1e-9


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each arm whose percentage cannot be, or is not that of its events."""
    for study, name, arm in recorded_arms(assessment.review):
        if matter := _matter(arm):
            hint = "compare percentage, events and total with the source"
            yield Hit(arm.location, f"{name}: {matter}", hint, subject=study.id)


def _matter(arm: Arm) -> str:
    percent, total, events = arm.percent, arm.total, arm.events
    if percent is None:
        return ""
    if not 0 <= percent <= 100:
        return f"{shown(percent)}% is not between 0 and 100"
    if total is None or total <= 0:
        return ""
    if events is not None:
        printed = 100 * events / total
        if 0 <= events <= total and not _rounds_to(printed, percent):
            return f"{shown(percent)}% is not {events:g} of {total} ({printed:.1f}%)"
        return ""
    exact = percent * total / 100
    nearest = [100 * count / total for count in (math.floor(exact), math.ceil(exact))]
    if not any(_rounds_to(each, percent) for each in nearest):
        low, high = nearest
        said = f"no number of {total} is {shown(percent)}%"
        return f"{said} (nearest are {low:.2f}% and {high:.2f}%)"
    return ""


def _rounds_to(exact: float, printed: float) -> bool:
    """Whether a number may have been rounded, up or down at the tie, or cut to the printed one."""
    unit = 2 * half_unit(printed)
    return abs(exact - printed) <= unit / 2 + _SLACK or 0 <= exact - printed < unit - _SLACK


RULE = Rule(
    code="STU002",
    name="impossible-percentage",
    severity=Severity.WARNING,
    summary="A percentage of an arm is given by no whole number of its participants.",
    why=(
        "Of 25 people 24% or 28% can jerk, never 26%. Such a figure shows a slip in copying, a "
        "total that changed because people were lost, or data that were not measured (the GRIM "
        "test of Brown and Heathers)."
    ),
    bad=example(
        studies="""
        studies:
          - id: un-2011
            references: [un2011]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium, percent: 26, total: 25}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: un-2011
            references: [un2011]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium, percent: 26, total: 50}
                  - {role: comparator, label: saline, percent: 33.3, events: 5, total: 15}
        """
    ),
    check=check,
    references=("https://doi.org/10.1177/1948550616673876",),
)

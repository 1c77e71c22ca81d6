"""STU014: an effect that is not in the middle of its interval."""

from __future__ import annotations

import math
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import half_unit
from evidence.audit.recomputed import DIFFERENCES, RATIOS
from evidence.audit.recorded import recorded_estimates
from evidence.model.study import Estimate
from references.rule import Hit, Rule, Severity

# Share of the half-width that exact, profile and bootstrap intervals may lie off centre.
_ALLOWED = 0.3


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each effect that lies far off the middle, on the logarithm for ratios."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        if matter := _matter(estimate):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "compare the effect and both limits with the source, digit by digit",
                subject=study.id,
            )


def _matter(estimate: Estimate) -> str:
    measure, value = estimate.measure.upper(), estimate.value
    low, high = estimate.ci_low, estimate.ci_high
    if value is None or low is None or high is None or not low < value < high:
        return ""
    if measure not in RATIOS | DIFFERENCES or (measure in RATIOS and low <= 0):
        return ""
    numbers = (low, value, high)
    slack = sum(half_unit(each) / (each if measure in RATIOS else 1) for each in numbers)
    if measure in RATIOS:
        low, value, high = map(math.log, numbers)
    middle, half = (low + high) / 2, (high - low) / 2
    if abs(value - middle) <= _ALLOWED * half + slack:
        return ""
    centre = math.exp(middle) if measure in RATIOS else middle
    return (
        f"{estimate.measure} {numbers[1]:g} ({numbers[0]:g} to {numbers[2]:g}) is off the middle "
        f"of its interval, {centre:.3g}"
    )


RULE = Rule(
    code="STU014",
    name="interval-off-centre",
    severity=Severity.WARNING,
    summary="An effect lies far off the middle of its confidence interval.",
    why=(
        "Nearly all intervals are symmetric around the effect, those of ratios on the logarithm. "
        "One that is not has a mistyped digit, or is for another effect."
    ),
    bad=example(
        studies="""
        studies:
          - id: zhang-2022
            references: [zhang2022]
            design: network-meta-analysis
            outcomes:
              any-myoclonus:
                estimates:
                  - {measure: RR, value: 0.34, ci: [0.26, 4.40]}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: zhang-2022
            references: [zhang2022]
            design: network-meta-analysis
            outcomes:
              any-myoclonus:
                estimates:
                  - {measure: RR, value: 0.34, ci: [0.26, 0.44]}
        """
    ),
    check=check,
)

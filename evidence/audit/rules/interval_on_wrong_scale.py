"""STU018: the interval of a ratio that is symmetric around the ratio itself."""

from __future__ import annotations

import math
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import half_unit
from evidence.audit.recomputed import RATIOS
from evidence.audit.recorded import recorded_estimates
from evidence.model.study import Estimate
from references.rule import Hit, Rule, Severity

# An interval is told to be symmetric on one scale only where the other misses by as many times
# what rounding can do, and by this share of the half-width.
_TIMES_ROUNDING = 3.0
_SHARE = 0.12


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each ratio in the middle of its interval as printed, and not on the logarithm."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        if matter := _matter(estimate):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "look up how the interval was made; without it, give the counts of the arms",
                subject=study.id,
            )


def _matter(estimate: Estimate) -> str:
    value, low, high = estimate.value, estimate.ci_low, estimate.ci_high
    if value is None or low is None or high is None or estimate.measure.upper() not in RATIOS:
        return ""
    if not 0 < low < value < high < math.inf:
        return ""
    rounding = half_unit(value) + (half_unit(low) + half_unit(high)) / 2
    middle = (low + high) / 2
    if abs(value - middle) > rounding:
        return ""
    on_log = math.sqrt(low * high)
    log_rounding = half_unit(value) / value + (half_unit(low) / low + half_unit(high) / high) / 2
    off = abs(math.log(value / on_log))
    if off <= max(_TIMES_ROUNDING * log_rounding, _SHARE * math.log(high / low) / 2):
        return ""
    return (
        f"{estimate.measure} {value:g} ({low:g} to {high:g}) is the middle of its interval as "
        f"printed; on the logarithm the middle is {on_log:.3g}"
    )


RULE = Rule(
    code="STU018",
    name="interval-on-wrong-scale",
    severity=Severity.NOTE,
    summary="The interval of a ratio is symmetric around the ratio and not on the logarithm.",
    why=(
        "Intervals of ratios are made on the logarithm. One made as ratio plus and minus 1.96 "
        "standard errors is too low at both ends, and the standard error that pooling takes from "
        "its width is not the study's."
    ),
    bad=example(
        studies="""
        studies:
          - id: rosanoff-2013
            references: [rosanoff2013]
            design: cohort
            outcomes:
              hypertension:
                estimates:
                  - {measure: OR, value: 3.41, ci: [1.08, 5.74]}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: rosanoff-2013
            references: [rosanoff2013]
            design: cohort
            outcomes:
              hypertension:
                estimates:
                  - {measure: OR, value: 3.41, ci: [1.72, 6.76]}
        """
    ),
    check=check,
)

"""STU005: an effect outside its own interval, or an interval that runs backwards."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import half_unit
from evidence.audit.recomputed import logged_interval
from evidence.audit.recorded import recorded_estimates
from evidence.model.study import Estimate
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each such estimate."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        if matter := _matter(estimate):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "compare the effect and its interval with the source",
                subject=study.id,
            )


def _matter(estimate: Estimate) -> str:
    low, high, value = estimate.ci_low, estimate.ci_high, estimate.value
    if low is None or high is None:
        return ""
    interval = f"{low:g} to {high:g}"
    if low > high:
        return f"the interval {interval} runs backwards"
    if value is None:
        return ""
    # An effect and a limit may have been rounded to each other.
    below = value + half_unit(value) < low - half_unit(low)
    above = value - half_unit(value) > high + half_unit(high)
    if below or above:
        said = f"{estimate.measure} {value:g} is outside its own interval, {interval}"
        raised = logged_interval(estimate)
        if raised is not None:
            said += f"; its limits are logarithms, of {raised.low:.3g} and {raised.high:.3g}"
        return said
    return ""


RULE = Rule(
    code="STU005",
    name="effect-outside-interval",
    severity=Severity.ERROR,
    summary="An effect is outside its own confidence interval, or the interval runs backwards.",
    why=(
        "An interval is built around its effect, so one of the three numbers is wrong, and every "
        "standard error that is computed from them with it."
    ),
    bad=example(
        studies="""
        studies:
          - id: garrison-2020
            references: [garrison2020]
            design: systematic-review-of-trials
            outcomes:
              responders:
                estimates:
                  - {measure: RR, value: 1.4, ci: [0.84, 1.29]}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: garrison-2020
            references: [garrison2020]
            design: systematic-review-of-trials
            outcomes:
              responders:
                estimates:
                  - {measure: RR, value: 1.04, ci: [0.84, 1.29]}
        """
    ),
    check=check,
)

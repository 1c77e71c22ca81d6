"""STU006: an estimate that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.recomputed import RATIOS, logged_interval
from evidence.audit.recorded import recorded_estimates
from evidence.model.study import Estimate
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each number of an estimate that lies outside what it can be."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        for matter in _matters(estimate):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "compare with the source; ratios are written as printed, not logged",
                subject=study.id,
            )


def _matters(estimate: Estimate) -> Iterator[str]:
    numbers = (estimate.value, estimate.ci_low, estimate.ci_high)
    measure = estimate.measure.upper()
    # A limit of 0 is how a very small ratio is rounded; an effect of 0 or less is none.
    below = [number for number in numbers if number is not None and number < 0]
    if measure in RATIOS and (below or estimate.value == 0):
        number = below[0] if below else 0
        said = f"a ratio ({estimate.measure}) cannot be {number:g}"
        raised = logged_interval(estimate)
        if raised is not None:
            said += f"; the limits are logarithms, of {raised.low:.3g} and {raised.high:.3g}"
        yield said
    if measure == "RD" and any(number is not None and abs(number) > 1 for number in numbers):
        yield "a risk difference lies between -1 and 1; percentage points are divided by 100"
    if estimate.standard_error is not None and estimate.standard_error <= 0:
        yield f"a standard error cannot be {estimate.standard_error:g}"
    if not 0 < estimate.ci_level < 1:
        yield f"an interval's level lies between 0 and 1, not at {estimate.ci_level:g}"
    if estimate.p_value is not None and not 0 <= estimate.p_value <= 1:
        yield f"a p value lies between 0 and 1, not at {estimate.p_value:g}"


RULE = Rule(
    code="STU006",
    name="impossible-estimate",
    severity=Severity.ERROR,
    summary="A number of a published effect lies outside what it can be.",
    why=(
        "A negative ratio is most often a logarithm that was entered as it stood, and a risk "
        "difference of 12 one in percentage points. Pooled, either spoils the result unseen."
    ),
    bad=example(
        studies="""
        studies:
          - id: rodrigo-2012
            references: [rodrigo2012]
            design: systematic-review-of-trials
            outcomes:
              death:
                estimates:
                  - {measure: RR, value: -0.22, ci: [-0.89, 0.46]}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: rodrigo-2012
            references: [rodrigo2012]
            design: systematic-review-of-trials
            outcomes:
              death:
                estimates:
                  - {measure: RR, value: 0.80, ci: [0.41, 1.58]}
        """
    ),
    check=check,
)

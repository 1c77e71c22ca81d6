"""STU016: a printed difference that the means beside it do not give."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import Range, as_printed, difference, distance_from_zero, overlap
from evidence.audit.recorded import recorded_estimates
from evidence.audit.two_groups import TwoGroups, groups_of
from evidence.model.study import Estimate, Outcome
from references.rule import Hit, Rule, Severity

# Standard errors by which adjustment for the value at the start may move a difference: as much as
# the groups differed by chance at the start, times a correlation below one.
_ADJUSTED = 3.5
# Below as many standard errors an adjusted difference may have changed its side.
_CLEAR = 1.5


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each mean difference of a trial that is turned round or far from its means."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        if study.design.is_randomised and (matter := _matter(outcome, estimate)):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "compare with the source: intervention minus comparator, and in which units?",
                subject=study.id,
            )


def _matter(outcome: Outcome, estimate: Estimate) -> str:
    groups = groups_of(outcome)
    if groups is None or estimate.value is None or estimate.measure.upper() != "MD":
        return ""
    shown, own = as_printed(estimate.value), groups.difference_range
    if overlap(shown, own):
        return ""
    error = groups.standard_error_range.high
    said = f"the means give MD {_short(groups)}, not {estimate.value:g}"
    turned = Range(-own.high, -own.low)
    if overlap(shown, turned) and distance_from_zero(own).low > _CLEAR * error:
        return f"{said}; it is turned round"
    apart = distance_from_zero(difference(shown, own)).low
    if apart > _ADJUSTED * error:
        return f"{said}: {apart / error:.1f} standard errors apart, more than adjustment explains"
    return ""


def _short(groups: TwoGroups) -> str:
    return f"{groups.difference:.4g}"


RULE = Rule(
    code="STU016",
    name="effect-against-means",
    severity=Severity.WARNING,
    summary="A printed mean difference of a trial is not what its own means give.",
    why=(
        "Means and their difference check each other. A difference with the sign turned points "
        "the wrong way in the plot and in the grade; one in other units outweighs all others."
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
                  - {role: intervention, label: magnesium, mean: 5.12, sd: 3.63, total: 24}
                  - {role: comparator, label: saline, mean: 7.45, sd: 3.81, total: 22}
                estimates:
                  - {measure: MD, value: 2.33}
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
                  - {role: intervention, label: magnesium, mean: 5.12, sd: 3.63, total: 24}
                  - {role: comparator, label: saline, mean: 7.45, sd: 3.81, total: 22}
                estimates:
                  - {measure: MD, value: -2.33}
        """
    ),
    check=check,
)

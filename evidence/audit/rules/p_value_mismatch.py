"""STU007: a p value that does not follow from the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import Range, as_printed, overlap
from evidence.audit.recomputed import printed_z, table_of, z_of_estimate, z_of_table
from evidence.audit.recorded import recorded_estimates
from evidence.audit.two_groups import groups_of
from evidence.model.study import Estimate, Outcome, Study, StudyDesign
from references.rule import Hit, Rule, Severity

# Room for tests that are not recomputed, as a distance in z: a part that is fixed (mid-p, exact
# and profile intervals) and a share of z. Small trials test means with t, whose p values move
# away from those of the normal distribution as z grows: by 0.7 at z = 4 with 10 degrees of freedom.
_TOLERANCE = 0.25
_SHARE = 0.05
_SHARE_OF_MEANS = 0.2
# Beside means stands also the p value of a test of ranks. Of normal data its z and that of t are
# correlated by 0.977, so that they seldom lie further apart than this.
_TOLERANCE_OF_MEANS = 0.7
_MEANS = frozenset({"MD", "SMD"})
_CRUDE = frozenset({"", "RR", "OR", "RD"})
_PARALLEL = (StudyDesign.RANDOMISED_TRIAL, StudyDesign.QUASI_RANDOMISED_TRIAL)


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each p value that no usual test of the recorded numbers comes near."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        if matter := _matter(study, outcome, estimate):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "compare with the source, or note which test and which data gave it",
                subject=study.id,
            )


def _matter(study: Study, outcome: Outcome, estimate: Estimate) -> str:
    printed = printed_z(estimate)
    found = list(_recomputed(study, outcome, estimate))
    if printed is None or not found:
        return ""
    # A p value that any of the recorded data give is not a mismatch.
    of_means = estimate.measure.upper() in _MEANS
    room = (_TOLERANCE_OF_MEANS, _SHARE_OF_MEANS) if of_means else (_TOLERANCE, _SHARE)
    if any(_is_near(printed, recomputed, *room) for _, recomputed in found):
        return ""
    source, recomputed = found[0]
    given = f"p {estimate.p_relation} {estimate.p_value:g}"
    return f"{given} does not follow from {source} (z {recomputed.in_words('.2f')})"


def _recomputed(study: Study, outcome: Outcome, estimate: Estimate) -> Iterator[tuple[str, Range]]:
    of_estimate = z_of_estimate(estimate)
    if of_estimate is not None:
        yield "the effect and its interval", of_estimate
    # Outside randomised trials a printed effect is often adjusted, and the table is not.
    alone = estimate.value is None
    crude = estimate.measure.upper() in _CRUDE and (study.design.is_randomised or alone)
    table = table_of(outcome)
    if crude and table is not None and table.total > 0 and table.comparator_total > 0:
        yield "the events and totals", z_of_table(table)
    # A difference other than that of the means is adjusted, and so is its p value.
    groups = groups_of(outcome)
    means = estimate.measure.upper() == "MD" and study.design in _PARALLEL
    if groups is not None and estimate.value is not None and means:
        own = groups.difference_range
        if overlap(own, as_printed(estimate.value)):
            yield "the means and standard deviations", groups.z_range


def _is_near(printed: Range, recomputed: Range, fixed: float, share: float) -> bool:
    nearest = recomputed.low if printed.high < recomputed.low else recomputed.high
    return printed.gap(recomputed) <= fixed + share * nearest


RULE = Rule(
    code="STU007",
    name="p-value-mismatch",
    severity=Severity.WARNING,
    summary="A p value does not follow from the numbers recorded with it.",
    why=(
        "About one paper in eight reports a p value that its own numbers contradict, some of them "
        "on the other side of significance. Where they disagree, the data count. A hit means that "
        "neither the interval nor Wald's, Pearson's, Yates' and Fisher's tests of counts, nor "
        "Student's and Welch's of means come near."
    ),
    bad=example(
        studies="""
        studies:
          - id: rashdi-2013
            references: [rashdi2013]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium, events: 16, total: 25}
                  - {role: comparator, label: saline, events: 15, total: 25}
                estimates:
                  - {measure: RR, value: 1.07, ci: [0.69, 1.65], p: 0.01}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium, events: 6, total: 25}
                  - {role: comparator, label: saline, events: 18, total: 25}
                estimates:
                  - {measure: RR, value: 0.33, ci: [0.16, 0.70], p: "<0.01"}
        """
    ),
    check=check,
    references=("https://doi.org/10.3758/s13428-015-0664-2",),
)

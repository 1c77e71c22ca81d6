"""STU007: a p value that does not follow from the numbers."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.recomputed import Range, printed_z, table_of, z_of_estimate, z_of_table
from evidence.model.study import Estimate, Outcome, Study
from references.rule import Hit, Rule, Severity

# Room for tests that are not recomputed (t in place of normal, mid-p, exact intervals): the
# distance in z that is let pass, and the share of z on top of it.
_TOLERANCE = 0.3
_SHARE = 0.2
_CRUDE = frozenset({"", "RR", "OR", "RD"})


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each p value that no usual test of the recorded numbers comes near."""
    for study in assessment.review.studies:
        for outcome in study.outcomes:
            for estimate in outcome.estimates:
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
    if any(_is_near(printed, recomputed) for _, recomputed in found):
        return ""
    source, recomputed = found[0]
    given = f"p {estimate.p_relation} {estimate.p_value:g}"
    return f"{given} does not follow from {source} (z {_shown(recomputed)})"


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


def _is_near(printed: Range, recomputed: Range) -> bool:
    reach = max(0.0, recomputed.low if printed.high < recomputed.low else recomputed.high)
    return printed.gap(recomputed) <= _TOLERANCE + _SHARE * min(reach, 10.0)


def _shown(found: Range) -> str:
    low, high = f"{found.low:.2f}", f"{found.high:.2f}"
    return low if low == high else f"{low} to {high}"


RULE = Rule(
    code="STU007",
    name="p-value-mismatch",
    severity=Severity.WARNING,
    summary="A p value does not follow from the numbers recorded with it.",
    why=(
        "About one paper in eight reports a p value that its own numbers contradict, some of them "
        "on the other side of significance. Where they disagree, the data count. A hit means that "
        "neither the interval nor Wald's, Pearson's, Yates' and Fisher's tests come near."
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

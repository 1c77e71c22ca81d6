"""STU015: an interval much narrower or wider than the arms give."""

from __future__ import annotations

import math
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import Range, as_printed, overlap
from evidence.audit.recomputed import standard_error_of_interval, table_of
from evidence.audit.recorded import recorded_estimates
from evidence.audit.two_groups import groups_of
from evidence.model.study import Estimate, Outcome, Study, StudyDesign
from evidence.synthesis.effects.effect_sizes import FROM_EVENTS
from references.rule import Hit, Rule, Severity

# Factors by which the standard error behind an interval may be smaller or larger than that of the
# arms. Counts: exact, stratified and score intervals. Means: adjustment for the value at the start
# halves it where both correlate by 0.87; few degrees of freedom widen the interval.
_COUNTS = (1.6, 1.6)
_MEANS = (3.0, 2.0)
_SMALLEST_MEANS_GROUP = 6
# How far the two effects may differ and still be the same, unadjusted one.
_SAME_EFFECT = 0.03
_PARALLEL = (StudyDesign.RANDOMISED_TRIAL, StudyDesign.QUASI_RANDOMISED_TRIAL)


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each unadjusted effect of a parallel trial whose interval its arms contradict."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        if matter := _matter(study, outcome, estimate):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "compare the interval, its level and the arms with the source"
                + (
                    "; are these standard errors, not deviations?" if _is_of_means(estimate) else ""
                ),
                subject=study.id,
            )


def _is_of_means(estimate: Estimate) -> bool:
    return estimate.measure.upper() == "MD"


def _matter(study: Study, outcome: Outcome, estimate: Estimate) -> str:
    printed = standard_error_of_interval(estimate)
    if printed is None or estimate.value is None or study.design not in _PARALLEL:
        return ""
    measure = estimate.measure.upper()
    if _is_of_means(estimate):
        return _against_means(outcome, estimate.value, printed)
    if measure in FROM_EVENTS:
        return _against_counts(outcome, estimate.value, measure, printed)
    return ""


def _against_counts(outcome: Outcome, value: float, measure: str, printed: Range) -> str:
    table = table_of(outcome)
    if table is None or table.has_zero:
        return ""
    effect = FROM_EVENTS[measure](table)
    shown = as_printed(value)
    if effect is None:
        return ""
    own = effect.value if measure == "RD" else math.exp(effect.value)
    room = 0.0 if measure == "RD" else _SAME_EFFECT * own
    if not overlap(Range(own - room, own + room), shown):
        return ""
    error = math.sqrt(effect.variance)
    return _contradiction(printed, Range(error, error), _COUNTS, "the events and totals")


def _against_means(outcome: Outcome, value: float, printed: Range) -> str:
    groups = groups_of(outcome)
    if groups is None or not overlap(groups.difference_range, as_printed(value)):
        return ""
    if min(groups.intervention.total, groups.comparator.total) < _SMALLEST_MEANS_GROUP:
        return ""
    return _contradiction(printed, groups.standard_error_range, _MEANS, "the SDs and totals")


def _contradiction(
    printed: Range, computed: Range, factors: tuple[float, float], source: str
) -> str:
    narrower, wider = factors
    if computed.low / narrower <= printed.high and printed.low <= computed.high * wider:
        return ""
    word = "narrower" if printed.high < computed.low else "wider"
    return (
        f"the interval is much {word} than {source} allow (standard error {printed.in_words()} "
        f"from the interval, {computed.in_words()} from the arms)"
    )


RULE = Rule(
    code="STU015",
    name="interval-against-arms",
    severity=Severity.WARNING,
    summary="An interval is much narrower or wider than the data of the arms allow.",
    why=(
        "The weight of a study in a synthesis comes from its interval. One that is far too narrow "
        "has a slip in a limit, is for another level, or stands beside standard errors that were "
        "entered as standard deviations. Adjusted effects, clusters and crossovers are left alone."
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
                  - {role: intervention, label: magnesium, mean: 5.12, sd: 0.74, total: 24}
                  - {role: comparator, label: saline, mean: 7.45, sd: 0.81, total: 22}
                estimates:
                  - {measure: MD, value: -2.33, ci: [-4.51, -0.15]}
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
                  - {measure: MD, value: -2.33, ci: [-4.51, -0.15]}
        """
    ),
    check=check,
    references=("https://doi.org/10.1002/9781119536604.ch6",),
)

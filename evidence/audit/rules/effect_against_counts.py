"""STU011: a printed effect that the counts beside it do not give."""

from __future__ import annotations

import math
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import Range, as_printed, overlap
from evidence.audit.recomputed import table_of
from evidence.audit.recorded import recorded_estimates
from evidence.model.study import Estimate, Outcome
from evidence.synthesis.effects.effect_sizes import FROM_EVENTS
from references.rule import Hit, Rule, Severity

# Shares of the printed number by which an effect may differ after a correction for zero cells,
# an adjustment for strata or a rounding in between.
_ALLOWED = 0.15
_RATIOS = ("RR", "OR")


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each effect of a randomised trial that is far from that of its own counts."""
    for study, outcome, estimate in recorded_estimates(assessment.review):
        if study.design.is_randomised and (matter := _matter(outcome, estimate)):
            yield Hit(
                estimate.location,
                f"{study.id}, {outcome.id}: {matter}",
                "compare with the source: which group is divided by which, and is the effect "
                "adjusted?",
                subject=study.id,
            )


def _matter(outcome: Outcome, estimate: Estimate) -> str:
    table, measure, value = table_of(outcome), estimate.measure.upper(), estimate.value
    if table is None or value is None or measure not in FROM_EVENTS or table.has_zero:
        return ""
    effect = FROM_EVENTS[measure](table)
    if effect is None or (measure in _RATIOS and value <= 0):
        return ""
    computed = math.exp(effect.value) if measure in _RATIOS else effect.value
    room = _ALLOWED * abs(computed)
    low = computed / (1 + _ALLOWED) if measure in _RATIOS else computed - room
    if overlap(Range(low, computed + room), as_printed(value)):
        return ""
    turned = measure in _RATIOS and abs(math.log(value) + effect.value) <= math.log1p(_ALLOWED)
    reason = "; it is turned round" if turned else ""
    return f"the counts give {estimate.measure} {computed:.3g}, not {value:g}{reason}"


RULE = Rule(
    code="STU011",
    name="effect-against-counts",
    severity=Severity.WARNING,
    summary="A printed effect of a trial is not what its own counts give.",
    why=(
        "The commonest error of extraction is to divide the wrong group by the other; the effect "
        "then points the wrong way. The counts and the effect of one trial check each other."
    ),
    bad=example(
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
                  - {measure: RR, value: 3.0}
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
                  - {measure: RR, value: 0.33, ci: [0.16, 0.70]}
        """
    ),
    check=check,
)

"""STU011: a printed effect that the counts beside it do not give."""

from __future__ import annotations

import math
from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import Range, as_printed, half_unit, overlap
from evidence.audit.recomputed import table_of
from evidence.audit.recorded import recorded_estimates
from evidence.model.study import Estimate, Outcome
from evidence.synthesis.effects.effect_sizes import FROM_EVENTS
from references.rule import Hit, Rule, Severity

# Shares of the printed number by which an effect may differ after a correction for zero cells,
# an adjustment for strata or a rounding in between.
_ALLOWED = 0.15
# Standard errors by which adjustment moves an effect: what chance puts between the groups at the
# start, 3.5 at most, times the correlation of that with the event, which seldom is above 0.45.
_ADJUSTED = 1.6
_RATIOS = ("RR", "OR")
# How finely a ratio has to be printed to be known as the reciprocal of another.
_FINE = 0.01


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
    shown, error = as_printed(value), math.sqrt(effect.variance)
    said = f"the counts give {estimate.measure} {computed:.3g}, not {value:g}"
    is_ratio = measure in _RATIOS
    if is_ratio and abs(effect.value) > _ALLOWED and _is_turned(computed, value):
        return f"{said}; it is turned round"
    if overlap(_reach(effect.value, error, is_ratio=is_ratio), shown):
        return ""
    if is_ratio and abs(math.log(value) + effect.value) <= math.log1p(_ALLOWED):
        return f"{said}; it is turned round"
    return said


def _is_turned(computed: float, value: float) -> bool:
    """Whether a ratio is printed as the other one, to the last of two decimals or more."""
    turned = Range(1 / computed, 1 / computed)
    return half_unit(value) <= _FINE * value and overlap(turned, as_printed(value))


def _reach(effect: float, error: float, *, is_ratio: bool) -> Range:
    """What the effect may have become by adjustment, as it is printed."""
    if is_ratio:
        room = max(math.log1p(_ALLOWED), _ADJUSTED * error)
        return Range(math.exp(effect - room), math.exp(effect + room))
    room = max(_ALLOWED * abs(effect), _ADJUSTED * error)
    return Range(effect - room, effect + room)


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

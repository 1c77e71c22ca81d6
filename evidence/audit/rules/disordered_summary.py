"""STU023: a mean, median, quartile, range or spread that contradict each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import Range, as_printed, overlap, spread_as_printed
from evidence.audit.recorded import recorded_arms, recorded_outcome_arms
from evidence.audit.score_range import largest_sd, score_range
from evidence.model.study import Arm, Outcome
from references.rule import Hit, Rule, Severity

_ORDER = ("minimum", "q1", "median", "q3", "maximum")
_NAMES = {"minimum": "smallest value", "q1": "first quartile", "q3": "third quartile",
          "maximum": "largest value"}  # fmt: skip
# Standard errors are now and then computed with weights or for paired data.
_ERROR_ROOM = 0.05


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each contradiction within the summary of one group."""
    review = assessment.review
    for study, name, arm in recorded_arms(review):
        for matter in (*_order(arm), *_within_values(arm), *_error(arm)):
            yield Hit(arm.location, f"{name}: {matter}", _HINT, subject=study.id)
    for study, name, outcome, arm in recorded_outcome_arms(review):
        if not study.design.is_secondary:
            for matter in _within_scale(outcome, arm):
                yield Hit(arm.location, f"{name}: {matter}", _HINT, subject=study.id)


_HINT = "compare each figure with the source; which is of which kind?"


def _order(arm: Arm) -> Iterator[str]:
    given = [(name, value) for name in _ORDER if (value := getattr(arm, name)) is not None]
    for (first, low), (second, high) in pairwise(given):
        if low > high:
            yield (
                f"{_NAMES.get(first, first)} {low:g} is above {_NAMES.get(second, second)} {high:g}"
            )


def _within_values(arm: Arm) -> Iterator[str]:
    """What the smallest and the largest value, or the median, leave to mean and deviation."""
    if arm.minimum is not None and arm.maximum is not None and arm.minimum <= arm.maximum:
        limits = Range(as_printed(arm.minimum).low, as_printed(arm.maximum).high)
        shown = f"values from {arm.minimum:g} to {arm.maximum:g}"
        yield from _outside(arm, limits, shown)
    if arm.mean is not None and arm.median is not None and arm.sd is not None and arm.sd > 0:
        apart = as_printed(arm.mean).gap(as_printed(arm.median))
        if apart > spread_as_printed(arm.sd).high:
            yield (
                f"mean {arm.mean:g} and median {arm.median:g} are more than one standard "
                f"deviation ({arm.sd:g}) apart, which no data are"
            )


def _within_scale(outcome: Outcome, arm: Arm) -> Iterator[str]:
    limits = score_range(outcome.scale)
    if limits is None:
        return
    width = limits.high - limits.low
    if outcome.score == "final":
        yield from _outside(arm, limits, f"a scale of {outcome.scale}")
    elif outcome.score == "change":
        yield from _outside(arm, Range(-width, width), f"changes on a scale of {outcome.scale}")
    else:
        either = Range(min(-width, limits.low), max(width, limits.high))
        yield from _outside(arm, either, f"a scale of {outcome.scale}")


def _outside(arm: Arm, limits: Range, shown: str) -> Iterator[str]:
    if arm.mean is None:
        return
    mean = as_printed(arm.mean)
    if not overlap(mean, limits):
        yield f"a mean of {arm.mean:g} cannot be that of {shown}"
        return
    if arm.sd is None or not arm.total or arm.total < 2:
        return
    middle = (limits.low + limits.high) / 2
    nearest = min(max(middle, mean.low), mean.high)
    largest = largest_sd(nearest, limits, arm.total)
    if spread_as_printed(arm.sd).low > largest * (1 + 1e-9):
        yield (
            f"a standard deviation of {arm.sd:g} cannot be that of {shown} with mean "
            f"{arm.mean:g}: at most {largest:.3g}"
        )


def _error(arm: Arm) -> Iterator[str]:
    if arm.sd is None or arm.standard_error is None or arm.total is None:
        return
    if arm.sd <= 0 or arm.total <= 0:
        return
    error = spread_as_printed(arm.standard_error)
    root = math.sqrt(arm.total)
    from_error = Range(error.low * root * (1 - _ERROR_ROOM), error.high * root * (1 + _ERROR_ROOM))
    if not overlap(from_error, spread_as_printed(arm.sd)):
        yield (
            f"a standard error of {arm.standard_error:g} and {arm.total} people give a standard "
            f"deviation of {arm.standard_error * root:.3g}, not {arm.sd:g}"
        )


_STUDY = """
studies:
  - id: garrison-2011
    references: [garrison2011]
    design: randomised-trial
    outcomes:
      pain:
        scale: 0-10
        score: final
        arms:
          - {role: intervention, mean: 1.2, sd: SPREAD, median: 1, q1: 0.5, q3: 2, total: 20}
"""

RULE = Rule(
    code="STU023",
    name="disordered-summary",
    severity=Severity.WARNING,
    summary="Mean, median, quartiles, range, scale and spread of a group cannot all be right.",
    why=(
        "Quartiles lie in order, a mean lies within its scale, is never more than one standard "
        "deviation from the median, and leaves the standard deviation no more than the distances "
        "to both ends of the scale allow. These are theorems, so one of the figures is wrong or "
        "is of another kind than recorded."
    ),
    bad=example(studies=_STUDY.replace("SPREAD", "4.9")),
    good=example(studies=_STUDY.replace("SPREAD", "1.6")),
    check=check,
    references=("https://doi.org/10.1080/00029890.2000.12005203",),
)

"""STU022: a standard deviation that whole numbers of that mean cannot have (GRIMMER, DEBIT)."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import as_printed
from evidence.audit.recorded import recorded_arms, recorded_scores
from evidence.audit.whole_numbers import (
    binary_sd_is_possible,
    binary_sds,
    possible_sums,
    sd_is_possible,
)
from evidence.model.study import Arm
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each standard deviation of whole numbers, or of zeros and ones, that cannot be.

    A mean that cannot be is another finding, and says nothing about the standard deviation.
    """
    told = set()
    for study, name, arm in recorded_arms(assessment.review):
        if matter := _of_events(arm):
            told.add(arm.location)
            yield Hit(arm.location, f"{name}: {matter}", _HINT, subject=study.id)
    for study, name, items, arm in recorded_scores(assessment.review):
        if arm.location not in told and (matter := _of_scores(arm, items)):
            yield Hit(arm.location, f"{name}: {matter}", _HINT, subject=study.id)


_HINT = "compare mean, standard deviation and number of people with the source"


def _of_events(arm: Arm) -> str:
    """Where events are recorded and the mean is their share, the values are zeros and ones."""
    if arm.mean is None or arm.sd is None or arm.events is None or not arm.total or arm.sd <= 0:
        return ""
    shown = as_printed(arm.mean)
    share = arm.events / arm.total
    if not (0 < arm.events < arm.total and shown.low <= share <= shown.high < 1):
        return ""
    if arm.total < 2 or binary_sd_is_possible(arm.mean, arm.sd, arm.total):
        return ""
    sds = binary_sds(arm.mean, arm.total)
    between = f"{sds[0]:.3g}" if len(sds) == 1 else f"{sds[0]:.3g} to {sds[-1]:.3g}"
    return (
        f"{arm.events:g} of {arm.total} people, as zeros and ones, have a standard deviation of "
        f"{between}, not {arm.sd:g}"
    )


def _of_scores(arm: Arm, items: int) -> str:
    if arm.mean is None or arm.sd is None or not arm.total or arm.sd < 0:
        return ""
    if not possible_sums(arm.mean, arm.total * items):
        return ""
    if sd_is_possible(arm.mean, arm.sd, arm.total, items):
        return ""
    counted = f"{arm.total} people" + (f" on {items} items" if items > 1 else "")
    return (
        f"no whole numbers of {counted} have a mean of {arm.mean:g} and a standard deviation of "
        f"{arm.sd:g}"
    )


_STUDY = """
studies:
  - id: garrison-2011
    references: [garrison2011]
    design: randomised-trial
    outcomes:
      pain:
        items: 1
        scale: 0-10
        arms:
          - {role: intervention, label: magnesium, mean: 3.45, sd: SPREAD, total: 20}
"""

RULE = Rule(
    code="STU022",
    name="impossible-spread",
    severity=Severity.WARNING,
    summary="A standard deviation of whole numbers fits no set of them with that mean.",
    why=(
        "The squares of whole numbers add up to a whole number, odd or even as their sum is, so "
        "that few standard deviations go with one mean (GRIMMER). Of zeros and ones the mean "
        "leaves only one (DEBIT). Rounding, cutting off, and n or n - 1 below the line are allowed "
        "for; a set of whole numbers always passes."
    ),
    bad=example(studies=_STUDY.replace("SPREAD", "2.12")),
    good=example(studies=_STUDY.replace("SPREAD", "2.14")),
    check=check,
    references=("https://doi.org/10.7287/peerj.preprints.2400v1", "https://osf.io/5vb3u"),
)

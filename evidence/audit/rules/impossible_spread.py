"""STU022: a standard deviation that whole numbers of that mean cannot have (GRIMMER, DEBIT)."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.printed import Range, as_printed, shown
from evidence.audit.recorded import recorded_outcome_arms, recorded_scores
from evidence.audit.score_range import score_range
from evidence.audit.whole_numbers import (
    binary_sd_is_possible,
    binary_sds,
    possible_sums,
    sd_is_possible,
)
from evidence.model.study import Arm, Outcome
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each standard deviation of whole numbers, or of zeros and ones, that cannot be.

    A mean that cannot be is another finding, and says nothing about the standard deviation.
    """
    told = set()
    for study, name, outcome, arm in recorded_outcome_arms(assessment.review):
        if matter := _of_zeros_and_ones(outcome, arm):
            told.add(arm.location)
            yield Hit(arm.location, f"{name}: {matter}", _HINT, subject=study.id)
    for study, name, items, arm in recorded_scores(assessment.review):
        if arm.location not in told and (matter := _of_scores(arm, items)):
            yield Hit(arm.location, f"{name}: {matter}", _HINT, subject=study.id)


_HINT = "compare mean, standard deviation and number of people with the source"


def _of_zeros_and_ones(outcome: Outcome, arm: Arm) -> str:
    if arm.mean is None or arm.sd is None or not arm.total or arm.total < 2 or arm.sd <= 0:
        return ""
    if not (_is_scored_so(outcome) or _is_share(arm)):
        return ""
    sds = binary_sds(arm.mean, arm.total)
    if not sds or binary_sd_is_possible(arm.mean, arm.sd, arm.total):
        return ""
    between = f"{sds[0]:.3g}" if len(sds) == 1 else f"{sds[0]:.3g} to {sds[-1]:.3g}"
    return (
        f"zeros and ones of {arm.total} people with a mean of {shown(arm.mean)} have a standard "
        f"deviation of {between}, not {shown(arm.sd)}"
    )


def _is_scored_so(outcome: Outcome) -> bool:
    """Whether every person scores 0 or 1: one item of whole numbers on that scale."""
    return outcome.items == 1 and score_range(outcome.scale) == Range(0, 1)


def _is_share(arm: Arm) -> bool:
    """Whether events are recorded beside the mean, and the mean is their share."""
    if arm.mean is None or arm.events is None or not arm.total:
        return False
    mean = as_printed(arm.mean)
    return 0 < arm.events < arm.total and mean.low <= arm.events / arm.total <= mean.high < 1


def _of_scores(arm: Arm, items: int) -> str:
    if arm.mean is None or arm.sd is None or not arm.total or arm.sd < 0:
        return ""
    if not possible_sums(arm.mean, arm.total * items):
        return ""
    if sd_is_possible(arm.mean, arm.sd, arm.total, items):
        return ""
    counted = f"{arm.total} people" + (f" on {items} items" if items > 1 else "")
    return (
        f"no whole numbers of {counted} have a mean of {shown(arm.mean)} and a standard deviation "
        f"of {shown(arm.sd)}"
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

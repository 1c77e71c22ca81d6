"""STU019: a standard deviation that is so small that it may be a standard error."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.recorded import outcomes_by_id
from evidence.model.study import Outcome, Study
from references.rule import Hit, Rule, Severity

_FEWEST_OTHERS = 3
# The others must agree among themselves: largest over smallest standard deviation.
_OTHERS_SPREAD = 2.5
# The suspect must be this many times smaller than the others' median, and within this factor of
# it once it is multiplied by the root of the number of people.
_SMALLER = 3.0
_NEAR = 1.6
# Means within this factor of each other: else other units explain the other spread.
_SAME_LEVEL = 1.6


@dataclass(frozen=True, slots=True)
class _Spread:
    study: Study
    outcome: Outcome
    mean: float
    sd: float
    people: float


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each study whose standard deviations fit the others only as standard errors."""
    for outcomes in outcomes_by_id(assessment.review).values():
        spreads = [found for study, outcome in outcomes if (found := _spread(study, outcome))]
        for index, suspect in enumerate(spreads):
            others = [
                each
                for each in (*spreads[:index], *spreads[index + 1 :])
                if _comparable(each.outcome, suspect.outcome)
            ]
            if len(others) >= _FEWEST_OTHERS and (matter := _matter(suspect, others)):
                yield Hit(
                    suspect.outcome.location,
                    f"{suspect.study.id}, {suspect.outcome.id}: {matter}",
                    "look up whether the source gives standard errors; record them as "
                    "`standard-error`",
                    subject=suspect.study.id,
                )


def _spread(study: Study, outcome: Outcome) -> _Spread | None:
    """The typical mean and standard deviation of the arms; none where an arm lacks either."""
    means, sds, people = [], [], []
    for arm in outcome.arms:
        if arm.mean is None or arm.sd is None or arm.total is None or arm.sd <= 0 or arm.total < 2:
            return None
        means.append(arm.mean)
        sds.append(arm.sd)
        people.append(arm.total)
    if not means:
        return None
    return _Spread(study, outcome, median(means), median(sds), median(people))


def _comparable(one: Outcome, other: Outcome) -> bool:
    return (one.instrument, one.scale, one.score) == (other.instrument, other.scale, other.score)


def _matter(suspect: _Spread, others: Sequence[_Spread]) -> str:
    sds = [each.sd for each in others]
    usual = median(sds)
    level = median(each.mean for each in others)
    if max(sds) > _OTHERS_SPREAD * min(sds) or level == 0 or suspect.mean / level <= 0:
        return ""
    raised = suspect.sd * math.sqrt(suspect.people)
    if (
        suspect.sd * _SMALLER > usual
        or _factor(raised, usual) > _NEAR
        or _factor(suspect.mean, level) > _SAME_LEVEL
    ):
        return ""
    return (
        f"SD {suspect.sd:.3g} where the {len(others)} other studies have {min(sds):.3g} to "
        f"{max(sds):.3g}; times the root of {suspect.people:g} people it is {raised:.3g}, so it "
        "may be a standard error"
    )


def _factor(one: float, other: float) -> float:
    return max(one / other, other / one)


def _studies(sd: str) -> str:
    rows = [(5.12, sd, 24), (4.87, "3.41", 40), (5.60, "3.97", 31), (6.02, "4.10", 55)]
    lines = ["studies:"]
    for number, (mean, spread, people) in enumerate(rows, start=1):
        lines += [
            f"  - id: trial-{number}",
            f"    references: [trial{number}]",
            "    design: randomised-trial",
            "    outcomes:",
            "      cramps-per-week:",
            "        arms:",
            f"          - {{role: intervention, mean: {mean}, sd: {spread}, total: {people}}}",
            f"          - {{role: comparator, mean: {mean + 1}, sd: {spread}, total: {people}}}",
        ]
    return "\n".join(lines) + "\n"


RULE = Rule(
    code="STU019",
    name="standard-error-as-sd",
    severity=Severity.WARNING,
    summary="A standard deviation fits those of the other studies only as a standard error.",
    why=(
        "A standard error taken for a standard deviation gives a study of 50 people the weight of "
        "2,500, and an effect seven times as large as it was on a standardised scale. It is among "
        "the commonest errors of extraction (Gøtzsche and others 2007)."
    ),
    bad=example(studies=_studies("0.74")),
    good=example(studies=_studies("3.63")),
    check=check,
    references=("https://doi.org/10.1001/jama.298.4.430",),
)

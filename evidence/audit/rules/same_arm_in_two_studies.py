"""STU020: the same mean and standard deviation in two studies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.audit.recorded import outcomes_by_id
from evidence.audit.same_arms import chance_of_agreement, same_numbers
from evidence.model.study import Arm, Outcome, Study
from references.rule import Hit, Rule, Severity

# The chance that any pair of arms on one outcome agrees, if all had as many people; that they do
# is a coincidence of its own, which makes a false alarm rarer still.
_RARE = 1 / 500


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each pair of studies on one outcome with an arm in common beyond chance."""
    for outcome, measured in outcomes_by_id(assessment.review).items():
        arms = [(study, arm) for study, found in measured for arm in found.arms]
        rare = _RARE / max(1, len(arms) * (len(arms) - 1) // 2)
        for study, later in _pairs(arms, rare):
            matched = _shared(study.outcome(outcome), later.outcome(outcome), rare)
            if matched is not None:
                yield _hit(study, later, outcome, matched)


def _pairs(arms: Sequence[tuple[Study, Arm]], rare: float) -> list[tuple[Study, Study]]:
    """Studies of different references with an arm whose numbers chance seldom repeats."""
    alike: dict[tuple[object, ...], dict[str, Study]] = {}
    for study, arm in arms:
        if chance_of_agreement(arm) < rare:
            alike.setdefault((arm.mean, arm.sd, arm.total), {})[study.id] = study
    found: dict[tuple[str, str], tuple[Study, Study]] = {}
    for studies in alike.values():
        first, *others = studies.values()
        for other in others:
            if not set(first.references) & set(other.references):
                found[first.id, other.id] = (first, other)
    return list(found.values())


def _shared(one: Outcome | None, other: Outcome | None, rare: float) -> Arm | None:
    """An arm of the other outcome that this one has too; all of them is a study counted twice."""
    if one is None or other is None:
        return None
    shared = [arm for arm in other.arms if any(same_numbers(arm, known) for known in one.arms)]
    if len(shared) == len(other.arms) == len(one.arms):
        return None
    return next((arm for arm in shared if chance_of_agreement(arm) < rare), None)


def _hit(study: Study, later: Study, outcome: str, arm: Arm) -> Hit:
    odds = 1 / chance_of_agreement(arm)
    rounded = float(f"{odds:.1g}")
    return Hit(
        arm.location,
        f"{later.id}, {outcome}: mean {arm.mean:g} and SD {arm.sd:g} of {arm.total} people are "
        f"those of {study.id} too; two samples print the same about once in {rounded:,.0f} times",
        "compare both with their sources: are they one group of people, or a slip in copying?",
        subject=later.id,
        related=(study.location,),
    )


_STUDIES = """
studies:
  - id: garrison-2011
    references: [garrison2011]
    design: randomised-trial
    outcomes:
      cramps-per-week:
        arms:
          - {role: intervention, label: magnesium, mean: 5.12, sd: 3.63, total: 124}
          - {role: comparator, label: saline, mean: 7.45, sd: 3.81, total: 122}
  - id: roguin-2017
    references: [roguin2017]
    design: randomised-trial
    outcomes:
      cramps-per-week:
        arms:
          - {role: intervention, label: magnesium oxide, mean: 6.87, sd: 4.02, total: 119}
          - {role: comparator, label: placebo, mean: OTHER, sd: 3.81, total: 122}
"""

RULE = Rule(
    code="STU020",
    name="same-arm-in-two-studies",
    severity=Severity.WARNING,
    summary="Two studies report the same mean and standard deviation of as many people.",
    why=(
        "Chance seldom makes a mean, a standard deviation and a number of people all equal. "
        "Groups that were published twice, and numbers copied into the wrong record, do. The "
        "chance is worked out from the digits printed and the number of arms compared."
    ),
    bad=example(studies=_STUDIES.replace("OTHER", "7.45")),
    good=example(studies=_STUDIES.replace("OTHER", "7.61")),
    check=check,
)

"""STU009: one study under two ids."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.study import Arm, Study
from references.rule import Hit, Rule, Severity

_Data = frozenset[tuple[object, ...]]


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each later study with the data of an earlier one.

    Two studies are compared when one reference reports both, or one claim rests on both; equal
    counts of studies that have nothing to do with each other are chance.
    """
    review = assessment.review
    groups = [*review.studies_by_reference.values(), *map(review.studies_of, review.claims)]
    order = {study.id: number for number, study in enumerate(review.studies)}
    data = {study.id: _data_by_outcome(study) for study in review.studies}
    told: set[str] = set()
    for group in groups:
        first: dict[tuple[str, _Data], Study] = {}
        for study in sorted(group, key=lambda each: order[each.id]):
            for outcome, arms in data[study.id].items():
                earlier = first.setdefault((outcome, arms), study)
                if earlier.id != study.id and study.id not in told:
                    told.add(study.id)
                    yield _hit(earlier, study, outcome)


def _hit(earlier: Study, later: Study, outcome: str) -> Hit:
    return Hit(
        later.location,
        f"{later.id} has the same data as {earlier.id} ({outcome})",
        "record one study, with the references of both",
        subject=later.id,
        related=(earlier.location,),
    )


def _data_by_outcome(study: Study) -> dict[str, _Data]:
    """What the arms of each outcome hold; an outcome with fewer than two full arms tells little."""
    found = {}
    for outcome in study.outcomes:
        arms = [_numbers(arm) for arm in outcome.arms]
        full = frozenset(arm for arm in arms if arm is not None)
        if len(arms) > 1 and None not in arms:
            found[outcome.id] = full
    return found


def _numbers(arm: Arm) -> tuple[object, ...] | None:
    if arm.total is None or (arm.events is None and (arm.mean is None or arm.sd is None)):
        return None
    return (arm.role, arm.events, arm.total, arm.mean, arm.sd)


RULE = Rule(
    code="STU009",
    name="study-counted-twice",
    severity=Severity.WARNING,
    summary="Two study records hold the same data.",
    why=(
        "A trial that is published twice, or entered from a paper and again from a registry, "
        "weighs double when it is pooled and counts as two in every grading rule."
    ),
    bad=example(
        references="""
        @article{kumar2012, author = {Kumar, M.}, title = {Magnesium}, journal = {J}, year = {2012}}
        """,
        studies="""
        studies:
          - id: kumar-2012
            references: [kumar2012]
            design: randomised-trial
            outcomes:
              fasciculation:
                arms:
                  - {role: intervention, label: magnesium, events: 7, total: 30}
                  - {role: comparator, label: saline, events: 30, total: 30}
          - id: kumar-2012-abstract
            references: [kumar2012]
            design: randomised-trial
            outcomes:
              fasciculation:
                arms:
                  - {role: intervention, label: magnesium, events: 7, total: 30}
                  - {role: comparator, label: saline, events: 30, total: 30}
        """,
    ),
    good=example(
        references="""
        @article{kumar2012, author = {Kumar, M.}, title = {Magnesium}, journal = {J}, year = {2012}}
        """,
        studies="""
        studies:
          - id: kumar-2012-first
            references: [kumar2012]
            design: randomised-trial
            outcomes:
              fasciculation:
                arms:
                  - {role: intervention, label: magnesium, events: 7, total: 30}
                  - {role: comparator, label: saline, events: 30, total: 30}
          - id: kumar-2012-second
            references: [kumar2012]
            design: randomised-trial
            outcomes:
              fasciculation:
                arms:
                  - {role: intervention, label: magnesium, events: 9, total: 28}
                  - {role: comparator, label: saline, events: 27, total: 29}
        """,
    ),
    check=check,
)

"""STU004: arms with more people than the study."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from evidence.model.study import StudyDesign
from references.rule import Hit, Rule, Severity

# In these the same people are in several arms.
_SHARED_ARMS = frozenset(
    {StudyDesign.CROSSOVER_TRIAL, StudyDesign.N_OF_1_TRIAL, StudyDesign.BEFORE_AFTER}
)


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each outcome whose arms hold more people than took part."""
    for study in assessment.review.studies:
        if study.size is None or study.size <= 0 or study.design in _SHARED_ARMS:
            continue
        for outcome in study.outcomes:
            together = sum(arm.total or 0 for arm in outcome.arms)
            if together > study.size:
                yield Hit(
                    outcome.location,
                    f"{study.id}, {outcome.id}: arms of {together} in a study of {study.size}",
                    "compare with the source; arms that overlap are recorded once",
                    subject=study.id,
                    related=(study.place_of("size"),),
                )


RULE = Rule(
    code="STU004",
    name="arms-above-size",
    severity=Severity.WARNING,
    summary="The arms of an outcome hold more participants than the study.",
    why=(
        "Either the size or a total is a slip, or people are in two arms and are counted twice, "
        "which makes the study weigh more than it should."
    ),
    bad=example(
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
            size: 40
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium, events: 6, total: 25}
                  - {role: comparator, label: saline, events: 18, total: 25}
        """
    ),
    good=example(
        studies="""
        studies:
          - id: guler-2005
            references: [guler2005]
            design: randomised-trial
            size: 100
            outcomes:
              any-myoclonus:
                arms:
                  - {role: intervention, label: magnesium, events: 6, total: 25}
                  - {role: comparator, label: saline, events: 18, total: 25}
        """
    ),
    check=check,
)

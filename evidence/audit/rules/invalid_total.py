"""STU003: a group or study without people."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.assessment import Assessment
from evidence.audit.example import example
from references.rule import Hit, Rule, Severity


def check(assessment: Assessment) -> Iterator[Hit]:
    """One hit for each total or size that is zero or negative."""
    hint = "a group that was not analysed is left out; a number that was not seen is not written"
    for study in assessment.review.studies:
        if study.size is not None and study.size <= 0:
            message = f"{study.id}: {study.size} participants in all"
            yield Hit(study.place_of("size"), message, hint, subject=study.id)
        for outcome in study.outcomes:
            for arm in outcome.arms:
                if arm.total is not None and arm.total <= 0:
                    name = f"{study.id}, {outcome.id}, {arm.label or arm.role}"
                    message = f"{name}: {arm.total} participants"
                    yield Hit(arm.location, message, hint, subject=study.id)


RULE = Rule(
    code="STU003",
    name="invalid-total",
    severity=Severity.ERROR,
    summary="A study or arm has no participants, or fewer.",
    why="Nothing can be measured in nobody; a zero often stands for a number that was not seen.",
    bad=example(
        studies="""
        studies:
          - id: ghodki-2021
            references: [ghodki2021]
            design: randomised-trial
            size: 0
        """
    ),
    good=example(
        studies="""
        studies:
          - id: ghodki-2021
            references: [ghodki2021]
            design: randomised-trial
        """
    ),
    check=check,
)

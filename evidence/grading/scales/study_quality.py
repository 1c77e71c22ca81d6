"""How sound one study is, in the three steps that most scales of evidence know."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from evidence.appraisal.risk_of_bias import risk_of_bias
from evidence.grading.framework import Body
from evidence.model.study import Study


class StudyQuality(StrEnum):
    """Quality by risk of bias: good where it is low, fair where there are some concerns."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    UNKNOWN = "unknown"


def quality_of(study: Study, outcome: str = "") -> StudyQuality:
    """The quality of a study by its worst appraisal, or by what was recorded of it.

    Appraisals of the ``outcome`` graded go before those of the study. The design does not count:
    the scales that ask this rank designs themselves.
    """
    risk = risk_of_bias(study, by_design=False, outcome=outcome).risk
    if risk is None:
        return StudyQuality.UNKNOWN
    if risk <= 0:
        return StudyQuality.GOOD
    return StudyQuality.POOR if risk >= 1 else StudyQuality.FAIR


def unknown_among(studies: Sequence[Study], outcome: str = "") -> tuple[Study, ...]:
    """The studies of which nothing is recorded."""
    return tuple(each for each in studies if quality_of(each, outcome) is StudyQuality.UNKNOWN)


def graded_outcome(body: Body) -> str:
    """The outcome that a body is graded for, empty where it is none in particular."""
    return body.claim.synthesis.outcome if body.claim.synthesis else ""

"""The shape of ``studies.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from evidence.model.study import ArmRole, StudyDesign
from evidence.workspace.schema import (
    ConfidenceLevel,
    Day,
    Id,
    NeededText,
    Number,
    PValue,
    Shape,
    Text,
    WholeNumber,
)


class ArmShape(Shape):
    """One group's result on one outcome."""

    role: ArmRole
    """What the group is compared as."""
    label: Text = ""
    """What the group received."""
    events: Number | None = None
    """Participants with the event."""
    total: WholeNumber | None = None
    """Participants in the group."""
    mean: Number | None = None
    """Mean of the outcome."""
    sd: Number | None = None
    """Standard deviation of the outcome."""
    percent: Number | None = None
    """Percentage with the event, as printed."""
    person_time: Number | None = None
    """Time at risk of all participants together, for rates."""
    standard_error: Number | None = None
    """Standard error of the mean, where no standard deviation is given."""
    median: Number | None = None
    """Median of the outcome."""
    q1: Number | None = None
    """First quartile."""
    q3: Number | None = None
    """Third quartile."""
    minimum: Number | None = None
    """Smallest value."""
    maximum: Number | None = None
    """Largest value."""
    skewed: bool = False
    """Whether mean and standard deviation are to be those of the distribution that comes closest to
    median, quartiles and range, and not of a normal one."""


class EstimateShape(Shape):
    """One published effect; the interval is as printed, the standard error on the log scale."""

    measure: NeededText
    """Effect measure, such as RR, OR, HR, RD, MD or SMD."""
    value: Number | None = None
    """The effect as printed; ratios are not logged."""
    standard_error: Number | None = None
    """Standard error on the analysis scale: the logarithm for ratios."""
    ci: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    """The confidence interval as printed: [low, high]."""
    ci_level: ConfidenceLevel = 0.95
    """Level of the interval."""
    p: PValue | None = None
    """The p value as printed: 0.03 or "<0.01"."""
    total: WholeNumber | None = None
    """Participants behind the effect; a correlation needs them."""
    observed_minus_expected: Number | None = None
    """Log-rank observed minus expected events, for a hazard ratio."""
    variance: Number | None = None
    """Log-rank variance, for a hazard ratio."""
    group_total: WholeNumber | None = None
    """Participants of the intervention; with `total`, `events` and an odds ratio, the 2×2 table is
    worked out."""
    events: WholeNumber | None = None
    """Participants of both groups with the event."""


class OutcomeShape(Shape):
    """What the study found on one outcome."""

    label: Text = ""
    """The outcome in words."""
    direction: (
        Literal["favours-intervention", "favours-comparator", "no-difference", "mixed"] | None
    ) = None
    """Which way the result points, where no numbers can be given."""
    arms: list[ArmShape] = Field(default_factory=list)
    """Results of each group."""
    estimates: list[EstimateShape] = Field(default_factory=list)
    """Effects that the study reports."""
    instrument: Text = ""
    """What it was measured with, such as the Hamilton scale."""
    scale: Text = ""
    """Unit or range, such as mmHg or 0-100."""
    items: WholeNumber | None = None
    """Number of whole-numbered items that a score is made of."""
    score: Literal["final", "change"] | None = None
    """Whether means are final values or changes from baseline."""


class BaselineArmShape(Shape):
    """One group before treatment."""

    role: ArmRole
    """What the group is compared as."""
    label: Text = ""
    """What the group received."""
    events: Number | None = None
    """Participants with the characteristic."""
    total: WholeNumber | None = None
    """Participants in the group."""
    mean: Number | None = None
    """Mean of the characteristic."""
    sd: Number | None = None
    """Standard deviation of the characteristic."""


class BaselineShape(Shape):
    """One characteristic of the groups before treatment."""

    variable: NeededText
    """What is compared, such as age."""
    arms: list[BaselineArmShape] = Field(default_factory=list)
    """Each group's value."""


class RatedDomainShape(Shape):
    """A domain's rating with its reason."""

    rating: Text = ""
    """The rating in the tool's words; left out, the answers give it."""
    reason: Text = ""
    """Why; needed where it overrides what the answers give."""


def _rated(value: object) -> object:
    return {"rating": value} if isinstance(value, str) else value


RatedDomain = Annotated[
    RatedDomainShape,
    BeforeValidator(_rated),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": ["string", "number"], "minLength": 1},
                {
                    "type": "object",
                    "properties": {
                        "rating": {"type": ["string", "number"]},
                        "reason": {"type": ["string", "number"]},
                    },
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""A rating, alone or with its reason."""


class AppraisalShape(Shape):
    """A risk-of-bias assessment with a named tool."""

    tool: Id
    """Name of the tool, such as rob2."""
    variant: Text = ""
    """Variant of the tool, such as assignment or adherence."""
    outcome: Text = ""
    """Id of the outcome it is about, where it is not about the whole study."""
    domains: dict[str, RatedDomain] = Field(default_factory=dict)
    """Ratings by domain of the tool, alone or with a reason."""
    answers: dict[str, NeededText] = Field(default_factory=dict)
    """Answers to signalling questions by their id, such as 1.1."""
    overall: Text = ""
    """The overall rating, where it was given."""
    overall_reason: Text = ""
    """Why the overall rating differs from the tool's own rule."""
    by: Text = ""
    """Who appraised."""
    on: Day | None = None
    """The day of the appraisal."""
    consensus: bool = False
    """Whether it is what several assessors agreed on."""
    note: Text = ""
    """Anything a reader should know."""


class StudyShape(Shape):
    """One investigation; several references may report it."""

    id: Id
    """A short name of the study."""
    references: Annotated[list[Id], Field(min_length=1)]
    """Citation keys of the references that report it."""
    design: StudyDesign
    """What kind of study it is."""
    label: Text = ""
    """How reports name it, such as Guler 2005."""
    blinding: Text = ""
    """Who was blinded: none, single, double, unclear."""
    size: WholeNumber | None = None
    """Participants in all."""
    quality: Literal["high", "low"] | None = None
    """Methodological quality, where a framework needs no more than that."""
    population: Text = ""
    """Who was studied."""
    note: Text = ""
    """Anything a reader should know."""
    unverified: list[Text] = Field(default_factory=list)
    """What could not be seen at the source."""
    outcomes: dict[str, OutcomeShape] = Field(default_factory=dict)
    """Results by outcome id."""
    appraisals: list[AppraisalShape] = Field(default_factory=list)
    """Risk-of-bias assessments."""
    year: WholeNumber | None = None
    """Year of the study, by which cumulative analyses are ordered."""
    funding: Text = ""
    """Who paid for it."""
    cluster: Text = ""
    """A name shared by studies that are not independent, such as a district or laboratory."""
    characteristics: dict[str, NeededText] = Field(default_factory=dict)
    """What subgroups are formed by and regressions run on, such as `latitude: 44`."""
    baseline: list[BaselineShape] = Field(default_factory=list)
    """The groups before treatment."""


class StudiesFileShape(Shape):
    """Studies of an evidence review: designs, results and risk of bias."""

    studies: list[StudyShape]
    """The studies, in any order."""

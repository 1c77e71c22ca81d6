"""The shape of ``studies.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.model.study import ArmRole, StudyDesign
from evidence.workspace.schema import Id, NeededText, Number, PValue, Shape, Text, WholeNumber


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
    ci_level: Number = 0.95
    """Level of the interval."""
    p: PValue | None = None
    """The p value as printed: 0.03 or "<0.01"."""


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


class AppraisalShape(Shape):
    """A risk-of-bias assessment with a named tool."""

    tool: Id
    """Name of the tool, such as rob2."""
    domains: dict[str, NeededText] = Field(default_factory=dict)
    """Ratings by domain of the tool."""
    overall: Text = ""
    """The overall rating, where it was given."""
    by: Text = ""
    """Who appraised."""
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


class StudiesFileShape(Shape):
    """Studies of an evidence review: designs, results and risk of bias."""

    studies: list[StudyShape]
    """The studies, in any order."""

"""The shape of a sheet for a second, blind grading."""

from __future__ import annotations

from pydantic import Field

from evidence.workspace.schema import Day, Id, Shape, Text


class SheetRatingShape(Shape):
    """A rating in one domain; empty where the grader gives none."""

    rating: Text = ""
    """The rating in the framework's words, such as serious."""
    reason: Text = ""
    """Why."""


class SheetGradingShape(Shape):
    """One claim, or one outcome of it, to grade; what stands above the ratings is for reading."""

    claim: Id
    """Id of the claim."""
    outcome: Text = ""
    """The outcome, for a claim judged by several."""
    framework: Text = ""
    """The framework it is graded in."""
    statement: Text = ""
    """What the claim says."""
    question: Text = ""
    """The question it answers."""
    evidence: list[Text] = Field(default_factory=list)
    """References with their studies."""
    data: list[Text] = Field(default_factory=list)
    """What was worked out from the studies."""
    start: Text = ""
    """Level at which the grading starts."""
    domains: dict[str, SheetRatingShape] = Field(default_factory=dict)
    """Ratings by domain."""
    certainty: Text = ""
    """The level that was reached; empty where it is not graded."""
    reason: Text = ""
    """Why."""


class SheetFileShape(Shape):
    """A sheet for a second, blind grading of a review's claims."""

    grader: Text = ""
    """Who graded."""
    on: Day | None = None
    """The day of the grading."""
    gradings: list[SheetGradingShape] = Field(default_factory=list)
    """What there is to grade."""

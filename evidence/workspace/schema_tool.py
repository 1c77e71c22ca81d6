"""The shape of a file that declares an appraisal tool."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evidence.model.study import StudyDesign
from evidence.workspace.schema import NeededText, Number, Shape, Text, WholeNumber

Word = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._\-]*$", max_length=80
    ),
]
"""A short name of letters, digits, points and hyphens, as conditions can name it."""


class ToolTable(Shape):
    """What the tool is and where it comes from."""

    name: Word
    """The name that appraisals use, in small letters."""
    title: NeededText
    """The name that reports print."""
    source: NeededText
    """Where the tool was published, or who made it."""
    url: Text = ""
    """Where it can be read."""
    version: Text = ""
    """Day or year of the form."""
    licence: Text = ""
    """What it says of its use."""
    designs: list[StudyDesign] = Field(default_factory=list)
    """The designs it was made for."""


class RatingTable(Shape):
    """One word that a domain can be rated with."""

    id: Word
    """The word that appraisals use."""
    label: NeededText
    """The words that reports print."""
    symbol: Literal["+", "!", "-", "?", " "] = "?"
    """The sign in plots that needs no colour."""
    risk: Annotated[Number, Field(ge=0, le=1)] | None = None
    """Risk of bias from 0 to 1; left out where the word says nothing of it."""


class QuestionTable(Shape):
    """One signalling question."""

    id: Word
    """Its number, such as 1.1."""
    label: NeededText
    """What it asks, in a few words."""
    answers: Annotated[list[Word], Field(min_length=2, max_length=20)]
    """The words it may be answered with."""
    asked_if: Text = ""
    """Condition on earlier answers of the domain, such as "1.1 = no/unclear"."""


class RuleTable(Shape):
    """A rating that follows from answers; the first rule that holds decides."""

    rating: Word
    """The rating it gives."""
    when: Text = ""
    """Condition on answers, such as "1.1 = no and 1.2 = no/unclear"; left out, it always holds."""
    reason: Text = ""
    """Why, in words for a reader."""


class DomainTable(Shape):
    """One thing the tool looks at."""

    id: Word
    """The word that appraisals use."""
    label: NeededText
    """The words that reports print."""
    questions: Annotated[list[QuestionTable], Field(max_length=100)] = Field(default_factory=list)
    """Signalling questions, in the order in which they are asked."""
    rules: Annotated[list[RuleTable], Field(max_length=200)] = Field(default_factory=list)
    """How answers lead to a rating; without rules a person rates the domain."""


class CountTable(Shape):
    """An overall rating that follows where so many domains have one of these ratings."""

    rating: Word
    """The overall rating it gives."""
    domains_rated: Annotated[list[Word], Field(min_length=1, max_length=30)]
    """The ratings of domains that count."""
    at_least: WholeNumber = 1
    """How many domains it takes."""


class OverallTable(Shape):
    """How the overall rating follows from the domains."""

    rule: Literal["worst", "counts", "manual"] = "worst"
    """The worst domain; the first count that holds; or a person alone."""
    ratings: Annotated[list[RatingTable], Field(max_length=30)] = Field(default_factory=list)
    """Overall ratings, best first, where they differ from those of domains."""
    counts: Annotated[list[CountTable], Field(max_length=50)] = Field(default_factory=list)
    """For the rule counts: tried in their order."""
    otherwise: Text = ""
    """For the rule counts: the rating where no count holds."""


class ToolFileShape(Shape):
    """An appraisal tool of a review's own: its ratings, domains, questions and rules."""

    tool: ToolTable
    """What the tool is and where it comes from."""
    ratings: Annotated[list[RatingTable], Field(min_length=2, max_length=30)]
    """The words a domain can be rated with, from the best to the worst."""
    domains: Annotated[list[DomainTable], Field(min_length=1, max_length=100)]
    """What the tool looks at, in its order."""
    overall: OverallTable = Field(default_factory=OverallTable)
    """How the overall rating follows from the domains."""

"""The shape of a file that declares a grading framework."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from evidence.model.claim import ClaimKind
from evidence.model.study import StudyDesign
from evidence.workspace.schema import NeededText, Shape, Text

Word = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[a-z0-9][a-z0-9._+\-]*$", max_length=80),
]
"""A short name of small letters, digits, points, plus signs and hyphens."""
Change = Annotated[int, Field(strict=True, ge=-9, le=9)]


class FrameworkTable(Shape):
    """What the framework is and where it comes from."""

    name: Word
    """The name that reviews, claims and judgements use."""
    title: NeededText
    """The name that reports print."""
    source: NeededText
    """Where the framework was published, or who made it."""
    url: Text = ""
    """Where it can be read."""
    kinds: list[ClaimKind] = Field(default_factory=list)
    """The kinds of claims it grades; all when left out."""


class LevelTable(Shape):
    """One certainty."""

    id: Word
    """The word that judgements use."""
    label: NeededText
    """The words that reports print."""
    symbol: NeededText
    """A sign short enough for a table."""
    meaning: NeededText
    """What the level says, in a sentence."""
    wording: Literal["high", "moderate", "low", "very-low"]
    """The strongest certainty of language that the level can carry."""


class StartTable(Shape):
    """Where a body begins whose strongest design is one of these."""

    level: Word
    """The level it begins at."""
    designs: Annotated[list[StudyDesign], Field(min_length=1)]
    """Study designs."""
    kinds: list[ClaimKind] = Field(default_factory=list)
    """The kinds of claims it holds for; all when left out."""


class RatingTable(Shape):
    """One word of a domain."""

    id: Word
    """The word that judgements use."""
    change: Change = 0
    """Levels it adds, or takes when negative."""


class DomainTable(Shape):
    """One thing the framework looks at."""

    id: Word
    """The word that judgements use."""
    label: NeededText
    """The words that reports print."""
    question: NeededText
    """What a person is asked."""
    data: (
        Literal["risk-of-bias", "inconsistency", "indirectness", "imprecision", "large-effect"]
        | None
    ) = None
    """What the data are asked first; left out, only a person can say."""
    ratings: Annotated[list[RatingTable], Field(min_length=2)]
    """Its words, in their order; one of them changes nothing."""


class VerdictTable(Shape):
    """What the reader is told, where it is not what the levels give."""

    level: Word
    """The level."""
    direction: Literal["supports", "disputes", "qualifies"]
    """Which way the evidence points."""
    verdict: Literal["well-supported", "limited", "conflicting", "contradicted"]
    """What the reader is told."""


class FrameworkFileShape(Shape):
    """A grading framework of a review's own: its levels, starts, domains and verdicts."""

    framework: FrameworkTable
    """What the framework is and where it comes from."""
    levels: Annotated[list[LevelTable], Field(min_length=2)]
    """Its levels, from the strongest to the weakest."""
    starts: Annotated[list[StartTable], Field(min_length=1)]
    """Where bodies of evidence begin; the first that names a design decides."""
    domains: list[DomainTable] = Field(default_factory=list)
    """What moves a body from its start."""
    well_supported: Annotated[list[Word], Field(min_length=1)]
    """The levels at which a supported claim is well supported."""
    verdicts: list[VerdictTable] = Field(default_factory=list)
    """Verdicts that differ from what the levels give."""

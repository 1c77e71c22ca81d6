"""The shape of ``review.toml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints

from evidence.workspace.schema import Day, Id, NeededText, Shape, Texts, WholeNumber
from references.rule import Severity

UNTITLED = "Untitled review"
NEEDED = ("title", "article")
"""The keys of ``[review]`` that every review has."""
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]


class ReviewTable(Shape):
    """What the review is about, and which files it is made of."""

    # Defaults keep the rest of the file usable when one of these is missing; the reader says so.
    model_config = ConfigDict(json_schema_extra={"required": list(NEEDED)})

    title: NeededText = UNTITLED
    """Title of the review, printed on reports."""
    article: Texts = Field(default_factory=list)
    """Path of the article, or a list of paths."""
    references: Texts = Field(default_factory=list)
    """Paths of bibliographies, in any supported format."""
    claims: Texts = Field(default_factory=list)
    """Paths of files of claims."""
    studies: Texts = Field(default_factory=list)
    """Paths of files of studies."""
    retractions: Texts = Field(default_factory=list)
    """Paths of indexes of retractions, as `references retractions update` writes them."""
    tools: Texts = Field(default_factory=list)
    """Paths of files that declare appraisal tools of the review's own."""
    frameworks: Texts = Field(default_factory=list)
    """Paths of files that declare grading frameworks of the review's own."""
    flow: NeededText | None = None
    """Path of a CSV of PRISMA 2020 counts, whose flow diagram the report shows."""
    framework: NeededText = "grade"
    """Grading framework."""
    # Named here so that loading a review imports no citation processor; a test compares.
    citation_style: Literal["ama", "apa", "chicago-author-date", "ieee", "nature", "vancouver"] = (
        "vancouver"
    )
    """Style of the printed bibliography."""
    date: Day | None = None
    """The day the review is dated; printed, and used to tell what is stale."""
    language: Language = "en"
    """Language of the article (BCP 47)."""
    authors: Texts = Field(default_factory=list)
    """Who made the review."""


class SuppressionTable(Shape):
    """A finding that is accepted, with the reason."""

    code: Id
    """Code of the rule."""
    reason: NeededText
    """Why the finding is accepted."""
    where: Id | None = None
    """The claim, study or citation key it is about; everywhere when left out."""


class AuditTable(Shape):
    """Settings of the audit."""

    fail_on: Literal["error", "warning", "note", "never"] = "error"
    """The least severe finding that makes the audit fail."""
    select: Texts = Field(default_factory=list)
    """Codes, or beginnings of codes, of the only rules to apply."""
    ignore: Texts = Field(default_factory=list)
    """Codes, or beginnings of codes, of rules to leave out."""
    severity: dict[str, Severity] = Field(default_factory=dict)
    """Severity by code, where it should differ."""
    stale_after_years: WholeNumber = 10
    """Age at which evidence counts as old."""
    suppress: list[SuppressionTable] = Field(default_factory=list)
    """Findings that are accepted, each with a reason."""


class ReviewFileShape(Shape):
    """Settings of an evidence review: its files, its framework and its audit."""

    model_config = ConfigDict(json_schema_extra={"required": ["review"]})

    review: ReviewTable = Field(default_factory=ReviewTable)
    """What the review is about, and which files it is made of."""
    audit: AuditTable = Field(default_factory=AuditTable)
    """Settings of the audit."""

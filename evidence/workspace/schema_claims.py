"""The shape of ``claims.yaml``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from evidence.model.claim import ClaimKind, Stance
from evidence.workspace.schema import Day, Id, NeededText, Number, RawText, Shape, Text


class QuestionShape(Shape):
    """The question a claim answers."""

    population: Text = ""
    """Who: the people the claim is about."""
    intervention: Text = ""
    """What is done, taken or exposed to."""
    comparator: Text = ""
    """Against what."""
    outcome: Text = ""
    """Which result."""


class LinkShape(Shape):
    """A reference and how it bears on the claim."""

    reference: Id
    """Citation key of the reference."""
    stance: Stance
    """How the reference bears on the claim."""
    locator: Text = ""
    """Where in the reference: a page, table or section."""
    quote: Text = ""
    """The words of the reference that matter."""
    note: Text = ""
    """Anything a reader should know."""
    directness: Text = ""
    """How directly the evidence answers the claim."""


class SynthesisShape(Shape):
    """Which results to pool for a claim, and how."""

    outcome: Id
    """Id of an outcome in studies.yaml."""
    measure: Literal["RR", "OR", "RD", "MD", "SMD"]
    """Effect measure: risk ratio, odds ratio, risk difference, (standardised) mean difference."""
    method: Literal["REML", "DL", "common"] = "REML"
    """Random effects by REML or DerSimonian and Laird, or the common-effect model."""
    benefit: Literal["lower", "higher"] = "lower"
    """Which side of no effect helps."""
    exclude: list[Id] = Field(default_factory=list)
    """Ids of studies left out of the primary body."""
    sensitivity: list[Id] = Field(default_factory=list)
    """Ids of studies that only the sensitivity analysis adds."""
    threshold: Number | None = None
    """The smallest effect that matters, on the scale of the measure."""


class RatingShape(Shape):
    """A person's rating in one domain of the framework."""

    rating: NeededText
    """The rating in the framework's words, such as serious."""
    reason: Text = ""
    """Why; every change of level needs a reason."""


class JudgementShape(Shape):
    """What a person decided about a claim."""

    framework: Text = ""
    """Name of the framework; that of the claim or review when left out."""
    start: Text = ""
    """Level at which the grading starts."""
    domains: dict[str, RatingShape] = Field(default_factory=dict)
    """Ratings by domain of the framework."""
    certainty: NeededText
    """The level that was reached."""
    reason: Text = ""
    """Why the level differs from what the rules derive, where it does."""
    by: Text = ""
    """Who judged."""
    on: Day | None = None
    """The day of the judgement."""
    fingerprint: Text = ""
    """Written by `evidence-review accept`; do not edit."""
    seen: dict[str, Text] = Field(default_factory=dict)
    """Written by `evidence-review accept`; do not edit."""


class ClaimShape(Shape):
    """One checkable statement of the article."""

    id: Id
    """A short name of the claim, used by commands, reports and suppressions."""
    quote: NeededText
    """The words of the article, as they stand there."""
    prefix: RawText = ""
    """Words just before the quote, where it occurs more than once."""
    suffix: RawText = ""
    """Words just after the quote, where it occurs more than once."""
    article: Text = ""
    """Path of the article, where the review has several."""
    statement: NeededText
    """What is claimed, in one plain sentence that can be checked."""
    kind: ClaimKind
    """What sort of statement it is."""
    question: QuestionShape | None = None
    """The question that the claim answers (PICO)."""
    evidence: list[LinkShape] = Field(default_factory=list)
    """The references that bear on the claim."""
    synthesis: SynthesisShape | None = None
    """Which results to pool for it."""
    judgement: JudgementShape | None = None
    """What a person decided about its certainty."""
    framework: Text = ""
    """Grading framework of this claim, where it differs from the review's."""
    note: Text = ""
    """Anything a reader should know."""


class ClaimsFileShape(Shape):
    """Claims of an evidence review: statements of the article, their evidence and their grades."""

    claims: list[ClaimShape]
    """The claims, in the order in which they should be read."""

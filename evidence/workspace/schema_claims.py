"""The shape of ``claims.yaml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from evidence.model.claim import ClaimKind, Importance, Stance
from evidence.workspace.schema import (
    ConfidenceLevel,
    Day,
    Id,
    NeededText,
    NotNegative,
    Number,
    Positive,
    RawText,
    Shape,
    Share,
    Text,
)
from evidence.workspace.schema_analyses import AnalysesShape


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


class MagnitudesShape(Shape):
    """The smallest small, moderate and large effect that matters."""

    small: NotNegative
    """Below this an effect is trivial."""
    moderate: NotNegative
    """From here an effect is moderate."""
    large: NotNegative
    """From here an effect is large."""

    @model_validator(mode="after")
    def _grow(self) -> MagnitudesShape:
        if not self.small <= self.moderate <= self.large:
            raise PydanticCustomError("bad_order", "small, moderate and large must not fall")
        return self


class ContinuityShape(Shape):
    """What is done with tables that have an empty cell."""

    add: NotNegative | None = None
    """How much is added to each cell; left out, a half, and nothing for arcsine and square-root
    measures (AS, PAS, PFT, IRSD)."""
    to: Literal["studies-with-zero", "all-studies", "all-studies-if-any-zero", "no-study"] = (
        "studies-with-zero"
    )
    """Which studies get the correction."""


class PoolingShape(Shape):
    """How results are pooled, and what the pooled effect is held against."""

    measure: Literal[
        "RR", "OR", "RD", "AS", "HR", "MD", "SMD", "SMDH", "ROM", "VR", "CVR", "COR", "ZCOR",
        "PR", "PLN", "PLO", "PAS", "PFT", "IRR", "IRD", "IRSD", "GEN",
    ]  # fmt: skip
    """Effect measure, such as RR, OR, RD, HR, MD, SMD, ROM, ZCOR, PLO or IRR."""
    method: Literal[
        "REML", "DL", "common", "ML", "PM", "EB", "DL2", "HE", "HS", "HSk", "SJ",
        "MH", "MH-DL", "Peto", "GLMM",
    ] = "REML"  # fmt: skip
    """Random effects by an estimator of the variance between studies, the common-effect model,
    Mantel-Haenszel, RevMan's random effects of counts (MH-DL), Peto, or a logistic mixed model."""
    test: Literal["z", "t", "knapp-hartung", "knapp-hartung-floor"] = "z"
    """How the interval of a random-effects model is made; the floor never lets Knapp-Hartung be
    narrower than the normal one."""
    level: ConfidenceLevel = 0.95
    """Level of all intervals."""
    prediction: Literal["t(k-2)", "t(k-1)", "normal"] = "t(k-2)"
    """Distribution of the prediction interval."""
    continuity: ContinuityShape = ContinuityShape()
    """What is done with tables that have an empty cell."""
    benefit: Literal["lower", "higher"] = "lower"
    """Which side of no effect helps."""
    exclude: list[Id] = Field(default_factory=list)
    """Ids of studies left out of the primary body."""
    sensitivity: list[Id] = Field(default_factory=list)
    """Ids of studies that only the sensitivity analysis adds."""
    threshold: Number | None = None
    """The smallest effect that matters, on the scale of the measure."""
    subgroup: Text = ""
    """Characteristic of studies that forms subgroups; `design` and `risk-of-bias` always do."""
    moderators: list[Id] = Field(default_factory=list)
    """Characteristics of studies, or `year`, that the effects are regressed on."""
    baseline_risk: Share | None = None
    """Risk without the intervention, from 0 to 1, for the absolute effects."""
    baseline_source: Text = ""
    """Where the baseline risk comes from."""
    baseline_sd: Positive | None = None
    """Standard deviation that turns a standardised difference into points of the instrument."""
    instrument: Text = ""
    """The instrument whose points are shown."""
    magnitudes: MagnitudesShape | None = None
    """Smallest small, moderate and large effect: events per 1,000, or units of the measure."""
    proportion_interval: Literal[
        "wilson", "clopper-pearson", "agresti-coull", "normal", "as-pooled"
    ] = "wilson"
    """How the interval of each study's own proportion is made, for measures of one group;
    `as-pooled` takes that of the scale on which they are pooled."""
    mixed_model: Literal["fixed-studies", "random-studies", "conditional"] = "fixed-studies"
    """How GLMM takes the baseline odds of the studies: one for each, normal among them, or
    conditional on each study's events."""
    analyses: AnalysesShape = AnalysesShape()
    """What is asked beyond the pooled effect, where the usual is not wanted."""


class SynthesisShape(PoolingShape):
    """Which results to pool for a claim, and how."""

    outcome: Id
    """Id of an outcome in studies.yaml."""


class RatingShape(Shape):
    """A person's rating in one domain of the framework."""

    rating: NeededText
    """The rating in the framework's words, such as serious."""
    reason: Text = ""
    """Why; every change of level needs a reason."""


class PastJudgementShape(Shape):
    """A judgement that a later one replaced."""

    certainty: NeededText
    """The level that had been reached."""
    by: Text = ""
    """Who judged."""
    on: Day | None = None
    """The day of the judgement."""
    reason: Text = ""
    """Why, as it stood then."""
    fingerprint: Text = ""
    """What had been seen."""


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
    history: list[PastJudgementShape] = Field(default_factory=list)
    """Earlier judgements, oldest first; `evidence-review accept` adds the one it replaces."""


def _importance(value: object) -> object:
    """A word for GRADE's rating from 1 to 9 (GRADE guidelines 2, table 1)."""
    if isinstance(value, str) and value.strip() in "123456789" and len(value.strip()) == 1:
        rating = int(value)
        return "critical" if rating > 6 else "important" if rating > 3 else "limited"
    return value


ImportanceWord = Annotated[
    Importance,
    BeforeValidator(_importance),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [each.value for each in Importance]},
                {"type": "integer", "minimum": 1, "maximum": 9},
            ]
        }
    ),
]
"""How much an outcome weighs: a word, or a rating from 1 to 9."""


class ClaimOutcomeShape(Shape):
    """One of the outcomes that a claim is judged by."""

    outcome: Id
    """Id of an outcome in studies.yaml."""
    label: Text = ""
    """The outcome in words."""
    importance: ImportanceWord = Importance.CRITICAL
    """How much it weighs in a decision: a word, or GRADE's rating from 1 to 9."""
    follow_up: Text = ""
    """How long people were followed."""
    synthesis: PoolingShape | None = None
    """How its results are pooled."""
    judgement: JudgementShape | None = None
    """What a person decided about the certainty of this outcome."""
    note: Text = ""
    """Anything a reader should know."""


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
    outcomes: list[ClaimOutcomeShape] = Field(default_factory=list)
    """The outcomes it is judged by, where they are several."""
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

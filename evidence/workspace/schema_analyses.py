"""The shape of the part of ``claims.yaml`` that says how a synthesis is analysed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from evidence.model.analysis_choices import AnalysisChoices, JointOutcomes, PriorChoice
from evidence.workspace.schema import (
    Correlation,
    Id,
    NeededText,
    Number,
    Positive,
    Shape,
    SharedCorrelation,
)


class TrimAndFillShape(Shape):
    """How many studies are missing from the funnel, and where."""

    estimator: Literal["L0", "R0", "Q0"] = "L0"
    """Estimator of the number of missing studies."""
    side: Literal["left", "right"] | None = None
    """Side on which they are missing; left out, the data say."""


class PriorShape(Shape):
    """Priors of the Bayesian model, on the analysis scale: the logarithm for ratios."""

    of_tau: Literal["half-normal", "half-cauchy", "uniform"] = "half-normal"
    """Shape of the prior of τ."""
    scale: Positive = 0.5
    """Scale of the prior of τ; a uniform one ends there."""
    mean: Number = 0.0
    """Mean of the normal prior of the pooled effect."""
    mean_sd: Positive | None = None
    """Standard deviation of the normal prior of the pooled effect; left out, it is flat."""


class JointShape(Shape):
    """Other outcomes of the same studies that are pooled together with this one."""

    outcomes: Annotated[list[Id], Field(min_length=1, max_length=5)]
    """Ids of the other outcomes in studies.yaml, of the same measure."""
    correlation: Correlation
    """Correlation of the outcomes' sampling errors within a study, above -1 and below 1."""


class AnalysesShape(Shape):
    """What is asked of a synthesis beyond its pooled effect, where the usual is not wanted."""

    asymmetry_tests: list[
        Literal[
            "egger", "egger-random-effects", "thompson-sharp", "harbord", "peters", "macaskill",
            "deeks", "arcsine", "schwarzer", "pustejovsky",
        ]
    ] = Field(default_factory=list)  # fmt: skip
    """Tests of small-study effects; left out, those that fit the measure. Begg's is always made."""
    trim_and_fill: TrimAndFillShape = TrimAndFillShape()
    """How trim and fill counts missing studies."""
    subgroup_variance: Literal["separate", "common"] = "separate"
    """Whether each subgroup has a variance between its studies of its own."""
    variance_interval: Literal[
        "Q-profile", "profile-likelihood", "Biggerstaff-Jackson", "Jackson", "Biggerstaff-Tweedie"
    ] = "Q-profile"
    """How the interval of the variance between studies (τ²) is made."""
    predict_at: list[dict[str, NeededText]] = Field(default_factory=list)
    """Values of all moderators at which the regression is to predict, such as `latitude: 13`."""
    prior: PriorShape | None = None
    """Priors of the Bayesian model; left out, a flat one of the effect and a half-normal one of τ
    with scale 0.5, for log ratios and standardised differences."""
    cluster_correlation: SharedCorrelation = 0.0
    """Correlation of the sampling errors of studies that share a `cluster`, from 0 to below 1."""
    joint: JointShape | None = None
    """Other outcomes to pool together with this one, in one multivariate model."""

    def choices(self) -> AnalysisChoices:
        """The same as the model of a review has it."""
        prior, joint = self.prior, self.joint
        return AnalysisChoices(
            asymmetry_tests=tuple(dict.fromkeys(self.asymmetry_tests)),
            missing_count=self.trim_and_fill.estimator,
            missing_side=self.trim_and_fill.side or "",
            subgroup_variance=self.subgroup_variance,
            variance_interval=self.variance_interval,
            predict_at=tuple(dict(each) for each in self.predict_at),
            prior=PriorChoice(prior.of_tau, prior.scale, prior.mean, prior.mean_sd)
            if prior
            else None,
            cluster_correlation=self.cluster_correlation,
            joint=JointOutcomes(tuple(joint.outcomes), joint.correlation) if joint else None,
        )

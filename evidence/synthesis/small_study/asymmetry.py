"""What a test of the asymmetry of a funnel plot gives, and when to believe it."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_STUDIES = 10
"""Below this, tests of asymmetry have too little power to tell bias from chance.

Sterne and others (2011, doi:10.1136/bmj.d4002); Cochrane Handbook 13.3.5.4.
"""


@dataclass(frozen=True, slots=True)
class LimitEstimate:
    """The effect that the regression predicts for a study of infinite precision."""

    value: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True, slots=True)
class AsymmetryTest:
    """One test of asymmetry.

    ``bias`` is the slope of a regression, or the score of a rank correlation, with its standard
    error. ``degrees_of_freedom`` is ``None`` for a test on the normal distribution or an exact
    one. ``limit`` is there where infinite precision is a point on the line.
    """

    name: str
    studies: int
    statistic: float
    degrees_of_freedom: float | None
    p_value: float
    bias: float
    bias_standard_error: float
    limit: LimitEstimate | None = None

    @property
    def has_few_studies(self) -> bool:
        """Whether there are fewer studies than such a test is recommended for."""
        return self.studies < FEWEST_STUDIES

"""What a synthesis is asked beyond its pooled effect: why studies differ, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from evidence.model.synthesis import Heterogeneity, PooledEffect, StudyEffect


@dataclass(frozen=True, slots=True)
class Subgroup:
    """The studies that share one value of a characteristic, pooled on their own."""

    name: str
    studies: tuple[str, ...]
    pooled: PooledEffect
    heterogeneity: Heterogeneity


@dataclass(frozen=True, slots=True)
class SubgroupAnalysis:
    """Subgroups by one characteristic, with the test of whether they differ.

    ``unknown`` are studies that do not say. The test is ``None`` with fewer than two groups.
    """

    characteristic: str
    groups: tuple[Subgroup, ...]
    unknown: tuple[str, ...] = ()
    q_between: float | None = None
    degrees_of_freedom: int = 0
    p_value: float | None = None


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient of a meta-regression, on the analysis scale."""

    name: str
    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    p_value: float


@dataclass(frozen=True, slots=True)
class RegressionPoint:
    """One study of a meta-regression, or a point of its line with the interval there."""

    label: str
    x: float
    value: float
    weight: float = 0.0
    ci_low: float | None = None
    ci_high: float | None = None


@dataclass(frozen=True, slots=True)
class MetaRegression:
    """Effects regressed on characteristics of studies.

    ``r_squared`` is the share of the variance between studies that the moderators explain, in
    percent. ``points`` and ``line`` are given for a single moderator that is a number.
    """

    moderators: tuple[str, ...]
    coefficients: tuple[Coefficient, ...]
    studies: int
    r_squared: float | None
    omnibus: float
    omnibus_degrees: int
    p_value: float
    residual_tau_squared: float
    residual_i_squared: float
    points: tuple[RegressionPoint, ...] = ()
    line: tuple[RegressionPoint, ...] = ()
    unknown: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SmallStudyTest:
    """One test of whether small studies find other effects than large ones."""

    name: str
    statistic: float
    p_value: float
    degrees_of_freedom: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FilledFunnel:
    """Studies that a symmetric funnel would have more, and the effect with them."""

    side: str
    imputed: tuple[tuple[float, float], ...]
    pooled: PooledEffect


@dataclass(frozen=True, slots=True)
class SmallStudyEffects:
    """Whether small studies find other effects than large ones.

    ``trim_and_fill`` is ``None`` where it cannot be computed; ``few`` says that there are fewer
    than ten studies, which no test of asymmetry can tell apart (Sterne 2011,
    doi:10.1136/bmj.d4002).
    """

    tests: tuple[SmallStudyTest, ...]
    trim_and_fill: FilledFunnel | None
    few: bool


@dataclass(frozen=True, slots=True)
class NamedEffect:
    """A pooled effect under one choice of method or of studies."""

    name: str
    pooled: PooledEffect
    studies: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class InfluenceRow:
    """How much one study sways the pooled effect.

    ``studentised_residual`` is the externally studentised one; ``flagged`` by the cut-offs of
    Viechtbauer and Cheung (2010, doi:10.1002/jrsm.11).
    """

    study: str
    label: str
    studentised_residual: float
    dffits: float
    cooks_distance: float
    hat: float
    flagged: bool


@dataclass(frozen=True, slots=True)
class Analyses:
    """Everything asked of one synthesis beyond its pooled effect.

    ``by_method`` pools the same effects by other models, ``by_studies`` parts of them, such as
    those at low risk of bias. ``cumulative`` adds studies year by year. ``refused`` maps what
    could not be computed to the reason.
    """

    effects: tuple[StudyEffect, ...]
    subgroups: SubgroupAnalysis | None = None
    regression: MetaRegression | None = None
    small_study: SmallStudyEffects | None = None
    cumulative: tuple[NamedEffect, ...] = ()
    left_out: tuple[NamedEffect, ...] = ()
    by_method: tuple[NamedEffect, ...] = ()
    by_studies: tuple[NamedEffect, ...] = ()
    influence: tuple[InfluenceRow, ...] = ()
    fragility: int | None = None
    refused: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

"""What a forest plot in the manner of a journal shows: studies in groups, their data, their sums.

Positions are on the analysis scale (logarithms for ratios). Data of the arms are text, since only
the review knows how precisely they were given; numbers of the analysis are numbers, since each
journal writes them in its own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reports.plots.risk_mark import RiskMark


class ForestLayout(StrEnum):
    """Whose manner a plot follows."""

    REVMAN = "revman"
    BMJ = "bmj"
    JAMA = "jama"


@dataclass(frozen=True, slots=True)
class ArmData:
    """One arm's data: events of a total, or mean and standard deviation of a total."""

    events: str = ""
    total: str = ""
    mean: str = ""
    sd: str = ""


Arms = tuple[ArmData, ...]
"""Intervention and comparator, or the one group of studies without a comparator."""


@dataclass(frozen=True, slots=True)
class EffectRange:
    """An effect with its confidence interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class HeterogeneityTest:
    """Cochran's Q and what follows from it; ``i_squared`` is in percent."""

    q: float
    degrees_of_freedom: int
    p_value: float
    i_squared: float
    tau_squared: float | None = None


@dataclass(frozen=True, slots=True)
class EffectTest:
    """The test of no effect: ``letter`` is that of its distribution, Z or t."""

    letter: str
    statistic: float
    p_value: float
    degrees_of_freedom: float | None = None


@dataclass(frozen=True, slots=True)
class DetailedStudy:
    """One study: its data, its effect, its share of the weight (percent) under each model.

    ``effect`` is ``None`` for a study from which nothing can be estimated, such as one without
    events; it is listed and drawn without a mark.
    """

    label: str
    effect: EffectRange | None
    weights: tuple[float, ...] = ()
    arms: Arms | None = None
    risk: tuple[RiskMark, ...] = ()


@dataclass(frozen=True, slots=True)
class PooledLine:
    """One model's pooled effect, with its prediction interval where there is one."""

    label: str
    effect: EffectRange
    weights: tuple[float | None, ...] = ()
    prediction: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class ForestGroup:
    """A subgroup with sums of its own; a plot without subgroups has one group without label."""

    studies: tuple[DetailedStudy, ...]
    label: str = ""
    totals: Arms | None = None
    pooled: tuple[PooledLine, ...] = ()
    heterogeneity: HeterogeneityTest | None = None
    effect_test: EffectTest | None = None


@dataclass(frozen=True, slots=True)
class DetailedForestFigure:
    """A forest plot in the manner of a journal.

    ``measure`` and ``method`` head the effects (``Risk ratio``; ``IV, random``); ``arm_labels``
    name intervention and comparator, or one group; ``weight_labels`` name each model that weights
    are given for; ``risk_domains`` name what the letters of risk of bias stand for, the last may be
    the overall judgement. ``places`` are the decimals of effects; ``level`` is that of every
    interval; ``compares`` says whether there is a line of no effect.
    """

    identifier: str
    title: str
    description: str
    measure: str
    is_ratio: bool
    groups: tuple[ForestGroup, ...]
    layout: ForestLayout = ForestLayout.REVMAN
    method: str = ""
    arm_labels: tuple[str, ...] = ("Intervention", "Comparator")
    totals: Arms | None = None
    pooled: tuple[PooledLine, ...] = ()
    heterogeneity: HeterogeneityTest | None = None
    effect_test: EffectTest | None = None
    subgroup_test: HeterogeneityTest | None = None
    favours: tuple[str, str] = ("", "")
    weight_labels: tuple[str, ...] = ("",)
    risk_domains: tuple[str, ...] = ()
    places: int = 2
    level: float = 0.95
    compares: bool = True

    @property
    def studies(self) -> tuple[DetailedStudy, ...]:
        """Every study, in the order of the plot."""
        return tuple(study for group in self.groups for study in group.studies)

"""What pooling gives: effects of studies, the pooled effect, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArmNumbers:
    """What one group of a study gave: events, or a mean with its deviation, of so many people."""

    events: float | None = None
    total: float | None = None
    mean: float | None = None
    sd: float | None = None
    person_time: float | None = None


@dataclass(frozen=True, slots=True)
class SingleProportion:
    """Events of one group, and the interval of their proportion alone, on the natural scale.

    ``interval`` names its method; limits are ``None`` where the one that is pooled is shown.
    """

    events: float
    total: float
    interval: str
    low: float | None = None
    high: float | None = None

    @property
    def share(self) -> float:
        """The proportion that was seen."""
        return self.events / self.total


@dataclass(frozen=True, slots=True)
class StudyEffect:
    """One study's effect on the analysis scale (log for ratios), and its share of the weight.

    ``data`` is what a forest plot prints beside it for intervention and comparator, such as
    ``("6/25", "18/25")``, and ``arms`` the same as numbers. ``weight`` is a percentage of the model
    that is shown. ``single`` is the proportion of a study of one group as it was seen.
    """

    study: str
    label: str
    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    weight: float = 0.0
    data: tuple[str, str] = ("", "")
    note: str = ""
    participants: int | None = None
    arms: tuple[ArmNumbers, ArmNumbers] | None = None
    single: SingleProportion | None = None


@dataclass(frozen=True, slots=True)
class ExcludedStudy:
    """A study that was asked for and could not be used, with the reason."""

    study: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class PooledEffect:
    """One model's pooled effect on the analysis scale.

    ``method`` is ``common`` (inverse variance), an estimator of the variance between studies such
    as ``REML``, or ``MH``, ``Peto`` or ``GLMM``. ``prediction_low`` and ``prediction_high`` are
    ``None`` where the model or the number of studies gives none. ``degrees_of_freedom`` is
    ``None`` where the test rests on the normal distribution.
    """

    method: str
    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    p_value: float
    between_study_variance: float = 0.0
    prediction_low: float | None = None
    prediction_high: float | None = None
    test: str = "z"
    statistic: float | None = None
    degrees_of_freedom: float | None = None
    level: float = 0.95


@dataclass(frozen=True, slots=True)
class Heterogeneity:
    """Cochran's Q with its degrees of freedom and p value, and I squared in percent.

    ``i_squared`` and ``h_squared`` are those of the model shown, from its tau squared where it has
    one; ``i_squared_q`` is the one from Q, which does not depend on the model.
    """

    q: float
    degrees_of_freedom: int
    p_value: float
    i_squared: float
    tau_squared: float
    i_squared_q: float = 0.0
    h_squared: float = 1.0


@dataclass(frozen=True, slots=True)
class Synthesis:
    """The pooled evidence of one claim on one outcome.

    ``pooled`` is the model asked for and the one shown; ``common`` is kept beside it. Both are
    ``None`` when nothing could be pooled. ``is_ratio`` says that values are logarithms.
    ``total_participants`` and ``total_events`` count the studies used; ``typical_size`` is their
    harmonic mean, by which Freeman and Tukey's proportions are taken back. ``left_out`` gives the
    pooled effect without each study in turn; ``sensitivity`` the one with the extra studies.
    """

    outcome: str
    measure: str
    method: str
    is_ratio: bool
    benefit: str
    effects: tuple[StudyEffect, ...]
    excluded: tuple[ExcludedStudy, ...] = ()
    pooled: PooledEffect | None = None
    common: PooledEffect | None = None
    heterogeneity: Heterogeneity | None = None
    total_participants: int | None = None
    total_events: int | None = None
    comparator_risk: float | None = None
    left_out: Sequence[tuple[str, PooledEffect]] = ()
    sensitivity: Synthesis | None = None
    notes: tuple[str, ...] = ()
    level: float = 0.95
    typical_size: float | None = None

"""Effect sizes of single studies with their sampling variances.

The formulas are those of metafor's ``escalc`` (Viechtbauer 2010, doi:10.18637/jss.v036.i03):
large-sample variances for 2×2 tables; for the standardised mean difference Hedges' exact
correction with gamma functions and the variance 1/n1 + 1/n2 + g²/(2(n1 + n2)) (Hedges 1982,
doi:10.1037/0033-2909.92.2.490).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from scipy.special import gammaln, ndtri


@dataclass(frozen=True, slots=True)
class EffectSize:
    """An effect on the analysis scale and its sampling variance."""

    value: float
    variance: float


@dataclass(frozen=True, slots=True)
class EventTable:
    """A 2×2 table: events and participants of the intervention and of the comparator arm."""

    events: float
    total: float
    comparator_events: float
    comparator_total: float

    @property
    def cells(self) -> tuple[float, float, float, float]:
        """Events and non-events of the intervention, then of the comparator."""
        return (
            self.events,
            self.total - self.events,
            self.comparator_events,
            self.comparator_total - self.comparator_events,
        )

    @property
    def has_zero(self) -> bool:
        """Whether a cell is empty."""
        return any(cell == 0 for cell in self.cells)

    @property
    def is_uninformative_for_ratios(self) -> bool:
        """Whether neither arm has an event, or neither has anything else."""
        a, b, c, d = self.cells
        return (a == 0 and c == 0) or (b == 0 and d == 0)

    def plus(self, add: float) -> EventTable:
        """The table with ``add`` in each of its four cells."""
        return EventTable(
            self.events + add,
            self.total + 2 * add,
            self.comparator_events + add,
            self.comparator_total + 2 * add,
        )


@dataclass(frozen=True, slots=True)
class MeansTable:
    """Mean, standard deviation and participants of the intervention and the comparator arm."""

    mean: float
    sd: float
    total: float
    comparator_mean: float
    comparator_sd: float
    comparator_total: float


def log_risk_ratio(table: EventTable) -> EffectSize | None:
    """Log risk ratio; ``None`` where a zero makes it undefined."""
    a, _, c, _ = table.cells
    n1, n2 = table.total, table.comparator_total
    if a <= 0 or c <= 0:
        return None
    return EffectSize(math.log((a / n1) / (c / n2)), 1 / a - 1 / n1 + 1 / c - 1 / n2)


def log_odds_ratio(table: EventTable) -> EffectSize | None:
    """Log odds ratio; ``None`` where a zero makes it undefined."""
    a, b, c, d = table.cells
    if min(a, b, c, d) <= 0:
        return None
    return EffectSize(math.log((a * d) / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d)


def risk_difference(table: EventTable) -> EffectSize | None:
    """Difference in risk, intervention minus comparator."""
    a, b, c, d = table.cells
    n1, n2 = table.total, table.comparator_total
    if n1 <= 0 or n2 <= 0:
        return None
    return EffectSize(a / n1 - c / n2, a * b / n1**3 + c * d / n2**3)


def mean_difference(table: MeansTable) -> EffectSize | None:
    """Difference in means, intervention minus comparator."""
    return EffectSize(
        table.mean - table.comparator_mean,
        table.sd**2 / table.total + table.comparator_sd**2 / table.comparator_total,
    )


def standardised_mean_difference(table: MeansTable) -> EffectSize | None:
    """Hedges' g; ``None`` where there are too few participants or no spread."""
    freedom = table.total + table.comparator_total - 2
    if freedom <= 1:
        return None
    squares = (table.total - 1) * table.sd**2 + (
        table.comparator_total - 1
    ) * table.comparator_sd**2
    pooled_sd = math.sqrt(squares / freedom)
    if pooled_sd == 0:
        return None
    value = (table.mean - table.comparator_mean) / pooled_sd * hedges_correction(freedom)
    total = table.total + table.comparator_total
    return EffectSize(value, 1 / table.total + 1 / table.comparator_total + value**2 / (2 * total))


def hedges_correction(degrees_of_freedom: float) -> float:
    """Hedges' exact correction for the small-sample bias of a standardised mean difference."""
    half = degrees_of_freedom / 2
    return math.exp(gammaln(half) - math.log(math.sqrt(half)) - gammaln(half - 0.5))


def published_effect(
    value: float | None,
    standard_error: float | None,
    interval: tuple[float, float] | None,
    *,
    level: float,
    is_ratio: bool,
) -> EffectSize | None:
    """The effect behind a printed estimate, ``None`` where it cannot be recovered.

    The standard error is taken as given, on the analysis scale, or from the width of the printed
    interval, which is taken to be symmetric there. Without a printed value the middle of the
    interval stands for it.
    """
    numbers = [number for number in (value, *(interval or ())) if number is not None]
    if not all(math.isfinite(number) for number in numbers):
        return None
    if is_ratio and any(number <= 0 for number in numbers):
        return None
    low, high = (math.nan, math.nan) if interval is None else interval
    if is_ratio and interval is not None:
        low, high = math.log(low), math.log(high)
    if standard_error is None and interval is not None and high > low and 0 < level < 1:
        standard_error = (high - low) / (2 * float(ndtri(0.5 + level / 2)))
    if standard_error is None or not 0 < standard_error < math.inf:
        return None
    if value is not None:
        low = high = math.log(value) if is_ratio else value
    centre = (low + high) / 2
    return EffectSize(centre, standard_error**2) if math.isfinite(centre) else None


FROM_EVENTS: Mapping[str, Callable[[EventTable], EffectSize | None]] = MappingProxyType(
    {"RR": log_risk_ratio, "OR": log_odds_ratio, "RD": risk_difference}
)
FROM_MEANS: Mapping[str, Callable[[MeansTable], EffectSize | None]] = MappingProxyType(
    {"MD": mean_difference, "SMD": standardised_mean_difference}
)

"""Several 2×2 tables or rates at once, as arrays, and the tests over all of them.

Of association, by Cochran, Mantel and Haenszel (Mantel 1963, doi:10.1080/01621459.1963.10500879);
of equal odds ratios, by Breslow and Day, corrected by Tarone (1985, doi:10.1093/biomet/72.1.91).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtrc

from evidence.synthesis.study_tables.study_table import EventTable, RateTable

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ChiSquared:
    """A chi-squared test."""

    statistic: float
    degrees_of_freedom: int
    p_value: float


def chi_squared(statistic: float, freedom: int) -> ChiSquared:
    """The test of a statistic, which rounding may have put just below 0."""
    statistic = max(0.0, statistic)
    return ChiSquared(statistic, freedom, float(chdtrc(freedom, statistic)))


@dataclass(frozen=True, slots=True)
class Cells:
    """Events and non-events of the intervention, then of the comparator, of all tables."""

    a: Numbers
    b: Numbers
    c: Numbers
    d: Numbers

    @property
    def n1(self) -> Numbers:
        """Participants of the intervention arms."""
        return self.a + self.b

    @property
    def n2(self) -> Numbers:
        """Participants of the comparator arms."""
        return self.c + self.d

    @property
    def n(self) -> Numbers:
        """Participants of both arms."""
        return self.n1 + self.n2


def cells_of(tables: Sequence[EventTable]) -> Cells:
    """The cells of tables as arrays."""
    columns = np.array([table.cells for table in tables], dtype=float).reshape(-1, 4).T
    return Cells(*columns)


def rates_of(tables: Sequence[RateTable]) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Events and time of the intervention, then of the comparator, as arrays."""
    rows = np.array(
        [[each.events, each.time, each.comparator_events, each.comparator_time] for each in tables]
    )
    return rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3]


def _tested(difference: float, variance: float, *, continuity: bool) -> ChiSquared | None:
    if not variance > 0:
        return None
    distance = abs(difference) - (0.5 if continuity else 0.0)
    return chi_squared(distance * distance / variance, 1)


def association_test(cells: Cells, *, continuity: bool) -> ChiSquared | None:
    """Whether there is any association; ``None`` where no table has both events and others."""
    n, n1, n2 = cells.n, cells.n1, cells.n2
    cases, others = cells.a + cells.c, cells.b + cells.d
    spread = n1 / n * (n2 / n) * (cases * (others / (n - 1)))
    difference = float((cells.a - n1 / n * cases).sum())
    return _tested(difference, float(spread.sum()), continuity=continuity)


def rate_association_test(tables: Sequence[RateTable], *, continuity: bool) -> ChiSquared | None:
    """Whether the rates differ at all; ``None`` without events."""
    x1, t1, x2, t2 = rates_of(tables)
    share = t1 / (t1 + t2)
    difference = float((x1 - (x1 + x2) * share).sum())
    spread = float(((x1 + x2) * share * (1 - share)).sum())
    return _tested(difference, spread, continuity=continuity)


def homogeneity_test(cells: Cells, odds_ratio: float) -> ChiSquared | None:
    """Whether the odds ratios are equal; ``None`` with fewer than two tables that can tell."""
    cases, others = cells.a + cells.c, cells.b + cells.d
    expected = expected_events(cells.n1, cells.n2, cases, odds_ratio)
    used = (expected > 0) & (cases > 0) & (others > 0)
    if used.sum() < 2:
        return None
    e, n1, m = expected[used], cells.n1[used], cases[used]
    precision = 1 / e + 1 / (n1 - e) + 1 / (m - e) + 1 / (cells.n2[used] - m + e)
    distance = cells.a[used] - e
    statistic = float((distance**2 * precision).sum()) - float(distance.sum()) ** 2 / float(
        (1 / precision).sum()
    )
    if not math.isfinite(statistic):
        return None
    return chi_squared(statistic, int(used.sum()) - 1)


def expected_events(n1: Numbers, n2: Numbers, cases: Numbers, odds_ratio: float) -> Numbers:
    """Events of the first arm that give each table, with its margins, the odds ratio."""
    linear = odds_ratio * (n1 + cases) + (n2 - cases)
    root = np.sqrt(np.maximum(0, linear**2 - 4 * n1 * cases * odds_ratio * (odds_ratio - 1)))
    # The smaller root of the quadratic, written so that it exists at an odds ratio of 1.
    return np.asarray(2 * odds_ratio * n1 * cases / (linear + root))

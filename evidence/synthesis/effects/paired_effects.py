"""Effect sizes of one group measured twice.

A crossover trial of two periods without carry-over is such a group: the difference within people
is judged by the correlation between their two measurements.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.effects.small_sample import hedges_correction
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import PairedMeansTable


def _variance_of_change(table: PairedMeansTable) -> float:
    table.check()
    one, two = table.sd, table.other_sd
    # As (s₁ − s₂)² + 2(1 − r)s₁s₂, which cannot become negative by rounding.
    return (one - two) ** 2 + 2 * (1 - table.correlation) * one * two


def mean_change(table: PairedMeansTable) -> EffectSize:
    """Mean difference within people."""
    return checked(table.mean - table.other_mean, _variance_of_change(table) / table.total)


def standardised_change(table: PairedMeansTable) -> EffectSize:
    """Mean change over the standard deviation of the change (Gibbons 1993).

    doi:10.3102/10769986018003271, with Hedges' correction.
    """
    spread = math.sqrt(_variance_of_change(table))
    if spread == 0:
        raise CannotComputeError("nobody's change differs, so that nothing can be standardised")
    g = hedges_correction(table.total - 1) * (table.mean - table.other_mean) / spread
    return checked(g, 1 / table.total + g * g / (2 * table.total))


def change_by_raw_spread(table: PairedMeansTable) -> EffectSize:
    """Mean change over the standard deviation of the first measurement given (Becker 1988).

    doi:10.1111/j.2044-8317.1988.tb00901.x, with Hedges' correction.
    """
    table.check()
    if table.sd == 0:
        raise CannotComputeError("no spread, so that nothing can be standardised")
    g = hedges_correction(table.total - 1) * (table.mean - table.other_mean) / table.sd
    return checked(g, 2 * (1 - table.correlation) / table.total + g * g / (2 * table.total))


def log_ratio_of_paired_means(
    table: PairedMeansTable, *, corrects_bias: bool = False
) -> EffectSize:
    """Log ratio of two means of the same people (Lajeunesse 2011, doi:10.1890/11-0423.1).

    ``corrects_bias`` adds the second-order term, as for independent means.
    """
    table.check()
    if table.mean == 0 or table.other_mean == 0 or table.mean / table.other_mean < 0:
        raise CannotComputeError("means of zero or of different sign have no log ratio")
    one, two = table.sd / table.mean, table.other_sd / table.other_mean
    variance = (one - two) ** 2 + 2 * (1 - table.correlation) * one * two
    value = math.log(table.mean / table.other_mean)
    if corrects_bias:
        value += (one**2 - two**2) / (2 * table.total)
    return checked(value, variance / table.total)


PAIRED_EFFECTS: Mapping[str, Callable[[PairedMeansTable], EffectSize]] = MappingProxyType(
    {
        "MC": mean_change,
        "SMCC": standardised_change,
        "SMCR": change_by_raw_spread,
        "ROMC": log_ratio_of_paired_means,
    }
)

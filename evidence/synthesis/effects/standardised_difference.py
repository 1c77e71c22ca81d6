"""Standardised mean differences as RevMan and the R package ``meta`` compute them.

They differ from :mod:`evidence.synthesis.effects.mean_effects` in what the difference is divided
by and in the variance (Deeks and Higgins 2010, Statistical algorithms in Review Manager 5; White
and Thomas 2005, doi:10.1191/1740774505cn081oa, for the exact variance).
"""

from __future__ import annotations

from enum import StrEnum

from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.effects.mean_effects import (
    standardised_difference,
    standardised_mean_difference,
)
from evidence.synthesis.effects.small_sample import approximate_hedges_correction
from evidence.synthesis.effects.variance_formula import VarianceFormula
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import MeansTable


class StandardisedBy(StrEnum):
    """What the difference in means is divided by, and whether small samples are corrected for."""

    HEDGES = "hedges"
    """The standard deviation within groups, corrected."""
    COHEN = "cohen"
    """The standard deviation within groups, not corrected."""
    GLASS = "glass"
    """The comparator arm's standard deviation, not corrected."""


def standardised_by(table: MeansTable, *, by: StandardisedBy, exact: bool) -> EffectSize:
    """Standardised mean difference with its variance.

    ``exact`` takes correction and variance from gamma functions; without it they are RevMan's
    approximations. Glass's is the same either way.
    """
    table.check()
    inverse = 1 / table.total + 1 / table.comparator_total
    total = table.total + table.comparator_total
    if by is StandardisedBy.GLASS:
        if table.comparator_sd == 0 or table.comparator_total <= 1:
            raise CannotComputeError("the comparator arm has no spread to standardise by")
        value = (table.mean - table.comparator_mean) / table.comparator_sd
        return checked(value, inverse + value**2 / (2 * (table.comparator_total - 1)))
    d = standardised_difference(table)
    if exact:
        g = standardised_mean_difference(table, VarianceFormula.UNBIASED)
        return g if by is StandardisedBy.HEDGES else EffectSize(d, g.variance)
    if by is StandardisedBy.COHEN:
        return checked(d, inverse + d * d / (2 * total))
    g_value = approximate_hedges_correction(total) * d
    if total <= 3.94:
        raise CannotComputeError("RevMan's variance needs at least four participants")
    return checked(g_value, inverse + g_value**2 / (2 * (total - 3.94)))

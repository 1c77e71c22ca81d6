"""Effect sizes of the means and standard deviations of two independent groups."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from evidence.synthesis.effects.effect_size import EffectSize, checked
from evidence.synthesis.effects.small_sample import hedges_correction
from evidence.synthesis.effects.variance_formula import VarianceFormula
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import MeansTable

_LOGISTIC = math.pi / math.sqrt(3)


def mean_difference(
    table: MeansTable, variance: VarianceFormula = VarianceFormula.LARGE_SAMPLE
) -> EffectSize:
    """Difference in means, intervention minus comparator."""
    table.check()
    value = table.mean - table.comparator_mean
    if variance is VarianceFormula.EQUAL_VARIANCES:
        return checked(value, pooled_sd(table) ** 2 * _inverse_sizes(table))
    if variance is not VarianceFormula.LARGE_SAMPLE:
        raise CannotComputeError(f"no variance {variance.value} of a mean difference is known")
    return checked(
        value, table.sd**2 / table.total + table.comparator_sd**2 / table.comparator_total
    )


def pooled_sd(table: MeansTable) -> float:
    """Standard deviation within groups, from both."""
    n1, n2 = table.total, table.comparator_total
    if n1 + n2 <= 2:
        raise CannotComputeError("too few participants for a standard deviation within groups")
    squares = (n1 - 1) * table.sd**2 + (n2 - 1) * table.comparator_sd**2
    if squares < 0:
        raise CannotComputeError("an arm has fewer than one participant")
    return math.sqrt(squares / (n1 + n2 - 2))


def _inverse_sizes(table: MeansTable) -> float:
    return 1 / table.total + 1 / table.comparator_total


def standardised_difference(table: MeansTable) -> float:
    """Cohen's d: the difference in means over the standard deviation within groups."""
    table.check()
    spread = pooled_sd(table)
    if spread == 0:
        raise CannotComputeError("no spread in either arm, so that nothing can be standardised")
    return (table.mean - table.comparator_mean) / spread


def standardised_mean_difference(
    table: MeansTable,
    variance: VarianceFormula = VarianceFormula.LARGE_SAMPLE,
    *,
    average: float | None = None,
) -> EffectSize:
    """Hedges' g, the standardised difference with the exact small-sample correction.

    Variances: ``LARGE_SAMPLE`` 1/n1 + 1/n2 + g²/2N (Hedges 1982,
    doi:10.1037/0033-2909.92.2.490); ``UNBIASED`` (Hedges 1983, doi:10.1037/0033-2909.93.2.388);
    ``LARGE_SAMPLE_UNCORRECTED`` from d, times J² (Borenstein 2009); ``AVERAGE`` with the average
    of all studies' g, weighted by size, in place of the own (Hedges 1982), given as ``average``.
    """
    d = standardised_difference(table)
    freedom = table.total + table.comparator_total - 2
    correction = hedges_correction(freedom)
    g = correction * d
    twice = 2 * (freedom + 2)
    inverse = _inverse_sizes(table)
    if variance is VarianceFormula.LARGE_SAMPLE:
        return checked(g, inverse + g * g / twice)
    if variance is VarianceFormula.LARGE_SAMPLE_UNCORRECTED:
        return checked(g, correction**2 * (inverse + d * d / twice))
    if variance is VarianceFormula.UNBIASED:
        return checked(g, inverse + (1 - (freedom - 2) / (freedom * correction**2)) * g * g)
    if variance is VarianceFormula.AVERAGE and average is not None:
        return checked(g, inverse + average * average / twice)
    raise CannotComputeError(f"no variance {variance.value} of this standardised mean difference")


def standardised_mean_difference_unequal(
    table: MeansTable, *, corrects_variance: bool = False
) -> EffectSize:
    """Difference in means over the root of the mean variance, for groups of unequal variance.

    Bonett 2008 (doi:10.1037/1082-989X.13.2.99). ``corrects_variance`` multiplies the variance by
    the square of the small-sample correction, as metafor did before version 4.6.
    """
    table.check()
    n1, n2 = table.total, table.comparator_total
    if min(n1, n2) <= 1:
        raise CannotComputeError("an arm of one person has no standard deviation")
    one, two = table.sd**2, table.comparator_sd**2
    both = one + two
    if both == 0:
        raise CannotComputeError("no spread in either arm, so that nothing can be standardised")
    correction = hedges_correction(n1 + n2 - 2)
    g = correction * (table.mean - table.comparator_mean) / math.sqrt(both / 2)
    variance = g * g * (one**2 / (n1 - 1) + two**2 / (n2 - 1)) / (2 * both**2) + (
        one / (n1 - 1) + two / (n2 - 1)
    ) / (both / 2)
    return checked(g, variance * correction**2 if corrects_variance else variance)


def _relative_variances(table: MeansTable) -> tuple[float, float]:
    """Squared coefficient of variation over the group's size, for both groups."""
    if table.mean == 0 or table.comparator_mean == 0:
        raise CannotComputeError("a mean is zero, so that a ratio to it has no logarithm")
    return (
        (table.sd / table.mean) ** 2 / table.total,
        (table.comparator_sd / table.comparator_mean) ** 2 / table.comparator_total,
    )


def log_ratio_of_means(table: MeansTable, *, corrects_bias: bool = False) -> EffectSize:
    """Log ratio of means (Hedges, Gurevitch and Curtis 1999, doi:10.2307/177062).

    ``corrects_bias`` adds the second-order term of Lajeunesse 2015 (doi:10.1890/14-2402.1).
    """
    table.check()
    one, two = _relative_variances(table)
    ratio = table.mean / table.comparator_mean
    if ratio <= 0:
        raise CannotComputeError("means of different sign have no log ratio")
    value = math.log(ratio)
    return checked(value + (one - two) / 2 if corrects_bias else value, one + two)


def log_ratio_of_variation(table: MeansTable, *, corrects_bias: bool = True) -> EffectSize:
    """Log ratio of the coefficients of variation (Nakagawa 2015, doi:10.1111/2041-210X.12309)."""
    spread = log_ratio_of_spread(table, corrects_bias=corrects_bias)
    one, two = _relative_variances(table)
    ratio = table.mean / table.comparator_mean
    if ratio <= 0 or table.mean < 0:
        raise CannotComputeError("a negative mean has no coefficient of variation")
    return checked(spread.value - math.log(ratio), spread.variance + one + two)


def log_ratio_of_spread(table: MeansTable, *, corrects_bias: bool = True) -> EffectSize:
    """Log ratio of the standard deviations (Nakagawa 2015, doi:10.1111/2041-210X.12309)."""
    table.check()
    n1, n2 = table.total, table.comparator_total
    if min(n1, n2) <= 1:
        raise CannotComputeError("an arm of one person has no standard deviation")
    if min(table.sd, table.comparator_sd) == 0:
        raise CannotComputeError("an arm has no spread, whose logarithm does not exist")
    one, two = 1 / (2 * (n1 - 1)), 1 / (2 * (n2 - 1))
    value = math.log(table.sd / table.comparator_sd)
    return checked(value + one - two if corrects_bias else value, one + two)


def log_odds_ratio_by_logistic(table: MeansTable) -> EffectSize:
    """Log odds ratio of the outcome split at any point, were it logistic (Chinn 2000)."""
    d = standardised_difference(table)
    total = table.total + table.comparator_total
    variance = _inverse_sizes(table) + d * d / (2 * total)
    return checked(_LOGISTIC * d, _LOGISTIC**2 * variance)


MEAN_EFFECTS: Mapping[str, Callable[[MeansTable], EffectSize]] = MappingProxyType(
    {
        "MD": mean_difference,
        "SMD": standardised_mean_difference,
        "SMDH": standardised_mean_difference_unequal,
        "ROM": log_ratio_of_means,
        "CVR": log_ratio_of_variation,
        "VR": log_ratio_of_spread,
        "D2ORL": log_odds_ratio_by_logistic,
    }
)

"""The test of excess significance: are there more significant studies than their power allows?

Ioannidis and Trikalinos (2007, doi:10.1177/1740774507079441). Power is that of each study for the
pooled effect, which selection itself inflates, so the test errs on the side of finding nothing;
and heterogeneity can make more studies significant without any selection.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from evidence.synthesis.random_effects.between_study_variance import Numbers
from evidence.synthesis.random_effects.checked_effects import checked_effects
from evidence.synthesis.refusal import CannotComputeError

_PURPOSE = "the test of excess significance"


@dataclass(frozen=True, slots=True)
class ExcessSignificance:
    """Observed and expected numbers of significant studies, and whether the excess is chance.

    ``chi_squared`` with ``p_value`` is the published test; ``exact_p_value`` counts how likely so
    many significant studies are with these powers. Both are one-sided, for an excess.
    """

    observed: int
    expected: float
    chi_squared: float
    p_value: float
    exact_p_value: float
    effect: float
    power: tuple[float, ...]


def excess_significance(
    values: ArrayLike,
    variances: ArrayLike,
    *,
    between_study_variance: float = 0.0,
    alpha: float = 0.05,
) -> ExcessSignificance:
    """The test at the mean with weights 1/(v + τ²), each study two-sided at ``alpha``.

    Raises:
        CannotComputeError: without studies, or where every study is certain to be significant.
    """
    found, spread = checked_effects(values, variances, least=1, purpose=_PURPOSE)
    weights = 1 / (spread + between_study_variance)
    effect = float(found[0]) + float(weights @ (found - found[0])) / float(weights.sum())
    errors = np.sqrt(spread)
    critical = float(-ndtri(alpha / 2))
    power = _power(effect, errors, between_study_variance, critical)
    observed = int((np.abs(found / errors) >= critical).sum())
    expected, count = float(power.sum()), len(found)
    if expected >= count:
        raise CannotComputeError(f"{_PURPOSE}: every study is certain to be significant")
    excess = observed - expected
    statistic = excess * excess * (1 / expected + 1 / (count - expected))
    return ExcessSignificance(
        observed=observed,
        expected=expected,
        chi_squared=statistic,
        p_value=float(ndtr(-math.copysign(math.sqrt(statistic), excess))),
        exact_p_value=_at_least(power, observed),
        effect=effect,
        power=tuple(power.tolist()),
    )


def _power(effect: float, errors: Numbers, between: float, critical: float) -> Numbers:
    """The chance that a study's estimate, drawn around the effect, is significant."""
    spread = np.sqrt(errors * errors + between)
    power: Numbers = ndtr((effect - critical * errors) / spread) + ndtr(
        (-effect - critical * errors) / spread
    )
    return power


def _at_least(power: Numbers, observed: int) -> float:
    """The chance of at least so many successes in trials of unequal chances."""
    shares = np.ones(1)
    for chance in power:
        shares = np.convolve(shares, (1 - chance, chance))
    return min(1.0, float(shares[observed:].sum()))

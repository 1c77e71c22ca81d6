"""Corrections for the bias of effect sizes in small samples."""

from __future__ import annotations

import math

from scipy.special import gammaln

from evidence.synthesis.refusal import CannotComputeError

# Beyond this the difference of two logarithms of gamma functions loses more digits than the
# series below leaves out.
_SERIES_FROM = 100.0


def hedges_correction(degrees_of_freedom: float) -> float:
    """Hedges' exact correction J of a standardised mean difference.

    Γ(m/2) / (√(m/2) Γ((m − 1)/2)) with m degrees of freedom (Hedges 1981,
    doi:10.3102/10769986006002107).

    Raises:
        CannotComputeError: with no more than one degree of freedom, where it does not exist.
    """
    if degrees_of_freedom <= 1:
        raise CannotComputeError("too few participants for a standardised mean difference")
    half = degrees_of_freedom / 2
    x = half - 0.5
    if x < _SERIES_FROM:
        return math.exp(gammaln(half) - gammaln(x)) / math.sqrt(half)
    # Γ(x + ½)/Γ(x) = √x (1 − 1/(8x) + …): Tricomi and Erdélyi 1951, doi:10.2140/pjm.1951.1.133.
    inverse = 1 / x
    series = 1 + inverse * (
        -1 / 8
        + inverse
        * (1 / 128 + inverse * (5 / 1024 + inverse * (-21 / 32768 - inverse * 399 / 262144)))
    )
    return math.sqrt(x / half) * series


def approximate_hedges_correction(total: float) -> float:
    """The usual approximation 1 − 3/(4N − 9) for two groups of N participants together.

    Raises:
        CannotComputeError: with fewer than three participants, where it is not positive.
    """
    if total < 3:
        raise CannotComputeError("too few participants for a standardised mean difference")
    return 1 - 3 / (4 * total - 9)

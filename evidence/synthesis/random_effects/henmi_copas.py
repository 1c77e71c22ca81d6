"""The interval of Henmi and Copas, which small-study effects bias less than others.

The estimate has the weights of the common-effect model, which give small studies little say; the
interval allows for τ² all the same, through the distribution of the estimate given its Q, which is
approximated by a gamma distribution (Henmi and Copas 2010, doi:10.1002/sim.4029).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammainc

from evidence.synthesis.intervals import LEVEL
from evidence.synthesis.random_effects.linear_model import CommonMean, Numbers
from evidence.synthesis.random_effects.pooling import COMMON, checked
from evidence.synthesis.refusal import CannotComputeError

_NODES, _GAUSS = np.polynomial.legendre.leggauss(200)
# The normal density is lost in rounding beyond.
_FAR = 12.0


@dataclass(frozen=True, slots=True)
class HenmiCopas:
    """The estimate with its standard error, its interval and the τ² that both allow for."""

    value: float
    standard_error: float
    ci_low: float
    ci_high: float
    between_study_variance: float
    level: float


def henmi_copas(values: Numbers, variances: Numbers, *, level: float = LEVEL) -> HenmiCopas:
    """The estimate and the interval of Henmi and Copas, from two studies up.

    Raises:
        CannotComputeError: for what ``pool`` refuses, and for a single study.
    """
    checked(values, variances, COMMON, level=level)
    if len(values) < 2:
        raise CannotComputeError("one study gives no interval by Henmi and Copas")
    model = CommonMean(values, variances)
    weights = model.weights(0.0)
    residuals = model.residuals(weights)
    freedom = len(values) - 1
    total = float(weights.sum())
    q = float(weights @ (residuals * residuals))
    between = max(0.0, (q - freedom) / float(model.trace(weights)))
    # Moments of the weights, as sums of what is positive: one study may have nearly all weight.
    first = float(weights @ weights) / total
    apart = weights * (weights - first) ** 2 / total
    inflation = 1 + between * first
    conditional = _Conditional(
        freedom=freedom,
        between=between,
        ratio=float(model.trace(weights)) / first,
        spread=float(model.trace(weights)),
        spread2=float(model.trace_product(weights, np.ones_like(weights), np.ones_like(weights))),
        rest=float(apart.sum()),
        rest2=float(apart @ weights),
        inflation=inflation,
    )
    reach = conditional.reach((1 - level) / 2)
    value = float(model.mean(weights))
    error = math.sqrt(inflation / total)
    width = math.sqrt(inflation) * reach * error
    return HenmiCopas(value, error, value - width, value + width, between, level)


@dataclass(frozen=True, slots=True)
class _Conditional:
    """Q given the standardised estimate r: its first two moments, for a gamma distribution."""

    freedom: int
    between: float
    ratio: float
    spread: float
    spread2: float
    rest: float
    rest2: float
    inflation: float

    def reach(self, tail: float) -> float:
        """How far the interval reaches for a probability in each tail."""
        try:
            return float(
                brentq(lambda reach: self._tail(reach) - tail, 1e-6, 50.0, xtol=1e-14, rtol=1e-15)
            )
        except ValueError:
            # The moments of the approximation are those of no distribution.
            raise CannotComputeError(
                "weights are too far apart in size for the interval of Henmi and Copas"
            ) from None

    def _tail(self, reach: float) -> float:
        standard = reach + (_NODES + 1) * _FAR / 2
        density = np.exp(-0.5 * standard**2) / math.sqrt(2 * math.pi)
        allowed = self.ratio * ((standard / reach) ** 2 - 1) + self.freedom
        mean, variance = self._moments(self.inflation * standard**2)
        return float(
            (_GAUSS * density * gammainc(mean**2 / variance, allowed * mean / variance)).sum()
            * _FAR
            / 2
        )

    def _moments(self, squared: Numbers) -> tuple[Numbers, Numbers]:
        tau2, rest = self.between, self.rest
        excess = squared / self.inflation**2 - 1 / self.inflation
        mean = self.freedom + tau2 * self.spread + tau2**2 * excess * rest
        variance = (
            2 * self.freedom
            + 4 * tau2 * self.spread
            + 2 * tau2**2 * self.spread2
            + 4 * tau2**2 * excess * rest
            + 4 * tau2**3 * excess * self.rest2
            + 2 * tau2**4 * (self.inflation**-2 - 2 * squared / self.inflation**3) * rest**2
        )
        return mean, variance

"""How far studies differ beyond chance: Q, I², H² and τ².

I² and H² of a random-effects model are computed from its τ² and the typical sampling variance, as
metafor does and RevMan since 2024; those of the common-effect model, and ``i_squared_q``, from Q
(Higgins and Thompson 2002, doi:10.1002/sim.1186). For DerSimonian-Laird both agree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import chdtrc

from evidence.model.synthesis import Heterogeneity
from evidence.synthesis.intervals import LEVEL, quantile
from evidence.synthesis.random_effects.linear_model import CommonMean, LinearModel, Numbers
from evidence.synthesis.refusal import CannotComputeError


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Q, or the residual Q of a regression, and the typical sampling variance.

    The typical variance is 0 where no degree of freedom is left.
    """

    q: float
    degrees_of_freedom: int
    p_value: float
    typical_variance: float

    def i_squared(self, between: float) -> float:
        """I² in percent for a τ²."""
        return 100 * between / (between + self.typical_variance) if between > 0 else 0.0

    def h_squared(self, between: float) -> float:
        """H² for a τ²."""
        return 1 + between / self.typical_variance if between > 0 else 1.0

    @property
    def i_squared_q(self) -> float:
        """I² in percent from Q."""
        return max(0.0, 100 * (self.q - self.degrees_of_freedom) / self.q) if self.q > 0 else 0.0


def dispersion(model: LinearModel) -> Dispersion:
    """Q of the effects around their common-effect mean."""
    freedom = int(model.count) - model.coefficients
    if freedom < 1:
        return Dispersion(0.0, 0, 1.0, 0.0)
    weights = model.weights(0.0)
    residuals = model.residuals(weights)
    q = float(weights @ (residuals * residuals))
    return Dispersion(q, freedom, float(chdtrc(freedom, q)), freedom / float(model.trace(weights)))


def heterogeneity(
    values: Numbers, variances: Numbers, between_study_variance: float, *, is_common: bool
) -> Heterogeneity:
    """Heterogeneity statistics of one set of effects under one model."""
    found = dispersion(CommonMean(values, variances))
    return described(found, between_study_variance, is_common=is_common)


def described(found: Dispersion, between: float, *, is_common: bool) -> Heterogeneity:
    """Heterogeneity statistics from Q and the τ² of the model that is shown."""
    freedom = found.degrees_of_freedom
    from_q = found.q / freedom if freedom else 1.0
    return Heterogeneity(
        q=found.q,
        degrees_of_freedom=freedom,
        p_value=found.p_value,
        i_squared=found.i_squared_q if is_common else found.i_squared(between),
        tau_squared=between,
        i_squared_q=found.i_squared_q,
        h_squared=from_q if is_common else found.h_squared(between),
    )


@dataclass(frozen=True, slots=True)
class InconsistencyInterval:
    """Confidence limits of H and of I² in percent, from Q."""

    h_low: float
    h_high: float
    i_squared_low: float
    i_squared_high: float


def inconsistency_interval(q: float, studies: int, level: float = LEVEL) -> InconsistencyInterval:
    """The test-based interval of Higgins and Thompson (2002, doi:10.1002/sim.1186, appendix A2).

    Raises:
        CannotComputeError: for fewer than two studies, and for two whose Q is small.
    """
    if studies < 2 or (studies == 2 and q <= studies):
        raise CannotComputeError(
            f"{studies} studies with Q = {q:.3g} give no test-based interval of I²"
        )
    log_h = max(0.0, 0.5 * math.log(q / (studies - 1))) if q > 0 else 0.0
    reach = quantile(level) * _error_of_log_h(q, studies)
    low, high = math.exp(max(0.0, log_h - reach)), math.exp(log_h + reach)
    return InconsistencyInterval(low, high, 100 * (1 - low**-2), 100 * (1 - high**-2))


def _error_of_log_h(q: float, studies: int) -> float:
    if q > studies:
        excess = math.log(q) - math.log(studies - 1)
        return 0.5 * excess / (math.sqrt(2 * q) - math.sqrt(2 * studies - 3))
    return math.sqrt((1 - 1 / (3 * (studies - 2) ** 2)) / (2 * (studies - 2)))

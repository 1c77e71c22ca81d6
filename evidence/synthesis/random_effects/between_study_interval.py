"""Confidence intervals of τ², and with it of τ, I² and H².

* Q-profile: the τ² at which Q(τ²) is a quantile of χ² (Viechtbauer 2007, doi:10.1002/sim.2514);
* profile likelihood, for ML and REML (Hardy and Thompson 1996,
  Statistics in Medicine 15:619-629);
* generalised Q with fixed weights, whose distribution is exact: with the weights of the
  common-effect model, on which DerSimonian and Laird's estimate rests (Biggerstaff and Jackson
  2008, doi:10.1002/sim.3413), or with 1/√v, which is shorter where studies differ (Jackson 2013,
  doi:10.1002/jrsm.1081);
* Biggerstaff and Tweedie (1997, Statistics in Medicine 16:753-768): the first of these with a gamma
  distribution of the same mean and variance in place of the exact one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from scipy.optimize import brentq
from scipy.special import gammaincc, gammaincinv

from evidence.synthesis.intervals import LEVEL
from evidence.synthesis.random_effects.between_study_variance import (
    MODEL_ESTIMATORS,
    q_profile_root,
)
from evidence.synthesis.random_effects.heterogeneity import Dispersion, dispersion
from evidence.synthesis.random_effects.likelihood import log_likelihood
from evidence.synthesis.random_effects.linear_model import CommonMean, LinearModel, Numbers
from evidence.synthesis.random_effects.quadratic_form import probability_below
from evidence.synthesis.refusal import CannotComputeError

Q_PROFILE = "Q-profile"
PROFILE_LIKELIHOOD = "profile-likelihood"

_RELATIVE = 4 * float(np.finfo(float).eps)
_MOST_DOUBLINGS = 200


@dataclass(frozen=True, slots=True)
class BetweenStudyInterval:
    """An interval of τ², and what it means for I² in percent and H².

    Where the effects are closer together than chance allows, both ends are 0.
    """

    by: str
    level: float
    low: float
    high: float
    i_squared_low: float
    i_squared_high: float
    h_squared_low: float
    h_squared_high: float

    @property
    def tau_low(self) -> float:
        """Lower end for the standard deviation τ."""
        return math.sqrt(self.low)

    @property
    def tau_high(self) -> float:
        """Upper end for the standard deviation τ."""
        return math.sqrt(self.high)


def between_study_interval(
    values: Numbers, variances: Numbers, method: str, *, by: str = Q_PROFILE, level: float = LEVEL
) -> BetweenStudyInterval:
    """A confidence interval of τ² of effects around one mean; ``by`` is a name in ``INTERVALS``.

    Raises:
        CannotComputeError: for fewer than two studies, and for a profile likelihood of an
            estimator that is none.
    """
    return interval_of(CommonMean(values, variances), method, by=by, level=level)


def interval_of(
    model: LinearModel, method: str, *, by: str = Q_PROFILE, level: float = LEVEL
) -> BetweenStudyInterval:
    """A confidence interval of τ² of any model of the mean."""
    found = dispersion(model)
    if found.degrees_of_freedom < 1:
        raise CannotComputeError(
            f"{int(model.count)} studies leave no degree of freedom for an interval of τ²"
        )
    if by == PROFILE_LIKELIHOOD:
        low, high = _profile_likelihood(model, method, level)
    elif by in INTERVALS:
        low, high = INTERVALS[by](model, found, level)
    else:
        known = ", ".join((*INTERVALS, PROFILE_LIKELIHOOD))
        raise CannotComputeError(f"unknown interval of τ² {by!r}; known are {known}")
    return BetweenStudyInterval(
        by=by,
        level=level,
        low=low,
        high=high,
        i_squared_low=found.i_squared(low),
        i_squared_high=found.i_squared(high),
        h_squared_low=found.h_squared(low),
        h_squared_high=found.h_squared(high),
    )


def _q_profile(model: LinearModel, found: Dispersion, level: float) -> tuple[float, float]:
    half = found.degrees_of_freedom / 2
    ends = [2 * float(gammaincinv(half, 0.5 + side * level / 2)) for side in (1, -1)]
    low, high = (float(q_profile_root(model, end)) for end in ends)
    return low, high


def _profile_likelihood(model: LinearModel, method: str, level: float) -> tuple[float, float]:
    if method not in ("ML", "REML"):
        raise CannotComputeError(f"{method} is no maximum of a likelihood to take a profile of")
    restricted = method == "REML"
    best = float(MODEL_ESTIMATORS[method](model))
    height = float(log_likelihood(model, best, restricted=restricted))
    allowed = float(gammaincinv(0.5, level))

    def above(between: float) -> float:
        return float(log_likelihood(model, between, restricted=restricted)) - height + allowed

    low = 0.0 if best == 0 or above(0.0) >= 0 else _root(above, 0.0, best)
    return low, _root(above, best, _beyond(above, best, model))


def _common_effect_weights(variances: Numbers) -> Numbers:
    return 1 / variances


def _root_weights(variances: Numbers) -> Numbers:
    return 1 / np.sqrt(variances)


def _generalised(weigh: Callable[[Numbers], Numbers]) -> _Search:
    def search(model: LinearModel, found: Dispersion, level: float) -> tuple[float, float]:
        del found
        mean = _only_mean(model)
        weights = weigh(mean.variances)
        residuals = mean.residuals(weights)
        q = float(weights @ (residuals * residuals))

        def below(between: float) -> float:
            return probability_below(q, weights, mean.variances + between)

        return _by_distribution(below, mean, level)

    return search


def _biggerstaff_tweedie(
    model: LinearModel, found: Dispersion, level: float
) -> tuple[float, float]:
    mean = _only_mean(model)
    weights = mean.weights(0.0)
    trace, trace2 = float(mean.trace(weights)), float(mean.moments(weights).trace2)
    freedom = found.degrees_of_freedom

    def below(between: float) -> float:
        expected = freedom + trace * between
        variance = 2 * (freedom + 2 * trace * between + trace2 * between * between)
        shape = expected * expected / variance
        return 1 - float(gammaincc(shape, found.q * expected / variance))

    return _by_distribution(below, mean, level)


def _by_distribution(
    below: Callable[[float], float], model: LinearModel, level: float
) -> tuple[float, float]:
    """The ends of an interval from P(Q ≤ q), which falls as τ² grows."""
    ends = []
    for probability in (0.5 + level / 2, 0.5 - level / 2):

        def excess(between: float, probability: float = probability) -> float:
            return below(between) - probability

        start = excess(0.0)
        ends.append(0.0 if start <= 0 else _root(excess, 0.0, _beyond(excess, 0.0, model)))
    return ends[0], ends[1]


def _only_mean(model: LinearModel) -> LinearModel:
    if model.coefficients != 1:
        raise CannotComputeError("a generalised Q interval of τ² is for models without moderators")
    return model


def _beyond(excess: Callable[[float], float], start: float, model: LinearModel) -> float:
    """A τ² at which what falls has fallen below zero."""
    high = start + float(np.ptp(model.values)) ** 2 + float(model.variances.max())
    for _ in range(_MOST_DOUBLINGS):
        if excess(high) < 0:
            return high
        high *= 4
    raise CannotComputeError("the interval of τ² has no upper end")


def _root(excess: Callable[[float], float], low: float, high: float) -> float:
    # The absolute tolerance is there for a root near 0 and goes with the unit of the data.
    return float(brentq(excess, low, high, xtol=1e-15 * high, rtol=_RELATIVE))


_Search = Callable[[LinearModel, Dispersion, float], tuple[float, float]]

INTERVALS: Mapping[str, _Search] = MappingProxyType(
    {
        Q_PROFILE: _q_profile,
        "Biggerstaff-Jackson": _generalised(_common_effect_weights),
        "Jackson": _generalised(_root_weights),
        "Biggerstaff-Tweedie": _biggerstaff_tweedie,
    }
)

"""The Bayesian normal-normal model, by numerical integration instead of simulation.

Given τ, the posterior of the mean is normal in closed form; what remains is one integral over τ,
which Gauss-Legendre panels take to about ten digits (Röver 2020, doi:10.18637/jss.v093.i06, works
the same way). The prior of the mean is normal or flat, that of τ one of three on the positive axis.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from evidence.synthesis.intervals import LEVEL
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.random_effects.pooling import COMMON, checked
from evidence.synthesis.refusal import CannotComputeError

_NODES, _GAUSS = np.polynomial.legendre.leggauss(20)
_PANELS = 64


class TauShape(StrEnum):
    """The shape of the prior of τ; each has one scale.

    ``uniform`` reaches from 0 to its scale, the others are the positive half of their symmetric
    namesakes.
    """

    HALF_NORMAL = "half-normal"
    HALF_CAUCHY = "half-cauchy"
    UNIFORM = "uniform"


@dataclass(frozen=True, slots=True)
class TauPrior:
    """What was believed of τ before the data, on the analysis scale."""

    shape: TauShape
    scale: float

    def log_density(self, tau: Numbers) -> Numbers:
        """The logarithm of the density at some τ."""
        ratio = tau / self.scale
        if self.shape is TauShape.HALF_NORMAL:
            return math.log(math.sqrt(2 / math.pi) / self.scale) - 0.5 * ratio * ratio
        if self.shape is TauShape.HALF_CAUCHY:
            return math.log(2 / (math.pi * self.scale)) - np.log1p(ratio * ratio)
        return np.where(ratio <= 1, -math.log(self.scale), -np.inf)


@dataclass(frozen=True, slots=True)
class MeanPrior:
    """A normal prior of the mean, on the analysis scale."""

    mean: float
    standard_deviation: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """Mean, median, standard deviation and the central interval of one unknown."""

    mean: float
    median: float
    standard_deviation: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BayesianPooling:
    """What the data make of the priors.

    ``prediction`` is the effect of a new study. ``probability_below_zero`` is that of a mean below
    no effect; ``log_marginal_likelihood`` compares priors, ``None`` under a flat prior of the mean,
    which has none.
    """

    effect: Posterior
    tau: Posterior
    prediction: Posterior
    probability_below_zero: float
    level: float
    log_marginal_likelihood: float | None


def bayesian_pool(
    values: Numbers,
    variances: Numbers,
    tau_prior: TauPrior,
    *,
    mean_prior: MeanPrior | None = None,
    level: float = LEVEL,
) -> BayesianPooling:
    """The posterior of mean, τ and the effect of a new study; without a prior the mean's is flat.

    Raises:
        CannotComputeError: for what ``pool`` refuses, a scale that is not positive, and priors
            under which the posterior does not exist or has no variance: a heavy-tailed or
            one-study case with a flat prior of the mean.
    """
    checked(values, variances, COMMON, level=level)
    _check_priors(len(values), tau_prior, mean_prior)
    mixture = _mixture(values, variances, tau_prior, mean_prior)
    return BayesianPooling(
        effect=_of_mixture(mixture, mixture.variances, level),
        tau=_of_tau(mixture, level),
        prediction=_of_mixture(mixture, mixture.variances + mixture.taus**2, level),
        probability_below_zero=mixture.below(0.0, mixture.variances),
        level=level,
        log_marginal_likelihood=mixture.log_evidence if mean_prior else None,
    )


def _check_priors(studies: int, tau: TauPrior, mean: MeanPrior | None) -> None:
    scales = [tau.scale] if mean is None else [tau.scale, mean.standard_deviation]
    if not all(0 < scale < math.inf for scale in scales):
        raise CannotComputeError("the scale of a prior must be positive and finite")
    if mean is not None and not math.isfinite(mean.mean):
        raise CannotComputeError("the mean of a prior must be finite")
    # The likelihood falls as τ^(1-k), or τ^(-k) with a prior of the mean; τ² must have a mean.
    fewest = {True: 3, False: 2}[mean is None] if tau.shape is TauShape.HALF_CAUCHY else 1
    if studies < fewest:
        raise CannotComputeError(
            f"a half-Cauchy prior of τ leaves no finite variance with fewer than {fewest} studies"
        )


@dataclass(frozen=True, slots=True)
class _Model:
    """The data with both priors: everything as a function of τ."""

    values: Numbers
    variances: Numbers
    tau_prior: TauPrior
    mean_prior: MeanPrior | None

    def given(self, taus: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Log joint density of τ and the data, and the mean's posterior mean and variance."""
        found = np.empty((3, len(taus)))
        step = max(1, 1_000_000 // len(self.values))
        for start in range(0, len(taus), step):
            part = slice(start, start + step)
            found[:, part] = self._given(taus[part])
        return found[0], found[1], found[2]

    def _given(self, taus: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        weights = 1 / (self.variances + (taus * taus)[:, None])
        total = weights.sum(axis=1)
        shifted = self.values - self.values[0]
        mean = weights @ shifted / total
        misfit = (weights * (shifted - mean[:, None]) ** 2).sum(axis=1)
        mean = mean + self.values[0]
        constants = len(self.values) * math.log(2 * math.pi) - np.log(weights).sum(axis=1)
        if self.mean_prior is None:
            constants = constants - math.log(2 * math.pi) + np.log(total)
            density = self.tau_prior.log_density(taus) - 0.5 * (constants + misfit)
            return density, mean, 1 / total
        centre, spread = self.mean_prior.mean, self.mean_prior.standard_deviation**2
        misfit = misfit + (mean - centre) ** 2 / (spread + 1 / total)
        constants = constants + np.log1p(spread * total)
        precision = total + 1 / spread
        return (
            self.tau_prior.log_density(taus) - 0.5 * (constants + misfit),
            centre + (mean - centre) * total / precision,
            1 / precision,
        )


@dataclass(frozen=True, slots=True)
class _Mixture:
    """The posterior as a mixture over nodes of τ, a panel of nodes after the other.

    τ = size·u/(1 − u), so that u runs from 0 to 1 and half of the mass lies on each side of ½.
    """

    model: _Model
    size: float
    edges: Numbers
    taus: Numbers
    weights: Numbers
    means: Numbers
    variances: Numbers
    log_evidence: float

    def below(self, point: float, variances: Numbers) -> float:
        """The probability below a point, with some variances around the means."""
        return float(self.weights @ ndtr((point - self.means) / np.sqrt(variances)))

    def mass(self, low: float, high: float) -> float:
        """The probability of u in an interval."""
        taus, log_widths = _nodes(np.array([low, high]), self.size)
        log_masses = self.model.given(taus)[0] + log_widths - self.log_evidence
        # No part is more than the whole, whatever a node finds between the nodes of the whole.
        return float(np.exp(np.minimum(log_masses, 0.0)).sum())


def _nodes(edges: Numbers, size: float) -> tuple[Numbers, Numbers]:
    """Nodes of τ in panels of u, and the logarithms of their widths."""
    half = np.diff(edges)[:, None] / 2
    points = (edges[:-1, None] + half * (1 + _NODES)).ravel()
    widths = (half * _GAUSS).ravel()
    return size * points / (1 - points), np.log(widths * size) - 2 * np.log1p(-points)


def _mixture(
    values: Numbers, variances: Numbers, tau_prior: TauPrior, mean_prior: MeanPrior | None
) -> _Mixture:
    model = _Model(values, variances, tau_prior, mean_prior)
    size = _typical_tau(model)
    highest = math.inf if tau_prior.shape is not TauShape.UNIFORM else tau_prior.scale
    last = 1.0 if highest == math.inf else highest / (highest + size)
    edges = np.linspace(0, last, _PANELS + 1)
    taus, log_widths = _nodes(edges, size)
    log_density, means, conditional = model.given(taus)
    log_masses = log_density + log_widths
    top = float(log_masses.max())
    masses = np.exp(log_masses - top)
    total = float(masses.sum())
    return _Mixture(
        model, size, edges, taus, masses / total, means, conditional, top + math.log(total)
    )


def _typical_tau(model: _Model) -> float:
    """About the median of τ, from a coarse grid over many orders of size."""
    unit = min(
        model.tau_prior.scale, math.sqrt(float(model.variances.max())) + float(np.ptp(model.values))
    )
    taus = unit * np.logspace(-6, 3, 400)
    if model.tau_prior.shape is TauShape.UNIFORM:
        taus = taus[taus < model.tau_prior.scale]
    log_masses = model.given(taus)[0] + np.log(taus)
    masses = np.exp(log_masses - log_masses.max()).cumsum()
    return float(taus[int(np.searchsorted(masses, masses[-1] / 2))])


def _of_mixture(mixture: _Mixture, variances: Numbers, level: float) -> Posterior:
    mean = float(mixture.weights @ mixture.means)
    variance = float(mixture.weights @ (variances + (mixture.means - mean) ** 2))
    deviation = math.sqrt(variance)

    def quantile(probability: float) -> float:
        return _root(lambda at: mixture.below(at, variances) - probability, mean, deviation)

    low, median, high = (quantile(each) for each in (0.5 - level / 2, 0.5, 0.5 + level / 2))
    return Posterior(mean, median, deviation, low, high)


def _of_tau(mixture: _Mixture, level: float) -> Posterior:
    panels = mixture.weights.reshape(-1, len(_NODES)).sum(axis=1)
    reached = np.concatenate(([0.0], panels.cumsum()))

    def quantile(probability: float) -> float:
        panel = int(np.searchsorted(reached, probability)) - 1
        low, high = float(mixture.edges[panel]), float(mixture.edges[panel + 1])
        missing = probability - float(reached[panel])
        # Rounding may put the last of the mass of a panel just beyond its end.
        if mixture.mass(low, high) <= missing:
            return float(mixture.size * high / max(1 - high, 1e-15))
        at = brentq(
            lambda point: mixture.mass(low, point) - missing if point > low else -missing,
            low,
            high,
            xtol=1e-14,
        )
        return float(mixture.size * at / max(1 - at, 1e-15))

    mean = float(mixture.weights @ mixture.taus)
    deviation = math.sqrt(float(mixture.weights @ (mixture.taus - mean) ** 2))
    low, median, high = (quantile(each) for each in (0.5 - level / 2, 0.5, 0.5 + level / 2))
    return Posterior(mean, median, deviation, low, high)


def _root(rising: Callable[[float], float], centre: float, width: float) -> float:
    # No narrower than the digits of the centre can tell apart.
    width = max(width, 1e-14 * abs(centre))
    low, high = centre - width, centre + width
    while rising(low) > 0:
        low -= 2 * (centre - low)
    while rising(high) < 0:
        high += 2 * (high - centre)
    return float(brentq(rising, low, high, xtol=1e-13 * width, rtol=1e-14))

"""Mean and standard deviation of a skewed outcome from a five-number summary.

Quantile estimation by McGrath and others (2020, doi:10.1177/0962280219889080): four families of
distributions are fitted so that their quantiles come closest to the printed ones, and the closest
one gives mean and standard deviation. Fits here run to the end in any unit, where the original
bounds the parameters. The authors' beta distribution, which only outcomes between 0 and 1 can
have, is not tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, gammaln, ndtri

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.five_numbers import FiveNumbers, mean_and_sd

Numbers = NDArray[np.float64]

_FAR = 1e300


@dataclass(frozen=True, slots=True)
class MatchedDistribution:
    """The family that came closest, with its mean and standard deviation.

    ``distance`` is the root of the summed squares of what separates the quantiles.
    """

    family: str
    mean: float
    sd: float
    distance: float


@dataclass(frozen=True, slots=True)
class _Family:
    """Quantiles of location ``m`` and shape ``s`` (both free real numbers), and the moments."""

    quantiles: Callable[[Numbers, float, float], Numbers]
    moments: Callable[[float, float], tuple[float, float]]
    start: Callable[[float, float], tuple[float, float]]


def matched_distribution(numbers: FiveNumbers) -> MatchedDistribution:
    """The distribution whose quantiles are closest to the summary.

    Only the normal distribution is tried where a number is not positive.

    Raises:
        CannotComputeError: when the summary is impossible, incomplete or without spread, or comes
            from fewer than three people.
    """
    rough = mean_and_sd(numbers)
    if not rough.sd > 0 or numbers.total < 3:
        raise CannotComputeError("a summary without spread, or of two people, has no distribution")
    shares, printed = _printed(numbers)
    # In units of the median's distance from nothing, so that no unit is favoured.
    unit = float(np.abs(printed).max())
    names = list(_FAMILIES) if float(printed.min()) > 0 else ["normal"]
    found = [
        match
        for name in names
        if (match := _match(name, shares, printed / unit, rough.mean / unit, rough.sd / unit))
    ]
    if not found:
        raise CannotComputeError("no distribution comes near the summary")
    best = min(found, key=lambda match: match.distance)
    return MatchedDistribution(best.family, best.mean * unit, best.sd * unit, best.distance * unit)


def _printed(numbers: FiveNumbers) -> tuple[Numbers, Numbers]:
    n = numbers.total
    pairs = [
        (1 / n, numbers.minimum),
        (0.25, numbers.lower_quartile),
        (0.5, numbers.median),
        (0.75, numbers.upper_quartile),
        (1 - 1 / n, numbers.maximum),
    ]
    if numbers.range is None:
        pairs = pairs[1:4]
    if numbers.quartiles is None:
        pairs = [pairs[0], pairs[len(pairs) // 2], pairs[-1]]
    shares, printed = zip(*pairs, strict=True)
    return np.array(shares), np.array(printed, dtype=float)


def _match(
    name: str, shares: Numbers, printed: Numbers, mean: float, sd: float
) -> MatchedDistribution | None:
    family = _FAMILIES[name]

    def distance(parameters: Numbers) -> float:
        try:
            with np.errstate(all="ignore"):
                away = family.quantiles(shares, *map(float, parameters)) - printed
                squares = float(away @ away)
        except OverflowError:
            return _FAR
        return squares if math.isfinite(squares) else _FAR

    # Every command reads studies, and few of these are skewed.
    from scipy.optimize import minimize

    start = np.array(family.start(mean if mean > 0 or name == "normal" else sd, sd))
    fit = minimize(
        distance,
        start,
        method="Nelder-Mead",
        options={"xatol": 1e-11, "fatol": 1e-22, "maxiter": 4000, "maxfev": 4000},
    )
    try:
        found = family.moments(float(fit.x[0]), float(fit.x[1]))
    except OverflowError:
        return None
    if not (all(math.isfinite(each) for each in found) and fit.fun < _FAR):
        return None
    return MatchedDistribution(name, found[0], found[1], math.sqrt(fit.fun))


def _normal_quantiles(shares: Numbers, location: float, shape: float) -> Numbers:
    return np.asarray(location + math.exp(shape) * ndtri(shares), dtype=np.float64)


def _gamma_quantiles(shares: Numbers, location: float, shape: float) -> Numbers:
    return np.asarray(math.exp(location - shape) * gammaincinv(math.exp(shape), shares))


def _weibull_quantiles(shares: Numbers, location: float, shape: float) -> Numbers:
    return np.asarray(math.exp(location) * (-np.log1p(-shares)) ** math.exp(-shape))


def _lognormal_moments(location: float, shape: float) -> tuple[float, float]:
    variance = math.exp(2 * shape)
    mean = math.exp(location + variance / 2)
    return mean, mean * math.sqrt(math.expm1(variance))


def _lognormal_start(mean: float, sd: float) -> tuple[float, float]:
    variance = math.log1p((sd / mean) ** 2)
    return math.log(mean) - variance / 2, math.log(variance) / 2


def _weibull_moments(location: float, shape: float) -> tuple[float, float]:
    inverse, scale = math.exp(-shape), math.exp(location)
    first = math.exp(float(gammaln(1 + inverse)))
    return scale * first, scale * math.sqrt(math.exp(float(gammaln(1 + 2 * inverse))) - first**2)


_FAMILIES: Mapping[str, _Family] = MappingProxyType(
    {
        "normal": _Family(
            _normal_quantiles,
            lambda location, shape: (location, math.exp(shape)),
            lambda mean, sd: (mean, math.log(sd)),
        ),
        "log-normal": _Family(
            lambda *parameters: np.asarray(np.exp(_normal_quantiles(*parameters))),
            _lognormal_moments,
            _lognormal_start,
        ),
        "gamma": _Family(
            _gamma_quantiles,
            lambda location, shape: (math.exp(location), math.exp(location - shape / 2)),
            lambda mean, sd: (math.log(mean), 2 * math.log(mean / sd)),
        ),
        "weibull": _Family(
            _weibull_quantiles,
            _weibull_moments,
            lambda mean, sd: (math.log(mean), 1.086 * math.log(mean / sd)),
        ),
    }
)

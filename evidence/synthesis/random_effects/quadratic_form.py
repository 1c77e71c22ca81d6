"""How a Q with fixed weights is distributed when effects differ by a given τ².

Q = Σ aᵢ(yᵢ − ȳ)² is a weighted sum of χ² variables. Its Laplace transform is the square root of a
determinant that a rank-one update gives in O(k), so that no eigenvalues are needed:

    E exp(−zQ) = {Π(1 + 2zdᵢ) · Σ(aᵢ/Σa)/(1 + 2zdᵢ)}^(−½),   dᵢ = aᵢ(vᵢ + τ²).

All its singularities lie on the negative real axis. It is inverted by the trapezoidal rule on a
hyperbola around them (Weideman and Trefethen 2007, doi:10.1090/S0025-5718-07-01945-X) that passes
through the saddle point, with a step that follows the width of the peak there: a few dozen points
give about twelve digits for two studies and for thousands.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from evidence.synthesis.random_effects.linear_model import Numbers

# Below 45°, so that a product of many factors falls off from the saddle on.
_ANGLE = 0.5
_SINE, _COSINE = math.sin(_ANGLE), math.cos(_ANGLE)
# Terms below exp(−40) of the largest are lost in rounding.
_LOST = 40.0
_WIDEST_STEP = 0.09
_MOST_STEPS = 100


def probability_below(q: float, weights: Numbers, variances: Numbers) -> float:
    """P(Q ≤ q) for Q with these weights, of effects with these total variances."""
    if q <= 0:
        return 0.0
    scaled = weights * variances / q
    shares = weights / weights.sum()
    saddle, curvature = _saddle(scaled, shares)
    size = saddle / (1 - _SINE)
    step = min(_WIDEST_STEP, 0.25 / (size * _COSINE * math.sqrt(curvature)))
    # Where the exponential alone has fallen far enough.
    reach = math.acosh(1 + (_LOST + saddle) / (size * _SINE))
    along = np.arange(0.0, reach + step, step)
    points = size * (1 + np.sin(1j * along - _ANGLE))
    slopes = 1j * size * np.cos(1j * along - _ANGLE)
    terms = np.exp(_exponent(points, scaled, shares)) * slopes
    terms[0] /= 2
    probability = step / math.pi * float(terms.sum().imag)
    return min(1.0, max(0.0, probability))


def _exponent(
    points: NDArray[np.complex128], scaled: Numbers, shares: Numbers
) -> NDArray[np.complex128]:
    """Logarithm of exp(z) times the transform of the distribution function, for q = 1."""
    factors = 1 + 2 * points[:, None] * scaled
    mean = (shares / factors).sum(axis=1)
    exponent: NDArray[np.complex128] = (
        points - 0.5 * np.log(factors).sum(axis=1) - 0.5 * np.log(mean) - np.log(points)
    )
    return exponent


def _saddle(scaled: Numbers, shares: Numbers) -> tuple[float, float]:
    """Where the exponent is lowest on the positive axis, and its second derivative there."""
    # In ln z the exponent is convex and its slope lies between −k and z − 1.
    point = 1.0
    low, high = 0.0, math.inf
    for _ in range(_MOST_STEPS):
        slope, curvature = _derivatives(point, scaled, shares)
        low, high = (point, high) if slope < 0 else (low, point)
        following = point - slope / curvature
        if not low < following < high:
            following = 2 * point if high == math.inf else (low + high) / 2
        if abs(following - point) <= 1e-8 * point:
            break
        point = following
    return point, _derivatives(point, scaled, shares)[1]


def _derivatives(point: float, scaled: Numbers, shares: Numbers) -> tuple[float, float]:
    factors = 1 / (1 + 2 * point * scaled)
    rates = 2 * scaled * factors
    weights = shares * factors
    mean = float(weights.sum())
    first = float(weights @ rates) / mean
    second = 2 * float(weights @ (rates * rates)) / mean
    slope = 1 - 0.5 * float(rates.sum()) + 0.5 * first - 1 / point
    curvature = 0.5 * float(rates @ rates) - 0.5 * (second - first * first) + point**-2
    return slope, curvature

"""Integration over the normal random effects of studies with binomial counts.

Over one random effect by the trapezoidal rule on the stretch where the integrand is not
negligible, which converges exponentially for such functions (Trefethen and Weideman 2014,
doi:10.1137/130932132), also for the skewed ones of studies without events; over two by adaptive
Gauss-Hermite quadrature (Pinheiro and Bates 1995, doi:10.1080/10618600.1995.10474663). Usual
software takes seven points or Laplace's approximation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

Numbers = NDArray[np.float64]

_TRAPEZOIDS = 121
# Where the integrand has fallen to e to this power, nothing is left of it in double precision.
_NEGLIGIBLE = -40.0
_HERMITE_POINTS = 17


@dataclass(frozen=True, slots=True)
class LogisticRows:
    """Binomial counts of k studies with r rows each, and what their log odds are made of.

    ``events``, ``totals`` and ``offset`` are (k, r); ``shared`` (k, r, p) multiplies the
    coefficients that all studies share; ``random`` (k, r, q) the random effects, q up to 2;
    ``own`` (k, r) a coefficient of each study, ``None`` when there is none. Rows with a total of
    0 say nothing.
    """

    events: Numbers
    totals: Numbers
    offset: Numbers
    shared: Numbers
    random: Numbers
    own: Numbers | None = None


def quadrature(rows: LogisticRows, fixed: Numbers, slopes: Numbers) -> tuple[Numbers, Numbers]:
    """Points (k, Q, q) of the random effects and their log weights (k, Q), for each study.

    ``fixed`` (k, r) are the log odds without random effects, ``slopes`` (k, r, q) what each adds
    per standard deviation. The weights hold the density of the random effects.
    """
    q = slopes.shape[2]
    if q == 0:
        return np.zeros((len(fixed), 1, 0)), np.zeros((len(fixed), 1))
    modes, inverse = _modes(rows, fixed, slopes)
    root = np.asarray(np.linalg.cholesky(inverse), dtype=np.float64)
    if q == 1:
        return _stretch(rows, fixed, slopes, modes, root[:, 0, 0])
    nodes, weights = np.polynomial.hermite_e.hermegauss(_HERMITE_POINTS)
    grid = np.stack(np.meshgrid(*[nodes] * q, indexing="ij"), axis=-1).reshape(-1, q)
    logs = np.log(weights / math.sqrt(2 * math.pi))
    log_weights = np.sum(np.meshgrid(*[logs] * q, indexing="ij"), axis=0).reshape(-1)
    points = modes[:, None, :] + np.einsum("kqs,Qs->kQq", root, grid)
    scale = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    # The density of the random effect over that of the points.
    ratio = ((grid**2).sum(axis=1) - (points**2).sum(axis=2)) / 2
    return points, log_weights + ratio + scale[:, None]


def _stretch(
    rows: LogisticRows, fixed: Numbers, slopes: Numbers, modes: Numbers, scale: Numbers
) -> tuple[Numbers, Numbers]:
    """Equally spaced points over all of the integrand that is not negligible."""
    height = _log_integrand(rows, fixed, slopes, modes)
    ends = []
    for side in (-1.0, 1.0):
        # The integrand is log-concave, so that secants from the mode find each end.
        reach = 9.0 * scale
        for _ in range(8):
            fall = _log_integrand(rows, fixed, slopes, modes + side * reach[:, None]) - height
            reach = reach * np.clip(_NEGLIGIBLE / np.minimum(fall, -1e-3), 0.5, 2) ** 0.7
        ends.append(modes[:, 0] + side * reach * 1.1)
    low, high = ends
    step = (high - low) / (_TRAPEZOIDS - 1)
    points = low[:, None] + step[:, None] * np.arange(_TRAPEZOIDS)
    log_weights = np.log(step)[:, None] - (points**2 + math.log(2 * math.pi)) / 2
    return points[:, :, None], log_weights


def _log_integrand(rows: LogisticRows, fixed: Numbers, slopes: Numbers, points: Numbers) -> Numbers:
    odds = fixed + slopes[:, :, 0] * points
    likelihood = rows.events * odds - rows.totals * softplus(odds)
    return np.asarray(likelihood.sum(axis=1) - points[:, 0] ** 2 / 2)


def _modes(rows: LogisticRows, fixed: Numbers, slopes: Numbers) -> tuple[Numbers, Numbers]:
    """Where each study's integrand is highest, and the inverse of its curvature there."""
    q = slopes.shape[2]
    modes = np.zeros((len(fixed), q))
    inverse = np.broadcast_to(np.eye(q), (len(fixed), q, q))
    for _ in range(50):
        odds = fixed + np.einsum("krq,kq->kr", slopes, modes)
        shares = expit(odds)
        gradient = np.einsum("kr,krq->kq", rows.events - rows.totals * shares, slopes) - modes
        spread = rows.totals * shares * (1 - shares)
        curve = np.einsum("kr,krq,krs->kqs", spread, slopes, slopes) + np.eye(q)
        inverse = np.linalg.inv(curve)
        step = np.einsum("kqs,ks->kq", inverse, gradient)
        modes = modes + np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-10:
            break
    return modes, inverse


def softplus(odds: Numbers) -> Numbers:
    """The logarithm of 1 + exp(odds)."""
    return np.asarray(np.logaddexp(0.0, odds))

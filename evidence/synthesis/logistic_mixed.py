"""Maximum likelihood for logistic models with normal random effects of studies.

The integral over the random effects of a study is taken by adaptive Gauss-Hermite quadrature
around its mode (Pinheiro and Bates 1995, doi:10.1080/10618600.1995.10474663), fine enough to be
exact for all purposes, where usual software takes seven points or Laplace's approximation. The
gradient and the Hessian follow from expectations over the same points, so that Newton's method
converges to the last digits; parameters that belong to a single study are eliminated, so that a
step costs O(k).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, gammaln

from evidence.synthesis.refusal import CannotComputeError

Numbers = NDArray[np.float64]

_MOST_STEPS = 200
_POINTS = {0: 1, 1: 41, 2: 21}
# What the likelihood may still rise by when it has converged: far below any digit printed.
_CLOSE = 1e-13


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


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """Estimates at the maximum: shared coefficients, standard deviations of the random effects.

    ``covariance`` is that of the shared coefficients, then the standard deviations above zero;
    ``own_information`` and ``cross_information`` are the other blocks of the observed information.
    """

    shared: Numbers
    deviations: Numbers
    own: Numbers
    log_likelihood: float
    covariance: Numbers
    own_information: Numbers
    cross_information: Numbers


@dataclass(frozen=True, slots=True)
class _State:
    """Log-likelihood with its derivatives by shared parameters (last: deviations) and own ones."""

    value: float
    gradient: Numbers
    hessian: Numbers
    own_gradient: Numbers
    own_hessian: Numbers
    cross: Numbers

    def reduced(self) -> tuple[Numbers, Numbers]:
        """Gradient and Hessian of the shared parameters once the own ones are eliminated."""
        ratio = self.cross / self.own_hessian[:, None]
        return (
            self.gradient - ratio.T @ self.own_gradient,
            self.hessian - ratio.T @ self.cross,
        )


def fit_logistic(rows: LogisticRows) -> LogisticFit:
    """Fit the model.

    Deviations of random effects that are zero at the maximum are found to be so.

    Raises:
        CannotComputeError: when the likelihood has no maximum that Newton's method reaches.
    """
    with np.errstate(all="ignore"):
        return _Fit(rows).result()


class _Fit:
    """One fit; ``free`` says which standard deviations are estimated and not held at zero."""

    def __init__(self, rows: LogisticRows) -> None:
        self.rows = rows
        self.studies = rows.events.shape[0]
        self.own = np.zeros(rows.events.shape) if rows.own is None else rows.own
        self.has_own = rows.own is not None
        # A coefficient that no row of its study uses stays where it is.
        self.informed = (self.own != 0).any(axis=1)
        n, x = rows.totals, rows.events
        self.constant = float((gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)).sum())
        self.coefficients = rows.shared.shape[2]

    def result(self) -> LogisticFit:
        effects = self.rows.random.shape[2]
        free = list(range(effects))
        best = self._maximise(free)
        # A standard deviation that runs to zero is a maximum on the edge: hold it there.
        while best is not None and (edge := self._at_edge(best, free)):
            free = [each for each in free if each not in edge]
            best = self._maximise(free)
        if best is None:
            raise CannotComputeError("the likelihood of the mixed model has no maximum")
        shared, deviations, own, state = best
        gradient, hessian = state.reduced()
        del gradient
        try:
            covariance = np.asarray(np.linalg.inv(-hessian), dtype=float)
        except np.linalg.LinAlgError:
            covariance = np.asarray(np.full(hessian.shape, np.nan))
        if not (np.isfinite(covariance).all() and (np.diag(covariance) > 0).all()):
            raise CannotComputeError("the likelihood of the mixed model has no single maximum")
        full = np.zeros(effects)
        full[free] = np.abs(deviations)
        return LogisticFit(
            shared=shared,
            deviations=full,
            own=own,
            log_likelihood=state.value + self.constant,
            covariance=covariance,
            own_information=-state.own_hessian,
            cross_information=-state.cross,
        )

    def _at_edge(
        self, found: tuple[Numbers, Numbers, Numbers, _State], free: list[int]
    ) -> list[int]:
        return [each for each, size in zip(free, np.abs(found[1]), strict=True) if size < 1e-5]

    def _maximise(self, free: list[int]) -> tuple[Numbers, Numbers, Numbers, _State] | None:
        """Newton's method with damping; ``None`` when it does not arrive."""
        p, q = self.coefficients, len(free)
        parameters = np.concatenate([np.zeros(p), np.full(q, 0.5)])
        own = self._first_own()
        state = self._state(parameters, own, free)
        damping = 1e-3
        for _ in range(_MOST_STEPS):
            gradient, hessian = state.reduced()
            if not (np.isfinite(gradient).all() and np.isfinite(hessian).all()):
                return None
            step, rise = _damped_step(gradient, hessian, damping)
            own_step = -(state.own_gradient + state.cross @ step) / state.own_hessian
            # A study's own coefficient may start far off, where curvature is nearly flat.
            own_step = np.clip(own_step, -3, 3)
            tried = self._state(parameters + step, own + own_step, free)
            gain = tried.value - state.value
            if tried.value >= state.value or abs(gain) <= _CLOSE * (1 + abs(state.value)):
                own_rise = float(np.abs(state.own_gradient * own_step).max(initial=0.0))
                done = max(abs(rise), own_rise) <= _CLOSE * (1 + abs(state.value))
                parameters, own, state = parameters + step, own + own_step, tried
                if q:
                    parameters[p:] = np.abs(parameters[p:])
                    if (parameters[p:] < 1e-6).any():
                        return parameters[:p], parameters[p:], own, state
                if done:
                    return parameters[:p], parameters[p:], own, state
                damping = max(damping / 10, 1e-12)
            else:
                damping *= 10
                if damping > 1e12:
                    return None
        return None

    def _first_own(self) -> Numbers:
        """Log odds of all rows of a study together, which no zero row makes infinite."""
        if not self.has_own:
            return np.zeros(self.studies)
        used = self.own != 0
        events = (self.rows.events * used).sum(axis=1) + 0.5
        totals = (self.rows.totals * used).sum(axis=1) + 1
        return np.asarray(np.log(events / (totals - events)))

    def _state(self, parameters: Numbers, own: Numbers, free: list[int]) -> _State:
        rows, p, q = self.rows, self.coefficients, len(free)
        fixed = rows.offset + rows.shared @ parameters[:p] + self.own * own[:, None]
        slopes = rows.random[:, :, free] * parameters[p:]
        points, log_weights = self._points(fixed, slopes, q)
        # (k, Q, r): log odds of each row at each point.
        odds = fixed[:, None, :] + np.einsum("krq,kQq->kQr", slopes, points)
        likelihood = (
            rows.events[:, None, :] * odds - rows.totals[:, None, :] * _softplus(odds)
        ).sum(axis=2)
        weighted = likelihood + log_weights
        top = weighted.max(axis=1, keepdims=True)
        mass = np.exp(weighted - top)
        total = mass.sum(axis=1, keepdims=True)
        value = float((top + np.log(total)).sum())
        mass /= total
        shares = expit(odds)
        residuals = rows.events[:, None, :] - rows.totals[:, None, :] * shares
        spread = rows.totals[:, None, :] * shares * (1 - shares)
        # Derivatives of the log odds: shared coefficients, deviations (the points), own.
        design = np.concatenate(
            [
                np.broadcast_to(rows.shared[:, None], (*odds.shape, p)),
                rows.random[:, None, :, free] * points[:, :, None, :],
                np.broadcast_to(self.own[:, None, :, None], (*odds.shape, 1)),
            ],
            axis=3,
        )
        scores = np.einsum("kQr,kQrm->kQm", residuals, design)
        mean = np.einsum("kQ,kQm->km", mass, scores)
        second = np.einsum("kQ,kQm,kQn->kmn", mass, scores, scores)
        curve = np.einsum("kQ,kQr,kQrm,kQrn->kmn", mass, spread, design, design, optimize=True)
        hessian = second - mean[:, :, None] * mean[:, None, :] - curve
        size = p + q
        return _State(
            value=value,
            gradient=mean[:, :size].sum(axis=0),
            hessian=hessian[:, :size, :size].sum(axis=0),
            own_gradient=mean[:, size],
            own_hessian=np.where(self.informed, hessian[:, size, size], -1.0),
            cross=hessian[:, size, :size],
        )

    def _points(self, fixed: Numbers, slopes: Numbers, q: int) -> tuple[Numbers, Numbers]:
        """Points (k, Q, q) around each study's mode, and their log weights (k, Q)."""
        if q == 0:
            return np.zeros((self.studies, 1, 0)), np.zeros((self.studies, 1))
        modes, inverse = self._modes(fixed, slopes, q)
        root = np.linalg.cholesky(inverse)
        nodes, weights = np.polynomial.hermite_e.hermegauss(_POINTS[q])
        grid = np.stack(np.meshgrid(*[nodes] * q, indexing="ij"), axis=-1).reshape(-1, q)
        logs = np.log(weights / math.sqrt(2 * math.pi))
        log_weights = np.sum(np.meshgrid(*[logs] * q, indexing="ij"), axis=0).reshape(-1)
        points = modes[:, None, :] + np.einsum("kqs,Qs->kQq", root, grid)
        scale = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
        # The density of the random effect over that of the points.
        ratio = ((grid**2).sum(axis=1) - (points**2).sum(axis=2)) / 2
        return points, log_weights + ratio + scale[:, None]

    def _modes(self, fixed: Numbers, slopes: Numbers, q: int) -> tuple[Numbers, Numbers]:
        """Where each study's integrand is highest, and the inverse of its curvature there."""
        rows = self.rows
        modes = np.zeros((self.studies, q))
        inverse = np.broadcast_to(np.eye(q), (self.studies, q, q))
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


def _softplus(odds: Numbers) -> Numbers:
    return np.asarray(np.logaddexp(0.0, odds))


def _damped_step(gradient: Numbers, hessian: Numbers, damping: float) -> tuple[Numbers, float]:
    """A step uphill even where the likelihood is not concave, and what it promises to gain."""
    values, vectors = np.linalg.eigh(-hessian)
    largest = max(float(np.abs(values).max()), 1e-300)
    lifted = np.maximum(np.abs(values), 1e-12 * largest) + damping * largest
    step = vectors @ ((vectors.T @ gradient) / lifted)
    return step, float(gradient @ step)

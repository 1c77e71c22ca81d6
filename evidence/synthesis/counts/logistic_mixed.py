"""Maximum likelihood for logistic models with normal random effects of studies.

The gradient and the Hessian follow from expectations over the points of the integral, so that
Newton's method converges to the last digits; parameters that belong to a single study are
eliminated, so that a step costs O(k).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, gammaln

from evidence.synthesis.counts.logistic_integral import LogisticRows, Numbers, quadrature, softplus
from evidence.synthesis.refusal import CannotComputeError

_MOST_STEPS = 60
# What the likelihood may still rise by when it has converged: far below any digit printed.
_CLOSE = 1e-14
# Standard deviations below this are zero, log odds above this have run away.
_EDGE = 1e-5
_FARTHEST = 100.0


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


_Found = tuple[Numbers, Numbers, Numbers, _State]


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
        # Without random effects the likelihood is concave: a safe place to start from.
        start = self._maximise([], np.zeros(self.coefficients), self._first_own())
        if start is None:
            raise CannotComputeError("the likelihood has no maximum at finite odds")
        best = self._best(free, start)
        # A standard deviation that runs to zero is a maximum on the edge: hold it there.
        while best is not None and (edge := self._at_edge(best, free)):
            free = [each for each in free if each not in edge]
            best = self._best(free, start)
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

    def _at_edge(self, found: _Found, free: list[int]) -> list[int]:
        return [
            each for each, size in zip(free, np.abs(found[1]), strict=True) if size < 10 * _EDGE
        ]

    def _best(self, free: list[int], start: _Found) -> _Found | None:
        """The maximum from a middling deviation, else from a small or a large one."""
        if not free:
            return start
        for deviation in (0.5, 0.1, 2.0):
            parameters = np.append(start[0], np.full(len(free), deviation))
            if (found := self._maximise(free, parameters, start[2])) is not None:
                return found
        return None

    def _maximise(self, free: list[int], parameters: Numbers, own: Numbers) -> _Found | None:
        """Newton's method with damping; ``None`` when it does not arrive."""
        p = self.coefficients
        state = self._state(parameters, own, free)
        damping = 1e-3
        for _ in range(_MOST_STEPS):
            gradient, hessian = state.reduced()
            if not (np.isfinite(gradient).all() and np.isfinite(hessian).all()):
                return None
            step, promised = _damped_step(gradient, hessian, damping)
            own_step = -(state.own_gradient + state.cross @ step) / state.own_hessian
            # A study's own coefficient may start far off, where curvature is nearly flat.
            own_step = np.clip(own_step, -3, 3)
            allowed = _CLOSE * (1 + abs(state.value))
            done = max(promised, float(np.abs(state.own_gradient * own_step).max())) <= allowed
            tried = self._state(parameters + step, own + own_step, free)
            if not tried.value >= state.value - allowed:
                damping *= 10
                if damping > 1e12:
                    return None
                continue
            parameters, own, state = parameters + step, own + own_step, tried
            parameters[p:] = np.abs(parameters[p:])
            if done or (parameters[p:] < _EDGE).any():
                return parameters[:p], parameters[p:], own, state
            if np.abs(parameters).max(initial=0.0) > _FARTHEST:
                return None
            damping = max(damping / 10, 1e-12)
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
        points, log_weights = quadrature(rows, fixed, slopes)
        # (k, Q, r): log odds of each row at each point.
        odds = fixed[:, None, :] + np.einsum("krq,kQq->kQr", slopes, points)
        likelihood = (
            rows.events[:, None, :] * odds - rows.totals[:, None, :] * softplus(odds)
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


def _damped_step(gradient: Numbers, hessian: Numbers, damping: float) -> tuple[Numbers, float]:
    """A step uphill even where the likelihood is not concave, and what an undamped one gains."""
    values, vectors = np.linalg.eigh(-hessian)
    largest = max(float(np.abs(values).max(initial=0.0)), 1e-300)
    curves = np.maximum(np.abs(values), 1e-12 * largest)
    along = vectors.T @ gradient
    return vectors @ (along / (curves + damping * largest)), float((along * along / curves).sum())

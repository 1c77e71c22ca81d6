"""Effects around a mean that depends on moderators, with everything that estimators need of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evidence.synthesis.random_effects.linear_model import Moments, Numbers


@dataclass(frozen=True, slots=True)
class Regression:
    """One analysis with its design matrix.

    ``design`` has a row for each study and a column for each coefficient, and full rank.
    """

    values: Numbers
    variances: Numbers
    design: Numbers

    @property
    def count(self) -> Numbers:
        """How many effects there are, k."""
        return np.asarray(float(len(self.values)))

    @property
    def coefficients(self) -> int:
        """How many coefficients the mean has, p."""
        return int(self.design.shape[1])

    def weights(self, between: Numbers | float) -> Numbers:
        """1/(v + τ²)."""
        return 1 / (self.variances + between)

    def _root(self, weights: Numbers) -> Numbers:
        """R with RᵀR = XᵀWX, from the orthogonal factor: squaring X would halve the digits."""
        return np.linalg.qr(np.sqrt(weights)[..., None] * self.design).R

    def _orthogonal(self, weights: Numbers) -> Numbers:
        """Orthonormal columns that span W^½X."""
        return np.linalg.qr(np.sqrt(weights)[..., None] * self.design).Q

    def coefficients_at(self, weights: Numbers) -> Numbers:
        """Weighted least-squares coefficients."""
        root = np.sqrt(weights)
        orthogonal, triangle = np.linalg.qr(root[..., None] * self.design)
        right = np.einsum("...kp,...k->...p", orthogonal, root * self.values)
        return np.linalg.solve(triangle, right[..., None])[..., 0]

    def covariance_at(self, weights: Numbers) -> Numbers:
        """(XᵀWX)⁻¹."""
        inverse = np.linalg.inv(self._root(weights))
        return np.asarray(inverse @ np.swapaxes(inverse, -1, -2), dtype=np.float64)

    def residuals(self, weights: Numbers) -> Numbers:
        """Effects minus their weighted least-squares mean."""
        root = np.sqrt(weights)
        spanned = self._orthogonal(weights)
        scaled = root * self.values
        return _without(spanned, scaled) / root

    def moments(self, weights: Numbers) -> Moments:
        """Quadratic forms and traces at these weights."""
        root = np.sqrt(weights)
        spanned = self._orthogonal(weights)
        scaled = _without(spanned, root * self.values)
        weighted = root * scaled
        twice = _without(spanned, root * weighted)
        ones = np.ones_like(weights)
        return Moments(
            q=(scaled * scaled).sum(axis=-1),
            q2=(weighted * weighted).sum(axis=-1),
            q3=(twice * twice).sum(axis=-1),
            trace=(weights * _rest(spanned)).sum(axis=-1),
            trace2=_trace_product(weights, spanned, ones, ones),
        )

    def trace(self, weights: Numbers) -> Numbers:
        """The trace of P at these weights."""
        trace: Numbers = (weights * _rest(self._orthogonal(weights))).sum(axis=-1)
        return trace

    def trace_product(self, weights: Numbers, first: Numbers, second: Numbers) -> Numbers:
        """The trace of P D₁ P D₂ for diagonal matrices D₁ and D₂."""
        return _trace_product(weights, self._orthogonal(weights), first, second)

    def trace_with(self, weights: Numbers, diagonal: Numbers) -> Numbers:
        """The trace of P D for a diagonal matrix D."""
        rest = _rest(self._orthogonal(weights))
        trace: Numbers = (weights * diagonal * rest).sum(axis=-1)
        return trace

    def log_determinant(self, weights: Numbers) -> Numbers:
        """The logarithm of |XᵀWX| / |XᵀX|."""
        return _log_squared(self._root(weights)) - _log_squared(np.linalg.qr(self.design).R)

    def stacked(self) -> Regression:
        """The same: there is only one analysis, and arithmetic repeats it where it is asked for."""
        return self

    def rows(self, chosen: NDArray[np.intp]) -> Regression:
        """The same analysis, whichever is named."""
        del chosen
        return self


def _rest(spanned: Numbers) -> Numbers:
    """1 − h for each study: how much of it the coefficients leave free."""
    rest: Numbers = 1 - (spanned * spanned).sum(axis=-1)
    return rest


def _without(spanned: Numbers, vector: Numbers) -> Numbers:
    """What is left of a vector beside the columns of an orthonormal basis."""
    inside = np.einsum("...kp,...k->...p", spanned, vector)
    left: Numbers = vector - np.einsum("...kp,...p->...k", spanned, inside)
    return left


def _trace_product(weights: Numbers, spanned: Numbers, first: Numbers, second: Numbers) -> Numbers:
    own = weights * _rest(spanned)
    # Pairs of studies, each with all before it: no large term is taken from another.
    outer = spanned[..., :, None] * spanned[..., None, :]
    products = []
    for one, other in ((first, second), (second, first)):
        before = np.add.accumulate(
            (weights * one)[..., :-1, None, None] * outer[..., :-1, :, :], axis=-3
        )
        inside = (before * outer[..., 1:, :, :]).sum(axis=(-1, -2))
        products.append(np.vecdot((weights * other)[..., 1:], inside))
    product: Numbers = np.vecdot(own * first, own * second) + products[0] + products[1]
    return product


def _log_squared(triangle: Numbers) -> Numbers:
    logs: Numbers = 2 * np.log(np.abs(np.diagonal(triangle, axis1=-2, axis2=-1))).sum(axis=-1)
    return logs

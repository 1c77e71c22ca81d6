"""What every estimator needs of effects and the model of their mean, for any τ².

With weights W = 1/(v + τ²), P = W − WX(XᵀWX)⁻¹XᵀW turns effects into weighted residuals. All
estimators of τ², their standard errors and the likelihoods are made of quadratic forms and traces
of P (Viechtbauer 2005, doi:10.3102/10769986030003261; Jackson and others 2014,
doi:10.1002/jrsm.1081). P itself, a k×k matrix, is never formed: each number costs O(k).

Numbers of studies run along the last axis, so that one analysis, one analysis at many τ², and
many analyses at once are the same arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


class Moments(NamedTuple):
    """Quadratic forms and traces at some weights.

    ``q`` is yᵀPy, ``q2`` yᵀP²y, ``q3`` yᵀP³y, ``trace`` tr P and ``trace2`` tr P².
    """

    q: Numbers
    q2: Numbers
    q3: Numbers
    trace: Numbers
    trace2: Numbers


class LinearModel(Protocol):
    """Effects with variances, and the model of their mean."""

    @property
    def values(self) -> Numbers:
        """Effects on the analysis scale."""

    @property
    def variances(self) -> Numbers:
        """Sampling variances."""

    @property
    def count(self) -> Numbers:
        """How many effects there are, k."""

    @property
    def coefficients(self) -> int:
        """How many coefficients the mean has, p."""

    def weights(self, between: Numbers | float) -> Numbers:
        """1/(v + τ²)."""

    def residuals(self, weights: Numbers) -> Numbers:
        """Effects minus their weighted least-squares mean."""

    def moments(self, weights: Numbers) -> Moments:
        """Quadratic forms and traces at these weights."""

    def trace(self, weights: Numbers) -> Numbers:
        """The trace of P at these weights."""

    def trace_product(self, weights: Numbers, first: Numbers, second: Numbers) -> Numbers:
        """The trace of P D₁ P D₂ for diagonal matrices D₁ and D₂."""

    def trace_with(self, weights: Numbers, diagonal: Numbers) -> Numbers:
        """The trace of P D for a diagonal matrix D."""

    def log_determinant(self, weights: Numbers) -> Numbers:
        """The logarithm of |XᵀWX| / |XᵀX|."""

    def stacked(self) -> Self:
        """The same with analyses along the first axis, one where there is only one."""

    def rows(self, chosen: NDArray[np.intp]) -> Self:
        """Some of stacked analyses, any of them as often as it is named."""


@dataclass(frozen=True, slots=True)
class CommonMean:
    """Effects around one mean: the model without moderators.

    ``present`` is 1 for an effect and 0 for a place that is only there to fill up the row.
    """

    values: Numbers
    variances: Numbers
    present: Numbers | None = None

    @property
    def count(self) -> Numbers:
        """How many effects there are, k."""
        if self.present is not None:
            return np.asarray(self.present.sum(axis=-1))
        return np.asarray(float(self.values.shape[-1]))

    @property
    def coefficients(self) -> int:
        """The mean alone."""
        return 1

    def weights(self, between: Numbers | float) -> Numbers:
        """1/(v + τ²), and 0 where there is no effect."""
        return (1.0 if self.present is None else self.present) / (self.variances + between)

    def mean(self, weights: Numbers) -> Numbers:
        """The weighted mean."""
        # Against the first effect, so that equal effects pool to exactly themselves.
        first = self.values[..., :1]
        shift: Numbers = np.vecdot(weights, self.values - first) / weights.sum(axis=-1)
        return first[..., 0] + shift

    def residuals(self, weights: Numbers) -> Numbers:
        """Effects minus their weighted mean."""
        shifted = self.values - self.values[..., :1]
        mean = np.vecdot(weights, shifted) / weights.sum(axis=-1)
        residuals: Numbers = shifted - mean[..., None]
        return residuals

    def moments(self, weights: Numbers) -> Moments:
        """Quadratic forms and traces at these weights."""
        residuals = self.residuals(weights)
        weighted = weights * residuals
        squares = weights * weights
        total = weights.sum(axis=-1)
        second = squares.sum(axis=-1)
        return Moments(
            q=np.vecdot(weighted, residuals),
            q2=np.vecdot(weighted, weighted),
            q3=np.vecdot(weighted * weights, weighted) - np.vecdot(weights, weighted) ** 2 / total,
            trace=self.trace(weights),
            trace2=second - 2 * np.vecdot(squares, weights) / total + (second / total) ** 2,
        )

    def trace(self, weights: Numbers) -> Numbers:
        """The trace of P at these weights."""
        # A sum over pairs of studies instead of Σw − Σw²/Σw, which loses all its digits where
        # one weight is far above the others.
        running = np.add.accumulate(weights, axis=-1)
        trace: Numbers = 2 * np.vecdot(weights[..., 1:], running[..., :-1]) / running[..., -1]
        return trace

    def trace_product(self, weights: Numbers, first: Numbers, second: Numbers) -> Numbers:
        """The trace of P D₁ P D₂ for diagonal matrices D₁ and D₂."""
        total = weights.sum(axis=-1)
        one, other = weights * first, weights * second
        product: Numbers = (
            np.vecdot(one, other)
            - 2 * np.vecdot(one * other, weights) / total
            + np.vecdot(one, weights) * np.vecdot(other, weights) / total**2
        )
        return product

    def trace_with(self, weights: Numbers, diagonal: Numbers) -> Numbers:
        """The trace of P D for a diagonal matrix D."""
        weighted = weights * diagonal
        total = weights.sum(axis=-1)
        trace: Numbers = weighted.sum(axis=-1) - np.vecdot(weighted, weights) / total
        return trace

    def log_determinant(self, weights: Numbers) -> Numbers:
        """The logarithm of |XᵀWX| / |XᵀX|."""
        return np.asarray(np.log(weights.sum(axis=-1)) - np.log(self.count))

    def stacked(self) -> CommonMean:
        """The same with analyses along the first axis, one where there is only one."""
        if self.values.ndim > 1:
            return self
        return CommonMean(self.values[None], self.variances[None])

    def rows(self, chosen: NDArray[np.intp]) -> CommonMean:
        """Some of stacked analyses, any of them as often as it is named."""
        if len(self.values) == 1:
            return self
        present = None if self.present is None else self.present[chosen]
        return CommonMean(self.values[chosen], self.variances[chosen], present)


@dataclass(frozen=True, slots=True)
class Regression:
    """Effects around a mean that depends on moderators: one analysis with its design matrix.

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
    leverage = (spanned * spanned).sum(axis=-1)
    one = np.einsum("...kp,...k,...kq->...pq", spanned, weights * first, spanned)
    other = np.einsum("...kp,...k,...kq->...pq", spanned, weights * second, spanned)
    both = weights * weights * first * second
    product: Numbers = (both * (1 - 2 * leverage)).sum(axis=-1) + (one * other).sum(axis=(-1, -2))
    return product


def _log_squared(triangle: Numbers) -> Numbers:
    logs: Numbers = 2 * np.log(np.abs(np.diagonal(triangle, axis1=-2, axis2=-1))).sum(axis=-1)
    return logs

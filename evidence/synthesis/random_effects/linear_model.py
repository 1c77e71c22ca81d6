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
        squares = weights * weights
        rest = weights * _others(weights)
        pairs = np.vecdot(squares * first, _others(squares * second))
        product: Numbers = (np.vecdot(rest * first, rest * second) + pairs) / (
            weights.sum(axis=-1) ** 2
        )
        return product

    def trace_with(self, weights: Numbers, diagonal: Numbers) -> Numbers:
        """The trace of P D for a diagonal matrix D."""
        trace: Numbers = np.vecdot(weights * diagonal, _others(weights)) / weights.sum(axis=-1)
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


def _others(numbers: Numbers) -> Numbers:
    """The sum of all others, for each; subtracting it from the total would lose the small ones."""
    before = np.add.accumulate(numbers[..., :-1], axis=-1)
    after = np.add.accumulate(numbers[..., :0:-1], axis=-1)[..., ::-1]
    others = np.zeros_like(numbers)
    others[..., 1:] += before
    others[..., :-1] += after
    return others

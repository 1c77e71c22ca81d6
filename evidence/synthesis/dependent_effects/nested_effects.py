"""Effects nested in clusters: the likelihood with one variance between and one within clusters.

Several effects of one study, or schools of one district, share what is particular to their
cluster. Their covariance is diag(v + σ²_within) plus σ²_between for every pair of one cluster, so
the Sherman-Morrison formula gives inverse, determinant and gradient from sums over clusters, in
O(n), where the textbook forms an n×n matrix.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.refusal import CannotComputeError

_LOG_TWO_PI = math.log(2 * math.pi)


class NestedFit(NamedTuple):
    """Coefficients at given variances, with the log-likelihood and its gradient.

    The gradient is by the variance between clusters and the variance within.
    """

    estimates: Numbers
    covariance: Numbers
    log_likelihood: float
    gradient: Numbers


@dataclass(frozen=True, slots=True)
class NestedEffects:
    """Effects in the order of their clusters; ``starts`` says where each cluster begins."""

    values: Numbers
    variances: Numbers
    design: Numbers
    starts: NDArray[np.intp]
    owner: NDArray[np.intp]

    def _sums(self, numbers: Numbers) -> Numbers:
        return np.add.reduceat(numbers, self.starts, axis=0)

    def fit(self, between: float, within: float, *, restricted: bool) -> NestedFit:
        """Weighted least squares with the covariance that the two variances give."""
        weights = 1 / (self.variances + within)
        sizes = self._sums(weights)
        shared = between / (1 + between * sizes)

        def inverted(columns: Numbers) -> Numbers:
            scaled = weights[:, None] * columns
            inside = (shared[:, None] * self._sums(scaled))[self.owner]
            spread: Numbers = scaled - weights[:, None] * inside
            return spread

        weighted_design = inverted(self.design)
        information = self.design.T @ weighted_design
        try:
            covariance: Numbers = np.asarray(np.linalg.inv(information), dtype=np.float64)
        except np.linalg.LinAlgError:
            raise CannotComputeError(
                "variances are too far apart in size to fit effects in clusters"
            ) from None
        estimates = covariance @ (weighted_design.T @ self.values)
        residuals = self.values - self.design @ estimates
        weighted = inverted(residuals[:, None])[:, 0]
        count, coefficients = self.design.shape
        log_likelihood = -0.5 * (
            float(residuals @ weighted)
            - float(np.log(weights).sum())
            + float(np.log1p(between * sizes).sum())
            + count * _LOG_TWO_PI
        )
        diagonal = float(weights.sum()) - float(shared @ self._sums(weights * weights))
        blocks = float((sizes / (1 + between * sizes)).sum())
        if restricted:
            log_likelihood -= 0.5 * float(
                np.linalg.slogdet(information)[1]
                - np.linalg.slogdet(self.design.T @ self.design)[1]
                - coefficients * _LOG_TWO_PI
            )
            per_cluster = self._sums(weighted_design)
            diagonal -= float((covariance * (weighted_design.T @ weighted_design)).sum())
            blocks -= float((covariance * (per_cluster.T @ per_cluster)).sum())
        sums = self._sums(weighted)
        gradient = 0.5 * np.array(
            [float(sums @ sums) - blocks, float(weighted @ weighted) - diagonal]
        )
        return NestedFit(estimates, covariance, log_likelihood, gradient)


def nested_effects(
    values: Numbers, variances: Numbers, design: Numbers, clusters: Sequence[Hashable]
) -> NestedEffects:
    """Effects sorted by cluster, clusters in the order they first come in."""
    numbers = {cluster: number for number, cluster in enumerate(dict.fromkeys(clusters))}
    owner = np.array([numbers[cluster] for cluster in clusters], dtype=np.intp)
    order = np.argsort(owner, kind="stable")
    sorted_owner = owner[order]
    starts = np.flatnonzero(np.diff(sorted_owner, prepend=-1))
    return NestedEffects(values[order], variances[order], design[order], starts, sorted_owner)

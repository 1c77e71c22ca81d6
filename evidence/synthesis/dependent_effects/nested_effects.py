"""Effects nested in clusters: the likelihood with one variance between and one within clusters.

Several effects of one study, or schools of one district, share what is particular to their
cluster. Their covariance is diag(v + σ²_within) plus σ²_between for every pair of one cluster, and
plus ρ√(vᵢvⱼ) where their sampling errors are correlated (Pustejovsky and Tipton 2022,
doi:10.1007/s11121-021-01246-3). That is a diagonal with one or two directions for each cluster, so
Woodbury's formula gives inverse, determinant and gradient from sums over clusters, in O(n), where
the textbook forms an n×n matrix.
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
    """Effects in the order of their clusters; ``starts`` says where each cluster begins.

    ``directions`` are those in which effects of a cluster move together: by one and the same, and
    with a ``correlation`` of sampling errors by their standard errors.
    """

    values: Numbers
    variances: Numbers
    design: Numbers
    starts: NDArray[np.intp]
    owner: NDArray[np.intp]
    directions: Numbers
    correlation: float

    def _sums(self, numbers: Numbers) -> Numbers:
        return np.add.reduceat(numbers, self.starts, axis=0)

    def fit(self, between: float, within: float, *, restricted: bool) -> NestedFit:
        """Weighted least squares with the covariance that the two variances give."""
        weights = 1 / ((1 - self.correlation) * self.variances + within)
        along = self.directions
        pairs = along[:, :, None] * along[:, None, :]
        moved = np.diag([between, self.correlation][: along.shape[1]])
        sizes = self._sums(weights[:, None, None] * pairs)
        grown = np.eye(len(moved)) + sizes @ moved
        shared = moved @ np.linalg.inv(grown)

        def inverted(columns: Numbers) -> Numbers:
            scaled = weights[:, None] * columns
            inside = shared @ self._sums(along[:, :, None] * scaled[:, None, :])
            back = (along[:, None, :] @ inside[self.owner])[:, 0, :]
            spread: Numbers = scaled - weights[:, None] * back
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
            + float(np.linalg.slogdet(grown)[1].sum())
            + count * _LOG_TWO_PI
        )
        squared = self._sums((weights * weights)[:, None, None] * pairs)
        diagonal = float(weights.sum()) - float((shared * squared.transpose(0, 2, 1)).sum())
        blocks = float(np.linalg.solve(grown, sizes)[:, 0, 0].sum())
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
    values: Numbers,
    variances: Numbers,
    design: Numbers,
    clusters: Sequence[Hashable],
    correlation: float = 0.0,
) -> NestedEffects:
    """Effects sorted by cluster, clusters in the order they first come in."""
    numbers = {cluster: number for number, cluster in enumerate(dict.fromkeys(clusters))}
    owner = np.array([numbers[cluster] for cluster in clusters], dtype=np.intp)
    order = np.argsort(owner, kind="stable")
    sorted_owner = owner[order]
    starts = np.flatnonzero(np.diff(sorted_owner, prepend=-1))
    directions = [np.ones(len(values)), np.sqrt(variances[order])]
    return NestedEffects(
        values[order],
        variances[order],
        design[order],
        starts,
        sorted_owner,
        np.column_stack(directions[: 2 if correlation else 1]),
        correlation,
    )

"""Cluster-robust inference: effects of one laboratory, cohort or author depend on each other.

The sandwich estimator with weights of a working model (Hedges, Tipton and Johnson 2010,
doi:10.1002/jrsm.5), multiplied by m/(m − p) for m clusters and p coefficients, and Student's
distribution with m − p degrees of freedom: CR1 of ``clubSandwich`` and metafor's ``robust``.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from evidence.synthesis.intervals import LEVEL
from evidence.synthesis.random_effects.between_study_variance import MODEL_ESTIMATORS
from evidence.synthesis.random_effects.linear_model import Numbers
from evidence.synthesis.random_effects.pooling import checked
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.design_matrix import Design
from evidence.synthesis.regression.meta_regression import (
    Coefficient,
    Omnibus,
    named,
    omnibus_test,
    tested,
)
from evidence.synthesis.regression.moderated_mean import Regression


def cluster_robust(
    values: Numbers,
    variances: Numbers,
    clusters: Sequence[Hashable],
    design: Design,
    method: str,
    *,
    level: float = LEVEL,
) -> tuple[tuple[Coefficient, ...], Omnibus]:
    """Coefficients with cluster-robust errors, and the test of the moderators with F.

    Raises:
        CannotComputeError: for what ``pool`` refuses, and unless there are more clusters than
            coefficients.
    """
    checked(values, variances, method, level=level)
    if not len(values) == len(clusters) == len(design.matrix):
        raise CannotComputeError(f"{len(values)} effects with {len(clusters)} clusters")
    numbers = {cluster: number for number, cluster in enumerate(dict.fromkeys(clusters))}
    freedom = len(numbers) - len(design.names)
    if freedom < 1:
        raise CannotComputeError(
            f"{len(numbers)} clusters are too few for {len(design.names)} coefficients"
        )
    model = Regression(values, variances, design.matrix)
    weights = model.weights(float(MODEL_ESTIMATORS[method](model)))
    scores = (weights * model.residuals(weights))[:, None] * design.matrix
    sums = np.zeros((len(numbers), len(design.names)))
    np.add.at(sums, [numbers[cluster] for cluster in clusters], scores)
    half = model.covariance_at(weights) @ sums.T
    covariance = half @ half.T * (len(numbers) / freedom)
    estimates = model.coefficients_at(weights)
    if not (np.diagonal(covariance) > 0).all():
        raise CannotComputeError("no cluster differs from the model, so there is no robust error")
    return (
        named(design, estimates, covariance, freedom, level),
        omnibus_test(estimates, covariance, tested(design), freedom),
    )

"""Cluster-robust inference."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from evidence.synthesis.dependent_effects.cluster_robust import cluster_robust
from evidence.synthesis.regression.design_matrix import design_of
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The mean, with effects clustered by a column of the input."""
    effects, spec = document.effects(case.spec["effect"]), case.spec
    (mean,), test = cluster_robust(
        effects.values,
        effects.variances,
        [document.rows[row][spec["cluster"]] for row in effects.kept],
        design_of(len(effects.values), {}),
        spec["method"],
    )
    assert np.isclose(test.statistic, mean.statistic**2, rtol=1e-12, atol=0)
    answer = {
        "estimate": mean.value,
        "se": mean.standard_error,
        "stat": mean.statistic,
        "ddf": test.residual_degrees_of_freedom,
        "pval": mean.p_value,
        "ci_lb": mean.ci_low,
        "ci_ub": mean.ci_high,
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(op="robust", title="mean with a cluster-robust error", compare=compare)

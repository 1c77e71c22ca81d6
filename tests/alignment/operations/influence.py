"""Influence of single studies."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.regression.influence import influence
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.operations.pool import METHODS, TESTS
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Diagnostics of every study."""
    effects, spec = document.effects(case.spec["effect"]), case.spec
    method = METHODS.get(spec["method"], spec["method"])
    found = influence(effects.values, effects.variances, method, test=TESTS[spec["test"]])
    answer = {
        "rstudent": [each.studentised_residual for each in found],
        "dffits": [each.dffits for each in found],
        "cook_d": [each.cooks_distance for each in found],
        "cov_r": [each.covariance_ratio for each in found],
        "tau2_del": [each.between_study_variance for each in found],
        "QE_del": [each.q for each in found],
        "hat": [each.hat for each in found],
        "weight": [each.weight for each in found],
        "dfbs": [each.dfbetas[0] for each in found],
        "flagged": [each.is_influential for each in found],
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(op="influence", title="diagnostics without each study", compare=compare)

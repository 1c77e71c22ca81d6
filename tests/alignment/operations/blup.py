"""Best linear unbiased predictions of the studies' true effects."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.regression.prediction import study_predictions
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.operations.pool import METHODS
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Each study's prediction."""
    effects = document.effects(case.spec["effect"])
    method = METHODS.get(case.spec["method"], case.spec["method"])
    found = study_predictions(effects.values, effects.variances, method)
    answer = {
        "pred": [each.value for each in found],
        "se": [each.standard_error for each in found],
        "pi_lb": [each.prediction_low for each in found],
        "pi_ub": [each.prediction_high for each in found],
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(op="blup", title="best linear unbiased predictions", compare=compare)

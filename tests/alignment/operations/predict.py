"""Effects expected at new values of moderators."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.regression.design_matrix import design_of
from evidence.synthesis.regression.meta_regression import meta_regression
from evidence.synthesis.regression.prediction import predictions
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.operations.pool import METHODS
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Values of one moderator, a column of the input."""
    effects, spec = document.effects(case.spec["effect"]), case.spec
    (name,) = spec["moderators"]
    design = design_of(len(effects.values), {name: document.numbers(name)[effects.kept]})
    method = METHODS.get(spec["method"], spec["method"])
    fitted = meta_regression(effects.values, effects.variances, design, method)
    found = predictions(fitted, [{name: value} for value in spec["at"]])
    answer = {
        "pred": [each.value for each in found],
        "se": [each.standard_error for each in found],
        "ci_lb": [each.ci_low for each in found],
        "ci_ub": [each.ci_high for each in found],
        "pi_lb": [each.prediction_low for each in found],
        "pi_ub": [each.prediction_high for each in found],
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="predict", title="effect at new values of a moderator, with both intervals", compare=compare
)

"""The pooled effect without each study in turn."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.pooling import leave_one_out
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document

METHODS = {"EE": "common"}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """One row without each study."""
    method = METHODS.get(case.spec["method"], case.spec["method"])
    effects = document.effects(case.spec["effect"])
    rows = leave_one_out(effects.values, effects.variances, method)
    answer = {
        "estimate": [row.value for row in rows],
        "se": [row.standard_error for row in rows],
        "pval": [row.p_value for row in rows],
        "ci_lb": [row.ci_low for row in rows],
        "ci_ub": [row.ci_high for row in rows],
        "tau2": [row.between_study_variance for row in rows],
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="leave1out",
    title="estimate, error, test, interval, τ² and heterogeneity without each study in turn",
    compare=compare,
)

"""The pooled effect without each study in turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.sensitivity.refit import leave_one_out
from tests.alignment.lower_maximum import LOWER_MAXIMUM
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document

METHODS = {"EE": "common"}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """One row without each study."""
    spec, effects = case.spec, document.effects(case.spec["effect"])
    method = METHODS.get(spec["method"], spec["method"])
    rows = leave_one_out(effects.values, effects.variances, method, test=spec["test"])
    answer = {
        "estimate": [row.pooled.value for row in rows],
        "se": [row.pooled.standard_error for row in rows],
        "pval": [row.pooled.p_value for row in rows],
        "ci_lb": [row.pooled.ci_low for row in rows],
        "ci_ub": [row.pooled.ci_high for row in rows],
        "Q": [row.heterogeneity.q for row in rows],
        "Qp": [row.heterogeneity.p_value for row in rows],
        "tau2": [row.pooled.between_study_variance for row in rows],
        "I2": [row.heterogeneity.i_squared for row in rows],
        "H2": [row.heterogeneity.h_squared for row in rows],
    }
    yield from fields(answer, case.expected)


def has_no_variance(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether R leaves out the τ² of the common-effect model, which is 0 to us."""
    return name == "tau2" and expected is None and set(found) == {0.0}


OPERATION = Operation(
    op="leave1out",
    title="estimate, error, test, interval, Q, τ², I² and H² without each study in turn",
    compare=compare,
    differences=(
        LOWER_MAXIMUM,
        Difference(
            "τ² of the common-effect model",
            "metafor leaves the column out, ours says 0",
            has_no_variance,
        ),
    ),
)

"""Studies added up one by one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from evidence.synthesis.sensitivity.refit import cumulative
from tests.alignment.lower_maximum import LOWER_MAXIMUM
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document

METHODS = {"EE": "common"}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """One row for each study added, by year, ties in the order of the input."""
    spec, effects = case.spec, document.effects(case.spec["effect"])
    column = spec["order"].partition(",")[0]
    order = np.argsort(document.numbers(column)[effects.kept], kind="stable").tolist()
    method = METHODS.get(spec["method"], spec["method"])
    rows = cumulative(effects.values, effects.variances, order, method, test=spec["test"])
    answer = {
        "order": [int(effects.kept[row.study]) + 1 for row in rows],
        "estimate": [row.pooled.value for row in rows],
        "se": [row.pooled.standard_error for row in rows],
        "ci_lb": [row.pooled.ci_low for row in rows],
        "ci_ub": [row.pooled.ci_high for row in rows],
        "pval": [row.pooled.p_value for row in rows],
        "tau2": [row.pooled.between_study_variance for row in rows],
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="cumulative",
    title="estimate, error, test, interval and τ² as studies are added by year",
    compare=compare,
    differences=(LOWER_MAXIMUM,),
)

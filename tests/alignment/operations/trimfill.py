"""Trim and fill."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.small_study.trim_and_fill import MissingCount, trim_and_fill
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.operations.regtest import SMALL_COLUMN
from tests.alignment.reference import Case, Document

METHODS = {"EE": "common"}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The count, the side and the filled model."""
    spec, effects = case.spec, document.effects(case.spec["effect"])
    found = trim_and_fill(
        effects.values,
        effects.variances,
        estimator=MissingCount(spec["estimator"]),
        method=METHODS.get(spec["method"], spec["method"]),
    )
    pooled = found.pooling.pooled
    answer = {
        "side": found.side.value,
        "k0": found.missing,
        "se_k0": found.missing_standard_error,
        "p_k0": found.p_value,
        "k": len(effects.values) + found.missing,
        "estimate": pooled.value,
        "se": pooled.standard_error,
        "ci_lb": pooled.ci_low,
        "ci_ub": pooled.ci_high,
        "pval": pooled.p_value,
        "tau2": pooled.between_study_variance,
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="trimfill",
    title="trim and fill by L0, R0 and Q0: side, count, its error, and the filled model",
    compare=compare,
    differences=(SMALL_COLUMN,),
)

"""Pooled effects."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.intervals import PredictionConvention, prediction_interval
from evidence.synthesis.pooling import pool
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document

METHODS = {"EE": "common"}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """One model on one set of effects."""
    method = METHODS.get(case.spec["method"], case.spec["method"])
    effects = document.effects(case.spec["effect"])
    result = pool(effects.values, effects.variances, method)
    pooled, found = result.pooled, result.heterogeneity
    normal = prediction_interval(
        pooled.value,
        pooled.standard_error,
        pooled.between_study_variance,
        len(effects.values),
        convention=PredictionConvention.NORMAL,
    ) or (None, None)
    answer = {
        "k": len(effects.values),
        "estimate": pooled.value,
        "se": pooled.standard_error,
        "stat": pooled.value / pooled.standard_error,
        "pval": pooled.p_value,
        "ci_lb": pooled.ci_low,
        "ci_ub": pooled.ci_high,
        "tau2": pooled.between_study_variance,
        "QE": found.q,
        "QEp": found.p_value,
        "H2": found.h_squared,
        "I2": found.i_squared,
        "I2_Q": found.i_squared_q,
        "pi_default_lb": normal[0],
        "pi_default_ub": normal[1],
        "pi_riley_lb": pooled.prediction_low,
        "pi_riley_ub": pooled.prediction_high,
        "weights_pct": result.weights,
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(op="pool", title="pooled effect, its test and interval", compare=compare)

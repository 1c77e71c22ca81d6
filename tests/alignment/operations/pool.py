"""Pooled effects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.intervals import (
    Inference,
    PredictionConvention,
    prediction_interval,
)
from evidence.synthesis.random_effects.pooling import Pooling, pool
from evidence.synthesis.refusal import CannotComputeError
from tests.alignment.lower_maximum import LOWER_MAXIMUM
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document

METHODS = {"EE": "common"}
TESTS = {
    "z": Inference.Z,
    "t": Inference.T,
    "knha": Inference.KNAPP_HARTUNG,
    "adhoc": Inference.KNAPP_HARTUNG_FLOOR,
}
WITHOUT_WIDTH = "not given"


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """One model on one set of effects."""
    effects = document.effects(case.spec["effect"])
    method = METHODS.get(case.spec["method"], case.spec["method"])
    test, level = TESTS[case.spec["test"]], case.spec["level"] / 100
    try:
        result = pool(effects.values, effects.variances, method, test=test, level=level)
    except CannotComputeError:
        # What does not hang on the interval without width is compared all the same.
        result = pool(effects.values, effects.variances, method, level=level)
        answer = _answer(result, len(effects.values)) | _refused(len(effects.values))
    else:
        answer = _answer(result, len(effects.values))
    yield from fields(answer, case.expected)


def _answer(result: Pooling, studies: int) -> dict[str, Any]:
    pooled, found = result.pooled, result.heterogeneity
    likelihood = result.likelihood
    assert pooled.statistic is not None
    by_test = PredictionConvention.ONE_MORE_DEGREE
    if pooled.test == Inference.Z:
        by_test = PredictionConvention.NORMAL
    answer = {
        "k": studies,
        "p": 1,
        "estimate": pooled.value,
        "se": pooled.standard_error,
        "stat": pooled.statistic,
        "ddf": pooled.degrees_of_freedom,
        "pval": pooled.p_value,
        "ci_lb": pooled.ci_low,
        "ci_ub": pooled.ci_high,
        "tau2": pooled.between_study_variance,
        "se_tau2": result.between_study_error,
        "R2": None,
        "QE": found.q,
        "QEp": found.p_value,
        "QM": pooled.statistic**2,
        "QMp": pooled.p_value,
        "QMdf": [1, pooled.degrees_of_freedom],
        "typical_v": result.typical_variance,
        "H2": found.h_squared,
        "I2": found.i_squared,
        "I2_Q": found.i_squared_q,
        "loglik": likelihood and likelihood.log_likelihood,
        "AIC": likelihood and likelihood.aic,
        "BIC": likelihood and likelihood.bic,
        "AICc": likelihood and likelihood.aicc,
        "weights_pct": result.weights,
    }
    for name, convention in (("default", by_test), ("riley", PredictionConvention.HIGGINS_RILEY)):
        expected = prediction_interval(
            pooled.value,
            pooled.standard_error,
            pooled.between_study_variance,
            studies,
            convention=convention,
            level=pooled.level,
            fewest=1,
        )
        assert expected is not None
        answer[f"pi_{name}_lb"], answer[f"pi_{name}_ub"] = expected
    return answer


def _refused(studies: int) -> dict[str, Any]:
    names = ("se", "stat", "pval", "ci_lb", "ci_ub", "QM", "QMp")
    intervals = [f"pi_{each}_{end}" for each in ("default", "riley") for end in ("lb", "ub")]
    answer: dict[str, Any] = dict.fromkeys((*names, *intervals), WITHOUT_WIDTH)
    return answer | {"ddf": studies - 1, "QMdf": [1, studies - 1]}


OPERATION = Operation(
    op="pool",
    title="pooled effect, its test and interval, τ² and heterogeneity",
    compare=compare,
    differences=(
        LOWER_MAXIMUM,
        Difference(
            "Knapp-Hartung where all effects are equal",
            "metafor gives an interval without width and p = 0; we refuse, because equal effects "
            "do not make an estimate exact",
            lambda *seen: seen[3] is WITHOUT_WIDTH,
        ),
    ),
)

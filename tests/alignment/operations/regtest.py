"""Egger's regression test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.small_study.egger import egger_test, random_effects_egger_test
from evidence.synthesis.small_study.predictor import Predictor
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document

PREDICTORS = {
    "sei": Predictor.STANDARD_ERROR,
    "vi": Predictor.VARIANCE,
    "ni": Predictor.SIZE,
    "ninv": Predictor.INVERSE_SIZE,
    "sqrtni": Predictor.ROOT_SIZE,
    "sqrtninv": Predictor.INVERSE_ROOT_SIZE,
}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The test, and the limit where the reference has one."""
    spec, effects = case.spec, document.effects(case.spec["effect"])
    predictor = PREDICTORS[spec["predictor"]]
    participants = document.participants()[effects.kept] if spec.get("ni") else None
    arguments: dict[str, Any] = {"predictor": predictor, "participants": participants}
    if spec["model"] == "lm":
        found = egger_test(effects.values, effects.variances, **arguments)
    else:
        found = random_effects_egger_test(
            effects.values, effects.variances, method=spec["method"], **arguments
        )
    answer: dict[str, Any] = {
        "stat": found.statistic,
        "df": found.degrees_of_freedom,
        "pval": found.p_value,
    }
    if found.limit is not None:
        answer["limit_estimate"] = found.limit.value
        answer["limit_ci_lb"] = found.limit.ci_low
        answer["limit_ci_ub"] = found.limit.ci_high
    yield from fields(answer, case.expected)


def lies_on_a_line(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether we refused because nothing scatters, where R divides rounding by rounding."""
    return name == "refused" and "without scatter" in found


def is_rank(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether metafor stopped because a column of the design is small."""
    return name == "answered" and "full rank" in expected


ON_A_LINE = Difference(
    "regressions through effects on a line",
    "effects that are all equal leave no scatter: R divides rounding by rounding and warns, "
    "we refuse",
    lies_on_a_line,
)
SMALL_COLUMN = Difference(
    "designs with a small column",
    "metafor takes a column of small numbers for none and refuses; the unit of the data makes no "
    "difference to us",
    is_rank,
)

OPERATION = Operation(
    op="regtest",
    title="Egger's test, with and without τ², on six predictors, and its limit estimate",
    compare=compare,
    differences=(ON_A_LINE, SMALL_COLUMN),
)

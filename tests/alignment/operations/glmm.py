"""Logistic mixed models of odds ratios and proportions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.counts.rare_events import (
    OddsRatioModel,
    RareEvents,
    pooled_odds_ratio,
    pooled_proportion,
)
from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document

# How far lme4's answer may be from the maximum of the likelihood, and Laplace's approximation
# from the integral, before the difference is one to be looked at.
_STOPS_WITHIN = 2e-3
_APPROXIMATES_WITHIN = 0.1


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Estimate, variance between studies and tests of heterogeneity."""
    spec = case.spec
    rows = [
        tuple(map(float, row))
        for row in zip(*(document.numbers(name) for name in spec["columns"].values()), strict=True)
    ]
    if spec["measure"] == "PLO":
        found = pooled_proportion([ProportionTable(*row) for row in rows])
    else:
        found = pooled_odds_ratio([EventTable(*row) for row in rows], OddsRatioModel(spec["model"]))
    yield from fields(_answer(found), case.expected)


def _answer(found: RareEvents) -> dict[str, float | None]:
    ratio, wald = found.likelihood_ratio_test, found.wald_test
    return {
        "estimate": found.value,
        "se": found.standard_error,
        "pval": found.p_value,
        "ci_lb": found.ci_low,
        "ci_ub": found.ci_high,
        "tau2": found.between_study_variance,
        "I2": found.i_squared,
        "QE_Wld": wald.statistic if wald else None,
        "QE_LRT": ratio.statistic if ratio else None,
    }


def _off(found: Any, expected: Any) -> float:
    if not isinstance(found, float) or not isinstance(expected, float | int):
        return float("inf")
    return abs(found - expected) / max(abs(expected), 1e-3)


def _by_laplace(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    del document
    # A p value moves by a multiple of what its statistic moves by.
    allowed = _APPROXIMATES_WITHIN * (20 if name == "pval" else 1)
    return case.spec.get("model") == "UM.RS" and _off(found, expected) <= allowed


def _stopped_short(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    del document
    allowed = _STOPS_WITHIN * (20 if name == "pval" else 1)
    return case.spec.get("model") != "UM.RS" and _off(found, expected) <= allowed


def _answered(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    del document, case, found, expected
    return name == "answered"


def _refused(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    del document, case, expected
    return name == "refused" and "maximum" in str(found)


OPERATION = Operation(
    op="glmm",
    title="logistic mixed model",
    compare=compare,
    differences=(
        Difference(
            "random baselines by Laplace's approximation",
            "lme4 cannot integrate over two random effects and approximates; here both are "
            "integrated",
            _by_laplace,
        ),
        Difference(
            "lme4 stops before the maximum",
            "its optimiser ends at a small but not vanishing gradient, in part with a warning; "
            "here the gradient is zero to the last digits, and more points of quadrature change "
            "nothing",
            _stopped_short,
        ),
        Difference(
            "models that lme4 does not fit",
            "its optimiser fails where the likelihood has a maximum, which is found here",
            _answered,
        ),
        Difference(
            "likelihoods without a maximum",
            "lme4 prints where its optimiser stopped; here the reason is given",
            _refused,
        ),
    ),
)

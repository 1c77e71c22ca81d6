"""Confidence intervals of the variance between studies."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.random_effects.between_study_interval import between_study_interval
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """τ² with its interval, and what it makes of τ, I² and H²."""
    effects, spec = document.effects(case.spec["effect"]), case.spec
    found = between_study_interval(
        effects.values,
        effects.variances,
        spec["method"],
        by=spec["ci"],
        level=spec["level"] / 100,
    )
    answer = {
        "tau2": ESTIMATORS[spec["method"]](effects.values, effects.variances),
        "tau2_lb": found.low,
        "tau2_ub": found.high,
        "tau_lb": found.tau_low,
        "tau_ub": found.tau_high,
        "I2_lb": found.i_squared_low,
        "I2_ub": found.i_squared_high,
        "H2_lb": found.h_squared_low,
        "H2_ub": found.h_squared_high,
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(op="tau2_ci", title="interval of τ², τ, I² and H²", compare=compare)

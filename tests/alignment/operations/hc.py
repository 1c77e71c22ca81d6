"""The interval of Henmi and Copas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.random_effects.henmi_copas import henmi_copas
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Estimate, error and interval."""
    effects = document.effects(case.spec["effect"])
    found = henmi_copas(effects.values, effects.variances)
    answer = {
        "estimate": found.value,
        "se": found.standard_error,
        "ci_lb": found.ci_low,
        "ci_ub": found.ci_high,
        "tau2": found.between_study_variance,
    }
    yield from fields(answer, case.expected)


# R's uniroot() stops within the fourth root of its smallest step; hc() leaves it at that.
STOPS_AT = 1.3e-4


def _stopped_early(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """The end of the interval, as far off as metafor's search for it may stop early.

    The search is for a number of standard errors, each as wide as √(1 + τ² Σw²/Σw) of the model's.
    """
    if name not in ("ci_lb", "ci_ub"):
        return False
    weights = 1 / document.effects(case.spec["effect"]).variances
    scale = 1 + case.expected["tau2"] * float(weights @ weights) / float(weights.sum())
    return bool(abs(found - expected) <= STOPS_AT * scale**0.5 * case.expected["se"])


OPERATION = Operation(
    op="hc",
    title="estimate and interval of Henmi and Copas",
    compare=compare,
    differences=(
        Difference(
            "ends of the interval of Henmi and Copas",
            "metafor stops its root search at 1.2e-4; ours goes on, and agrees to eight digits "
            "with metafor where that is told to go on by hc(..., control=list(tol=1e-14))",
            _stopped_early,
        ),
    ),
)

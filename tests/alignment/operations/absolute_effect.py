"""Absolute effects of a risk ratio per so many people."""

from __future__ import annotations

import math
from collections.abc import Iterator

from evidence.grading.absolute_effects.absolute_effect import risk_with
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Differences with their limits, and the risk with the intervention."""
    del document
    spec = case.spec
    per, baseline = spec["per"], spec["p0"]

    def risks(name: str) -> list[float]:
        pairs = zip(baseline, spec[name], strict=True)
        return [risk_with("RR", risk, math.log(ratio)) for risk, ratio in pairs]

    def differences(name: str) -> list[float]:
        pairs = zip(risks(name), baseline, strict=True)
        return [per * (risk - before) for risk, before in pairs]

    answer = {
        "diff": differences("rr"),
        "diff_lb": differences("lb"),
        "diff_ub": differences("ub"),
        "intervention_risk": [per * risk for risk in risks("rr")],
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="absolute_effect", title="absolute effect", sets=("cases-meta",), compare=compare
)

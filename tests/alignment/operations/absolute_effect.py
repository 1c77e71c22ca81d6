"""Absolute effects of a risk ratio per so many people."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.absolute_effect import AbsoluteEffect, absolute_effect
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Differences with their limits, and the risk with the intervention."""
    del document
    spec = case.spec
    per = spec["per"]

    def effects(name: str) -> list[AbsoluteEffect]:
        pairs = zip(spec[name], spec["p0"], strict=True)
        return [absolute_effect("RR", *pair) for pair in pairs]

    answer = {
        "diff": [each.per(per) for each in effects("rr")],
        "diff_lb": [each.per(per) for each in effects("lb")],
        "diff_ub": [each.per(per) for each in effects("ub")],
        "intervention_risk": [per * each.intervention_risk for each in effects("rr")],
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="absolute_effect", title="absolute effect", sets=("cases-meta",), compare=compare
)

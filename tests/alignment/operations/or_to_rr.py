"""Risk ratios of odds ratios at a baseline risk."""

from __future__ import annotations

import math
from collections.abc import Iterator

from evidence.grading.absolute_effects.absolute_effect import risk_with
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The risk ratios."""
    del document
    pairs = zip(case.spec["or"], case.spec["p0"], strict=True)
    found = [risk_with("OR", risk, math.log(ratio)) / risk for ratio, risk in pairs]
    yield from fields({"rr": found}, case.expected)


OPERATION = Operation(
    op="or_to_rr", title="risk ratio of an odds ratio", sets=("cases-meta",), compare=compare
)

"""The test of excess significance."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.small_study.excess_significance import excess_significance
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Observed and expected numbers and the test."""
    effects = document.effects(case.spec["effect"])
    found = excess_significance(effects.values, effects.variances)
    answer = {
        "O": found.observed,
        "E": found.expected,
        "X2": found.chi_squared,
        "pval": found.p_value,
        "theta": found.effect,
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(op="tes", title="test of excess significance", compare=compare)

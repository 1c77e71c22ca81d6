"""Mantel-Haenszel pooling of 2×2 tables and of rates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.counts.mantel_haenszel import mantel_haenszel
from evidence.synthesis.effects.continuity import NO_CORRECTION, STANDARD_CORRECTION
from evidence.synthesis.study_tables.study_table import EventTable, RateTable
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The pooled effect, Q and the tests of association and homogeneity."""
    spec = case.spec
    kind: Any = RateTable if "x1i" in spec["columns"] else EventTable
    rows = zip(*(document.numbers(name) for name in spec["columns"].values()), strict=True)
    found = mantel_haenszel(
        spec["measure"],
        [kind(*map(float, row)) for row in rows],
        correction=NO_CORRECTION
        if spec.get("cc_pooled", "none") == "none"
        else STANDARD_CORRECTION,
        continuity=spec.get("cmh_continuity", True),
    )
    association, homogeneity, q = found.association, found.homogeneity, found.heterogeneity
    answer = {
        "estimate": found.value,
        "se": found.standard_error,
        "stat": found.statistic,
        "pval": found.p_value,
        "ci_lb": found.ci_low,
        "ci_ub": found.ci_high,
        "QE": q.statistic,
        "QEp": q.p_value,
        "I2": q.i_squared,
        "H2": q.h_squared,
        "CMH": association.statistic if association else None,
        "CMHp": association.p_value if association else None,
        "TA": homogeneity.statistic if homogeneity else None,
        "TAp": homogeneity.p_value if homogeneity else None,
        "k": found.studies,
    }
    yield from fields(answer, case.expected)


def _no_estimate(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    del document, found, expected
    return name == "refused" and (
        case.expected.get("estimate") is None or case.expected.get("se") == 0
    )


def _one_table(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    del document
    return (
        name == "TA"
        and found is None
        and case.expected.get("TAp") is None
        and isinstance(expected, float | int)
        and abs(expected) < 1e-9
    )


OPERATION = Operation(
    op="mantel_haenszel",
    title="Mantel-Haenszel",
    compare=compare,
    differences=(
        Difference(
            "no estimate",
            "metafor prints NA where a sum is zero, or a standard error of zero; here the reason "
            "is given",
            _no_estimate,
        ),
        Difference(
            "homogeneity of one table",
            "metafor prints a statistic of zero without a p value; here there is no test",
            _one_table,
        ),
    ),
)

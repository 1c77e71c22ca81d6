"""Peto's pooled odds ratio."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.counts.peto import peto
from evidence.synthesis.study_tables.study_table import EventTable
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The pooled log odds ratio and Q."""
    rows = zip(*(document.numbers(name) for name in case.spec["columns"].values()), strict=True)
    found = peto([EventTable(*map(float, row)) for row in rows])
    q = found.heterogeneity
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
        "k": found.studies,
    }
    yield from fields(answer, case.expected)


OPERATION = Operation(op="peto", title="Peto's odds ratio", compare=compare)

"""Correlations pooled as the R package meta does."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.effects.correlation_effects import CORRELATION_EFFECTS
from evidence.synthesis.study_tables.study_table import CorrelationTable
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document
from tests.alignment.revman_analysis import STOPS_EARLY, analysis, each, tolerance


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Effects of the studies, common and random effects, heterogeneity and prediction."""
    columns = document.columns("ri", "ni")
    assert columns is not None
    tables = [CorrelationTable(*map(float, row)) for row in zip(*columns.values(), strict=True)]
    effects = each(CORRELATION_EFFECTS[case.spec["sm"]], tables)
    yield from fields(analysis(effects, case.spec), case.expected)


OPERATION = Operation(
    op="revman_cor",
    title="RevMan: correlations",
    sets=("cases-meta",),
    compare=compare,
    tolerance=tolerance,
    differences=(STOPS_EARLY,),
)

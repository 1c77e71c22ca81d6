"""Means of two groups pooled as RevMan does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from evidence.synthesis.effects.effect_size import EffectSize
from evidence.synthesis.effects.mean_effects import log_ratio_of_means, mean_difference
from evidence.synthesis.effects.standardised_difference import StandardisedBy, standardised_by
from evidence.synthesis.study_tables.study_table import MeansTable
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document
from tests.alignment.revman_analysis import STOPS_EARLY, analysis, each, tolerance

_FORMULAS: Mapping[str, Callable[[Any], EffectSize]] = {
    "MD": mean_difference,
    "SMD": partial(standardised_by, by=StandardisedBy.HEDGES, exact=False),
    "ROM": log_ratio_of_means,
}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Effects of the studies, common and random effects, heterogeneity and prediction."""
    columns = document.columns("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
    assert columns is not None
    tables = [MeansTable(*map(float, row)) for row in zip(*columns.values(), strict=True)]
    yield from fields(analysis(each(_FORMULAS[case.spec["sm"]], tables), case.spec), case.expected)


OPERATION = Operation(
    op="revman_cont",
    title="RevMan: means",
    sets=("cases-meta",),
    compare=compare,
    tolerance=tolerance,
    differences=(STOPS_EARLY,),
)

"""Events of two groups pooled as RevMan does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np

from evidence.synthesis.counts.mantel_haenszel import mantel_haenszel
from evidence.synthesis.effects.continuity import NO_CORRECTION, STANDARD_CORRECTION
from evidence.synthesis.effects.revman import (
    is_left_out,
    mantel_haenszel_risk_difference,
    revman_effect,
)
from evidence.synthesis.intervals import confidence_interval, p_value
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.study_tables.stratified_tables import cells_of
from evidence.synthesis.study_tables.study_table import EventTable
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document
from tests.alignment.revman_analysis import STOPS_EARLY, FromCounts, analysis, each, tolerance


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Effects of the studies, common and random effects, heterogeneity and prediction."""
    spec = case.spec
    columns = document.columns("ai", "n1i", "ci", "n2i")
    assert columns is not None
    tables = [EventTable(*map(float, row)) for row in zip(*columns.values(), strict=True)]
    measure = spec["sm"]
    if spec["MH.exact"]:
        found = mantel_haenszel(measure, tables, correction=NO_CORRECTION)
        answer: dict[str, Any] = {
            "estimate": found.value,
            "se": found.standard_error,
            "ci_lb": found.ci_low,
            "ci_ub": found.ci_high,
            "stat": found.statistic,
            "pval": found.p_value,
        }
    else:
        effect = MEASURES["PETO" if spec["method"] == "Peto" else measure]
        effects = each(partial(revman_effect, effect), tables)
        counted = _counted(measure, tables) if spec["method"] == "MH" else None
        answer = analysis(effects, spec, counted=counted)
    yield from fields(answer, case.expected)


def _counted(measure: str, tables: Sequence[EventTable]) -> FromCounts:
    """Mantel-Haenszel's effect of corrected tables, and the weights as meta prints them."""
    if measure == "RD":
        difference = mantel_haenszel_risk_difference(tables)
        value, error = difference.value, difference.standard_error
        weights: Sequence[float] = difference.weights
    else:
        used = [table for table in tables if not is_left_out(measure, table)]
        found = mantel_haenszel(measure, used, correction=STANDARD_CORRECTION)
        value, error = found.value, found.standard_error
        weights = _weights(measure, tables)
    low, high = confidence_interval(value, error)
    return FromCounts(value, error, low, high, p_value(value, error), weights)


def _weights(measure: str, tables: Sequence[EventTable]) -> Sequence[float]:
    cells = cells_of(STANDARD_CORRECTION.corrected_all(tables))
    weights = cells.c * (cells.n1 if measure == "RR" else cells.b) / cells.n
    said = np.array([not is_left_out(measure, table) for table in tables])
    return list((weights * said).tolist())


OPERATION = Operation(
    op="revman_binary",
    title="RevMan: events",
    sets=("cases-meta",),
    compare=compare,
    tolerance=tolerance,
    differences=(STOPS_EARLY,),
)

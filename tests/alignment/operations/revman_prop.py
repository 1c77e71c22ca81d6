"""Single proportions pooled as the R package meta does."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from evidence.synthesis.effects.revman import revman_effect
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.study_tables.study_table import ProportionTable
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document
from tests.alignment.revman_analysis import STOPS_EARLY, analysis, each, tolerance

_MEASURES = {"PLOGIT": "PLO", "PFT": "PFT", "PRAW": "PR"}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Effects of the studies, common and random effects, heterogeneity and prediction."""
    columns = document.columns("xi", "ni")
    assert columns is not None
    tables = [ProportionTable(*map(float, row)) for row in zip(*columns.values(), strict=True)]
    measure = MEASURES[_MEASURES[case.spec["sm"]]]
    effects = each(partial(revman_effect, measure), tables)
    yield from fields(analysis(effects, case.spec, tests=False), case.expected)


OPERATION = Operation(
    op="revman_prop",
    title="RevMan: proportions",
    sets=("cases-meta",),
    compare=compare,
    tolerance=tolerance,
    differences=(STOPS_EARLY,),
)

"""Confidence intervals of single proportions, which ``meta`` gives as log odds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from evidence.synthesis.effects.continuity import STANDARD_CORRECTION
from evidence.synthesis.effects.effect_sizes import effect_of
from evidence.synthesis.effects.proportion_interval import ProportionInterval, proportion_interval
from evidence.synthesis.intervals import confidence_interval
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.study_tables.study_table import ProportionTable
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document

_METHODS = {
    "CP": ProportionInterval.CLOPPER_PEARSON,
    "WS": ProportionInterval.WILSON,
    "AC": ProportionInterval.AGRESTI_COULL,
}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Lower and upper limit for each study."""
    columns = document.columns("xi", "ni")
    assert columns is not None
    tables = [ProportionTable(*map(float, row)) for row in zip(*columns.values(), strict=True)]
    limits = [_limits(table, case.spec["method"]) for table in tables]
    answer = {"lb": [low for low, _ in limits], "ub": [high for _, high in limits]}
    yield from fields(answer, case.expected)


def _limits(table: ProportionTable, method: str) -> tuple[float | None, float | None]:
    if method == "NAsm":
        effect = effect_of(MEASURES["PLO"], table, correction=STANDARD_CORRECTION)
        return confidence_interval(effect.value, effect.standard_error)
    low, high = proportion_interval(table, _METHODS[method])
    return _log_odds(low), _log_odds(high)


def _log_odds(share: float) -> float | None:
    return math.log(share) - math.log1p(-share) if 0 < share < 1 else None


def _is_rounded_end(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    del document, case, name
    return found is None and isinstance(expected, float) and abs(expected) > 30


OPERATION = Operation(
    op="prop_ci",
    title="interval of a proportion",
    sets=("cases-meta",),
    compare=compare,
    differences=(
        Difference(
            "Wilson's limit where everybody or nobody has the event",
            "it is exactly 1 or 0, which has no log odds; meta rounds it to just beside that and "
            "prints log odds of about 36.7",
            _is_rounded_end,
        ),
    ),
)

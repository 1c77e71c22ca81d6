"""Effect sizes and variances of single studies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.continuity import ContinuityCorrection, CorrectedStudies
from evidence.synthesis.effect_sizes import FROM_EVENTS, FROM_MEANS, EventTable, MeansTable
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Each study's value and variance."""
    measure = case.spec["measure"]
    if measure in FROM_EVENTS:
        found = list(_from_events(document, case))
    elif measure in FROM_MEANS and "vtype" not in case.spec:
        columns = document.columns("m1i", "sd1i", "n1i", "m2i", "sd2i", "n2i")
        assert columns is not None
        found = [
            FROM_MEANS[measure](MeansTable(*row)) for row in zip(*columns.values(), strict=True)
        ]
    else:
        found = []
    answer = {
        "yi": [each.value if each else None for each in found],
        "vi": [each.variance if each else None for each in found],
    }
    yield from fields(answer, case.expected)


def _from_events(document: Document, case: Case) -> Iterator[Any]:
    spec = case.spec
    columns = document.columns("ai", "n1i", "ci", "n2i")
    assert columns is not None
    tables = [EventTable(*map(float, row)) for row in zip(*columns.values(), strict=True)]
    correction = ContinuityCorrection(spec["add"], CorrectedStudies(spec["to"]))
    any_zero = any(each.has_zero for each in tables)
    for table in tables:
        add = correction.for_study(has_zero=table.has_zero, any_zero=any_zero)
        left_out = spec["drop00"] and table.is_uninformative_for_ratios
        yield None if left_out else FROM_EVENTS[spec["measure"]](table.plus(add))


OPERATION = Operation(op="effect", title="effect size and variance of each study", compare=compare)

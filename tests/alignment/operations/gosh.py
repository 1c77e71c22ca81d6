"""All subsets of studies."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.sensitivity.gosh import all_subsets
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document

METHODS = {"EE": "common"}
SHARES = (0, 0.05, 0.25, 0.5, 0.75, 0.95, 1)


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """How many subsets, and quantiles of their effects."""
    spec, effects = case.spec, document.effects(case.spec["effect"])
    method = METHODS.get(spec["method"], spec["method"])
    found = all_subsets(effects.values, effects.variances, method)
    answer = {"n": len(found.values), "quantiles": found.quantiles(SHARES)}
    yield from fields(answer, case.expected)


OPERATION = Operation(op="gosh", title="pooled effects of all subsets of studies", compare=compare)

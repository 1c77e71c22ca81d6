"""Mean and standard deviation from five-number summaries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.five_numbers import FiveNumbers, MeanAndSd, mean_and_sd
from evidence.synthesis.study_tables.quantile_matching import (
    MatchedDistribution,
    matched_distribution,
)
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document

_METHODS: Mapping[str, Callable[[FiveNumbers], MeanAndSd | MatchedDistribution]] = {
    "default": mean_and_sd,
    "qe": matched_distribution,
}


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Estimated mean and standard deviation of each sample."""
    del document
    spec = case.spec
    if spec["method"] not in _METHODS:
        raise CannotComputeError(f"method {spec['method']} draws random numbers")
    names = ("median", "n", "min", "q1", "q3", "max")
    rows = zip(*(spec[name] for name in names), strict=True)
    found = [_METHODS[spec["method"]](FiveNumbers(*row)) for row in rows]
    answer = {"mean": [each.mean for each in found], "sd": [each.sd for each in found]}
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="conv_fivenum", title="mean and SD of quantiles", sets=("cases-meta",), compare=compare
)

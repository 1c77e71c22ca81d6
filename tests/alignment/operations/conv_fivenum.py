"""Mean and standard deviation from five-number summaries."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.five_numbers import FiveNumbers, mean_and_sd
from evidence.synthesis.refusal import CannotComputeError
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """Estimated mean and standard deviation of each sample."""
    del document
    spec = case.spec
    if spec["method"] != "default":
        raise CannotComputeError(f"method {spec['method']} is not computed")
    names = ("median", "n", "min", "q1", "q3", "max")
    rows = zip(*(spec[name] for name in names), strict=True)
    found = [mean_and_sd(FiveNumbers(*row)) for row in rows]
    answer = {"mean": [each.mean for each in found], "sd": [each.sd for each in found]}
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="conv_fivenum", title="mean and SD of quantiles", sets=("cases-meta",), compare=compare
)

"""Risk ratios of odds ratios at a baseline risk."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.absolute_effect import risk_ratio_of_odds_ratio
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The risk ratios."""
    del document
    pairs = zip(case.spec["or"], case.spec["p0"], strict=True)
    yield from fields({"rr": [risk_ratio_of_odds_ratio(*pair) for pair in pairs]}, case.expected)


OPERATION = Operation(
    op="or_to_rr", title="risk ratio of an odds ratio", sets=("cases-meta",), compare=compare
)

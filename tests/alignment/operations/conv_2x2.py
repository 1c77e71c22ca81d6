"""2×2 tables from an odds ratio and the margins."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.synthesis.study_tables.reconstructed_table import table_of_odds_ratio
from tests.alignment.operation import Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """The four cells."""
    del document
    rows = zip(*(case.spec[name] for name in ("or", "n", "n1", "n2")), strict=True)
    cells = [table_of_odds_ratio(*row).cells for row in rows]
    answer = dict(zip(("ai", "bi", "ci", "di"), zip(*cells, strict=True), strict=True))
    yield from fields(answer, case.expected)


OPERATION = Operation(
    op="conv_2x2", title="table of an odds ratio", sets=("cases-meta",), compare=compare
)

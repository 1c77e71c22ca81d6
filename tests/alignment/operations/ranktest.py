"""Begg and Mazumdar's rank correlation test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.synthesis.small_study.begg import begg_test
from tests.alignment.operation import Difference, Operation, Triple, fields
from tests.alignment.reference import Case, Document


def compare(document: Document, case: Case) -> Iterator[Triple]:
    """τ and the p value."""
    effects = document.effects(case.spec["effect"])
    found = begg_test(effects.values, effects.variances, exact=case.spec["exact"])
    yield from fields({"tau": found.tau, "pval": found.p_value}, case.expected)


def has_no_answer(document: Document, case: Case, name: str, found: Any, expected: Any) -> bool:
    """Whether R answers with NA what we refuse."""
    return name == "refused" and all(value is None for value in case.expected.values())


OPERATION = Operation(
    op="ranktest",
    title="Begg's rank correlation test, exact and normal",
    compare=compare,
    differences=(
        Difference(
            "rank correlations of equal effects",
            "R gives NA with a warning, we refuse with the reason",
            has_no_answer,
        ),
    ),
)

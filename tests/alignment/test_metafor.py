"""Our numbers against those of R metafor, on every case in scope."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.alignment.metafor_cases import Comparison, cases, compare, documents, in_scope

# How many cases of each sort are compared. A case that goes missing fails the test below.
GRID = {
    ("effect", "RR"): 6,
    ("effect", "OR"): 12,
    ("effect", "RD"): 3,
    ("effect", "MD"): 1,
    ("effect", "SMD"): 1,
    ("pool", "EE"): 26,
    ("pool", "DL"): 26,
    ("pool", "REML"): 26,
    ("leave1out", "EE"): 24,
    ("leave1out", "DL"): 24,
    ("leave1out", "REML"): 24,
}
VALUES = 9220


def test_the_grid_of_cases_is_whole() -> None:
    assert Counter(in_scope(case) for _, case in cases()) == GRID


@pytest.fixture(scope="module")
def comparisons() -> dict[str, Comparison]:
    """One comparison for each data set."""
    found: dict[str, Comparison] = {}
    for document, case in cases():
        assert "error" not in case
        compare(document, case, found.setdefault(document["dataset"], Comparison()))
    return found


@pytest.mark.parametrize(
    "dataset", [each["dataset"] for each in documents() if any(map(in_scope, each["cases"]))]
)
def test_agrees_with_metafor(comparisons: dict[str, Comparison], dataset: str) -> None:
    assert comparisons[dataset].failures == []
    assert comparisons[dataset].values > 0


def test_as_many_values_as_ever_are_compared(comparisons: dict[str, Comparison]) -> None:
    assert sum(each.values for each in comparisons.values()) == VALUES
    worst = max(each.worst for each in comparisons.values())
    assert worst < 0.1, "agreement is far inside the rule and should stay so"

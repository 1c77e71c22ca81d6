"""Our numbers against those of R, on every case that is kept here."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable

import pytest

from tests.alignment.comparison import Tally, compared, see
from tests.alignment.operation import Operation, Triple, fields, operations
from tests.alignment.reference import HERE, SETS, Case, Document, documents

#: How many cases of the second set, which came without an index, are kept.
META_CASES = {
    "revman_binary": 44,
    "revman_cont": 6,
    "revman_cor": 4,
    "revman_prop": 3,
    "small_study_test": 36,
    "conv_wald": 3,
    "conv_2x2": 1,
    "conv_fivenum": 1,
    "effect": 12,
    "or_to_rr": 1,
    "absolute_effect": 1,
    "prop_ci": 4,
}

KEYS = sorted({(document.set, case.op) for document in documents() for case in document.cases})


@pytest.fixture(scope="module")
def tallies() -> dict[tuple[str, str], Tally]:
    return compared()


def test_every_case_of_the_index_is_kept() -> None:
    with (HERE / "index.csv").open(newline="", encoding="utf-8") as file:
        listed = {
            (row["id"], row["op"], row["dataset"], row["error"] == "True")
            for row in csv.DictReader(file)
        }
    kept = [
        (case.id, case.op, document.dataset, bool(case.error))
        for document in documents()
        if document.set == "cases"
        for case in document.cases
    ]
    assert len(kept) == len(set(kept)) == 1904
    assert set(kept) == listed


def test_every_case_of_the_second_set_is_kept() -> None:
    kept = Counter(
        case.op
        for document in documents()
        if document.set == "cases-meta"
        for case in document.cases
    )
    assert kept == META_CASES


def test_every_operation_is_answered() -> None:
    assert set(KEYS) == set(operations())
    assert {of_set for of_set, _ in operations()} == set(SETS)


@pytest.mark.parametrize("key", KEYS)
def test_agrees_with_r(tallies: dict[tuple[str, str], Tally], key: tuple[str, str]) -> None:
    tally = tallies[key]
    assert tally.failures == []
    assert tally.values + tally.refused > 0
    assert tally.values == tally.agreeing + tally.differing.total() - tally.outside


def one_case(**expected: object) -> tuple[Document, Case]:
    case = Case("made/up", "made", {}, expected, "", 1e-8, 1e-9)
    return Document(HERE, "cases", "made", "", (), (case,)), case


@pytest.mark.parametrize(
    ("answer", "fails"),
    [
        ({"estimate": 1.0, "parts": [1.0, 2.0]}, False),
        ({"estimate": 1.0 + 2e-9, "parts": (1.0, 2.0)}, False),
        ({"estimate": 1.0 + 2e-8, "parts": [1.0, 2.0]}, True),
        ({"estimate": float("nan"), "parts": [1.0, 2.0]}, True),
        ({"estimate": None, "parts": [1.0, 2.0]}, True),
        ({"parts": [1.0, 2.0]}, True),
        ({"estimate": 1.0, "parts": [1.0]}, True),
        ({"estimate": 1.0, "parts": [1.0, 2.0, 3.0]}, True),
    ],
)
def test_the_comparison_sees_what_is_wrong(answer: dict[str, object], fails: bool) -> None:
    document, case = one_case(estimate=1.0, parts=[1.0, 2.0])
    tally = Tally()
    see(answering(fields(answer, case.expected)), document, case, tally)
    assert bool(tally.failures) == fails


def test_a_field_that_is_passed_over_is_a_failure() -> None:
    document, case = one_case(estimate=1.0, spread=2.0)
    tally = Tally()
    see(answering([("estimate", 1.0, 1.0)]), document, case, tally)
    assert tally.failures == ["made/up spread: not compared"]


def test_an_operation_cannot_choose_what_it_is_compared_with() -> None:
    document, case = one_case(estimate=1.0)
    tally = Tally()
    see(answering([("estimate", 2.0, 2.0)]), document, case, tally)
    assert tally.failures == ["made/up estimate: compared with 2.0, the case says 1.0"]


def answering(triples: Iterable[Triple]) -> Operation:
    def compare(document: Document, case: Case) -> Iterable[Triple]:
        return triples

    return Operation("made", "", compare)

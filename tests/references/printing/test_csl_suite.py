"""The public CSL test suite as a ratchet: what passes is listed, and what is listed passes.

A line of the list names a case and the state it was in, because the suite goes on being edited.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.csl_suite import fixtures, is_exact, rendered, suite_folder

FOLDER = suite_folder()
PASSING = Path(__file__).with_name("csl_suite_passing.txt")
FAILING = Path(__file__).with_name("csl_suite_failing.txt")
CASES = {} if FOLDER is None else {f"{each.name} {each.digest}": each for each in fixtures(FOLDER)}
needs_suite = pytest.mark.skipif(
    FOLDER is None,
    reason="the CSL test suite lies beside the repository (benchmarks/fetch_csl_suite.py)",
)


def listed(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@cache
def passing() -> frozenset[str]:
    assert FOLDER is not None
    return frozenset(line for line, case in CASES.items() if is_exact(case, rendered(case, FOLDER)))


@needs_suite
def test_every_listed_case_passes() -> None:
    assert sorted((set(listed(PASSING)) & set(CASES)) - passing()) == []


@needs_suite
def test_every_case_that_passes_is_listed() -> None:
    unlisted = passing() - set(listed(PASSING))
    if not {*listed(PASSING), *listed(FAILING)} <= set(CASES):
        # Another state of the suite: of cases that neither list knows nothing is said.
        unlisted &= set(listed(FAILING))
    assert sorted(unlisted) == [], f"move these to {PASSING.name}"


def test_the_lists_are_sorted_and_name_no_case_twice() -> None:
    for path in (PASSING, FAILING):
        assert listed(path) == sorted(set(listed(path)))
    assert not set(listed(PASSING)) & set(listed(FAILING))
    assert len(listed(PASSING)) >= 800

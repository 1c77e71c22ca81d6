"""The public CSL test suite as a ratchet: what passes is listed, and what is listed passes."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from benchmarks.csl_suite import fixtures, is_exact, rendered, suite_folder

FOLDER = suite_folder()
PASSING = Path(__file__).with_name("csl_suite_passing.txt")
LISTED = set(PASSING.read_text(encoding="utf-8").split())
CASES = fixtures(FOLDER) if FOLDER is not None else []
needs_suite = pytest.mark.skipif(
    FOLDER is None,
    reason="the CSL test suite lies beside the repository (benchmarks/fetch_csl_suite.py)",
)


@cache
def results() -> dict[str, str]:
    assert FOLDER is not None
    return {case.name: rendered(case, FOLDER) for case in CASES}


@needs_suite
def test_every_listed_case_passes_and_every_passing_case_is_listed() -> None:
    passing = {case.name for case in CASES if is_exact(case, results()[case.name])}
    known = {case.name for case in CASES}
    assert sorted((LISTED & known) - passing) == []
    assert sorted(passing - LISTED) == [], f"add these to {PASSING.name}"


def test_the_list_is_sorted_and_names_no_case_twice() -> None:
    lines = PASSING.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) >= 760

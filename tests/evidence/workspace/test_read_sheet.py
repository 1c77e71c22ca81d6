"""A second grader's sheet: what is read, and what is said of what cannot be compared."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.grading.framework import framework_named
from evidence.workspace.read_sheet import load_sheet, read_sheet
from references.errors import InputError
from references.source import SourceFile

GRADE = framework_named("grade")
GRADED = {("etomidate", ""): GRADE, ("pain", "score"): GRADE, ("pain", "need"): GRADE}
SHEET = """\
grader: BB
on: 2026-11-23
gradings:
  - claim: etomidate
    framework: grade
    statement: read by people
    start: ""
    domains:
      imprecision: {rating: serious, reason: few people}
      risk-of-bias: {rating: "", reason: ""}
    certainty: moderate
    reason: ""
  - claim: pain
    outcome: score
    certainty: ""
"""


def read(text):
    return read_sheet(SourceFile("sheet.yaml", text), GRADED)


def test_what_was_filled_in_is_a_judgement():
    reading = read(SHEET)
    assert reading.problems == ()
    assert (reading.value.grader, reading.value.on) == ("BB", datetime.date(2026, 11, 23))
    ((key, judgement),) = reading.value.judgements.items()
    assert key == ("etomidate", "")
    assert (judgement.certainty, judgement.by) == ("moderate", "BB")
    assert {name: each.reason for name, each in judgement.domains.items()} == {
        "imprecision": "few people"
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("claim: etomidate", "claim: etomidat", 4, "did you mean 'etomidate'"),
        ("outcome: score", "outcome: scores", 14, "did you mean 'score'"),
        ("certainty: moderate", "certainty: medium", 11, "unknown level of grade 'medium'"),
        ("rating: serious", "rating: severe", 9, "unknown rating of imprecision 'severe'"),
        ("imprecision:", "imprecison:", 9, "did you mean 'imprecision'"),
        ("framework: grade", "framework: sort", 5, "unknown framework of this claim 'sort'"),
        ("grader: BB", "grader: ", 1, "does not say who graded"),
        ("certainty: moderate", 'certainty: ""', 11, "ratings but no certainty"),
        ("claim: pain\n    outcome: score", "claim: etomidate", 13, "graded twice"),
        ("on: 2026-11-23", "on: yesterday", 2, "a day as year-month-day"),
        ("reason: few people", "reasons: few people", 9, "reasons"),
    ],
)
def test_what_cannot_be_compared_is_said_where_it_stands(old, new, line, told):
    if told == "graded twice":
        new = new + "\n    certainty: high"
    text = SHEET.replace(old, new, 1)
    assert text != SHEET
    problems = read(text).problems
    assert [each for each in problems if each.location.line == line and told in str(each)], problems


@given(st.text(max_size=100), st.integers(0, len(SHEET)))
@settings(max_examples=60, deadline=None)
def test_no_sheet_makes_the_reader_fail(text, place):
    for each in (text, SHEET[:place] + text + SHEET[place:]):
        read(each)


def test_an_empty_sheet_is_a_problem():
    assert read("").problems


def test_a_sheet_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="there is no file"):
        load_sheet(tmp_path / "none.yaml", GRADED)

"""Tables of trials become studies that give the numbers of the table, or a problem at its cell."""

import csv
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.model.claim import SynthesisRequest
from evidence.synthesis.synthesise import synthesise
from evidence.workspace.load import load_files
from evidence.workspace.read_trials import read_trials
from evidence.workspace.trials_text import TrialWords, studies_text
from references.source import Location

REFERENCE = Path(__file__).resolve().parents[2] / "alignment" / "metafor"
SETTINGS = '[review]\ntitle = "T"\narticle = "article.md"\nstudies = ["studies.yaml"]\n'


def rows_of(text, **given_):
    return read_trials("t.csv", text.encode(), design="randomised-trial", **given_)


def studies_of(reading, **words):
    assert reading.problems == ()
    text = studies_text(reading.value, TrialWords("tb", **words), "t.csv")
    loaded = load_files({"review.toml": SETTINGS, "article.md": "T.", "studies.yaml": text})
    assert loaded.problems == ()
    return loaded.studies


@pytest.mark.parametrize(
    ("dataset", "measure", "case"),
    [
        ("bcg", "RR", "RR/effect"),
        ("bcg", "OR", "OR/effect"),
        ("normand1999", "MD", "MD/effect"),
        ("cohen1981", "ZCOR", "ZCOR/effect"),
        ("pritz1997", "PLO", "PLO/effect"),
        ("hart1999", "IRR", "IRR/effect"),
        ("raudenbush1985", "GEN", None),
    ],
)
def test_data_sets_of_metafor_give_its_effects(dataset, measure, case):
    path = REFERENCE / "inputs" / f"{dataset}.csv"
    studies = studies_of(rows_of(path.read_text("utf-8")))
    found = synthesise(SynthesisRequest("tb", measure, Location("x")), studies)
    if case is None:
        with path.open(newline="", encoding="utf-8") as lines:
            expected = [float(row["yi"]) for row in csv.DictReader(lines)]
    else:
        cases = json.loads((REFERENCE / "cases" / f"{dataset}.json").read_text("utf-8"))["cases"]
        expected = next(
            each["expected"]["yi"] for each in cases if each["id"] == f"{dataset}/{case}"
        )
    assert [each.value for each in found.effects] == pytest.approx(expected, rel=1e-10)


def test_other_columns_become_characteristics_and_names_are_told_apart():
    reading = rows_of("author,year,ai,n1i,ci,n2i,place\nRosenthal,1960,1,9,2,9,Oslo\n"
                      "Rosenthal,1960,3,9,4,9,Ålesund\n")  # fmt: skip
    first, second = studies_of(reading, label="Tuberculosis", arms=("BCG", "none"))
    assert (first.id, second.id) == ("rosenthal-1960", "rosenthal-1960-2")
    assert dict(second.characteristics) == {"place": "Ålesund"}
    assert (first.year, first.size, first.references) == (1960, 18, ("rosenthal-1960",))
    assert [arm.label for arm in first.outcome("tb").arms] == ["BCG", "none"]


def test_columns_can_be_named_by_the_caller():
    text = "Trial;Cases A;People A;Cases B;People B\nX;1;10;2;10\n"
    named = {
        "intervention.events": "Cases A",
        "intervention.total": "People A",
        "comparator.events": "Cases B",
        "comparator.total": "People B",
    }
    (study,) = studies_of(rows_of(text, named=named))
    assert [(arm.events, arm.total) for arm in study.outcome("tb").arms] == [(1, 10), (2, 10)]


def test_printed_estimates_keep_their_interval_and_measure():
    (study,) = studies_of(rows_of("study,estimate,lower,upper\nX,0.5,0.25,1\n"), measure="HR")
    estimate = study.outcome("tb").estimates[0]
    assert (estimate.measure, estimate.value) == ("HR", 0.5)
    assert (estimate.ci_low, estimate.ci_high) == (0.25, 1)


def test_a_variance_becomes_a_standard_error():
    (study,) = studies_of(rows_of("study,yi,vi\nX,0.5,0.04\n"))
    assert math.isclose(study.outcome("tb").estimates[0].standard_error, 0.2)


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("study,ai,n1i\nX,many,9\n", "B2: 'many' is not a number", 2),
        ("study,ai,n1i\nX,1e400,9\n", "is not a number", 2),
        ("study,ai,n1i\n,1,9\n", "A2: names no study", 2),
        ("study,yi,vi\nX,1,-4\n", "C2: is no variance", 2),
        ("study,design,ai,n1i\nX,randomized trial,1,9\n", "no study design", 2),
        ("a,b\n1,2\n", "no row of headings", 1),
    ],
)
def test_what_cannot_be_read_is_named_at_its_cell(text, words, line):
    reading = rows_of(text)
    assert [words in each.message for each in reading.problems] == [True]
    assert reading.problems[0].location.line == line


def test_a_heading_that_is_not_there_is_named():
    reading = rows_of("study,cases\nX,1\n", named={"intervention.events": "case"})
    assert "no column 'case'" in reading.problems[0].message


@given(st.text(max_size=200))
def test_no_text_raises_and_all_that_is_written_can_be_read(text):
    reading = rows_of("study,ai,n1i,ci,n2i,note\n" + f"A,1,9,2,9,{json.dumps(text)}\n" + text)
    if not reading.problems and reading.value:
        studies_of(reading)

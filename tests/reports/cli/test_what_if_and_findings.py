"""`grade --what-if`, `--summary-of-findings` and `--evidence-profile`, over a worked example."""

import json
from pathlib import Path

import pytest

from tests.reports.cli.template_review import EXAMPLE

CLAIM = "etomidate-pretreatment"


def test_what_if_prints_a_table_and_what_it_would_take(run):
    status, out, _ = run("grade", EXAMPLE, CLAIM, "--what-if")
    assert status == 0
    lines = out.splitlines()
    assert lines[2].split() == ["verdict", "certainty", "interval", "words", "what", "happens"]
    assert "as it stands" in lines[4]
    assert "one more trial like Guler 2005, with the same result" in out
    assert "removals change nothing: " in out
    assert "The smallest trial that would settle imprecision: a new trial with 87 " in out
    assert "No set of studies was found whose removal changes the level." in out
    assert "The level would be lost to one more trial without an effect" in out


def test_what_if_as_data(run):
    status, out, _ = run("grade", EXAMPLE, CLAIM, "--what-if", "--format", "json")
    assert status == 0
    content = json.loads(out)
    assert content["claim"] == CLAIM
    assert content["settling_trial"]["per_arm"] == 87
    assert content["settling_trial"]["change"]["certainty"] == "high"
    kinds = {each["kind"] for each in content["tried"]}
    assert kinds >= {"retraction", "domain", "sensitivity", "one-more-trial"}
    assert {each["changed"] for each in content["tried"]} == {True, False}


def test_what_if_needs_a_claim(run):
    status, _, err = run("grade", EXAMPLE, "--what-if")
    assert status == 2
    assert "--what-if needs a CLAIM" in err


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "html", "md", "json"])
def test_a_summary_and_a_profile_are_written(tmp_path, run, suffix):
    summary, profile = tmp_path / f"s.{suffix}", tmp_path / f"p.{suffix}"
    options = ("--summary-of-findings", summary, "--evidence-profile", profile)
    status, out, err = run("grade", EXAMPLE, CLAIM, *options)
    assert (status, out, err) == (0, "", "")
    assert summary.read_bytes() != profile.read_bytes()


def test_a_summary_on_standard_output_is_markdown(run):
    status, out, _ = run("grade", EXAMPLE, CLAIM, "--summary-of-findings", "-")
    assert status == 0
    assert out.startswith("# Summary of findings: Intravenous magnesium sulfate")
    assert "| ⊕⊕⊕◯ Moderate | a, b |" in out


def test_a_wrong_suffix_writes_nothing(tmp_path, run):
    good, bad = tmp_path / "s.csv", tmp_path / "p.docx"
    options = ("--summary-of-findings", good, "--evidence-profile", bad)
    status, _, err = run("grade", EXAMPLE, CLAIM, *options)
    assert status == 2
    assert ".csv, .xlsx, .html, .md, .json" in err
    assert not Path(good).exists()

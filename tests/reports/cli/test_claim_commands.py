"""`grade`, `synthesize`, `accept` and `claims` on real folders."""

# ruff: noqa: ARG002 - the fixture that makes a folder and goes into its parent acts by being named

import json
import math
import re
from pathlib import Path

import pytest

from evidence.audit.example import example
from tests.reports.cli.template_review import CLAIM, EXAMPLE, judge


class TestGrade:
    def test_table(self, folder, run):
        judge(folder)
        status, out, _ = run("grade", "review")
        assert status == 0
        row = out.splitlines()[2]
        assert row.startswith(CLAIM)
        assert "Very low" in row
        assert "Low" in row

    def test_one_claim_shows_every_step(self, folder, run):
        _, out, _ = run("grade", "review", CLAIM)
        for words in ("Imprecision", "Risk of bias", "Left to a person", "would change"):
            assert words in out

    def test_json(self, folder, run):
        judge(folder)
        content = json.loads(run("grade", "review", "--format", "json")[1])
        assert content["schema"] == 1
        (claim,) = content["claims"]
        assert (claim["id"], claim["derived"], claim["judged"]) == (CLAIM, "very-low", "low")
        assert claim["certainty"] == "low"
        assert {step["domain"] for step in claim["steps"]} >= {"imprecision"}

    def test_within_a_review_the_claim_is_enough(self, folder, run, monkeypatch):
        monkeypatch.chdir(folder)
        assert run("grade", CLAIM) == run("grade", ".", CLAIM)
        assert run("synthesize", CLAIM) == run("synthesize", ".", CLAIM)
        status, _, err = run("grade", "nothing")
        assert (status, err) == (2, "evidence-review: the review has no claim 'nothing'\n")

    def test_an_unknown_claim_names_the_closest(self, folder, run):
        status, _, err = run("grade", "review", "magnesium-before-etomidat")
        assert status == 2
        assert f"did you mean '{CLAIM}'" in err


class TestSynthesize:
    def test_text(self, folder, run):
        status, out, _ = run("synthesize", "review")
        assert status == 0
        assert "6/25" in out
        assert "0.33 (0.16 to" in out

    def test_json(self, folder, run):
        (claim,) = json.loads(run("synthesize", "review", "--format", "json")[1])["claims"]
        assert (claim["id"], claim["scale"], claim["measure"]) == (CLAIM, "log", "RR")
        assert claim["effects"][0]["value"] == pytest.approx(-1.0986, abs=1e-4)

    def test_json_holds_the_effect_without_each_study(self, run):
        status, out, _ = run("synthesize", EXAMPLE, "--format", "json")
        assert status == 0
        found = {claim["id"]: claim for claim in json.loads(out)["claims"]}
        (first, second) = found["succinylcholine-muscle-pain"]["left_out"]
        # Without one of two trials, the other one's own effect is left.
        assert first[0] == "kousar-2021"
        assert math.exp(first[1]["value"]) == pytest.approx(15 / 27, abs=1e-9)
        assert second[0] == "jdnmch-trial"
        wider = found["etomidate-pretreatment"]["sensitivity"]
        assert [study for study, _ in wider["left_out"]] == ["guler-2005", "rashdi-quasi"]

    def test_plot(self, folder, run):
        status, _, err = run("synthesize", "review", CLAIM, "--plot", "plots/forest.svg")
        assert status == 0
        assert Path("plots/forest.svg").read_text().startswith("<svg")
        assert "plots/forest.svg" in err
        assert run("synthesize", "review", "--plot", "x.svg")[0] == 2

    def test_a_plot_to_standard_output_is_all_that_is_printed(self, folder, run):
        status, out, _ = run("synthesize", "review", CLAIM, "--plot", "-")
        assert status == 0
        assert out.startswith("<svg")
        assert out.rstrip().endswith("</svg>")
        assert not Path("-").exists()

    def test_a_review_without_synthesis(self, tmp_path, run):
        for name, text in example(article="x").items():
            (tmp_path / name).write_text(text)
        status, out, err = run("synthesize", tmp_path)
        assert (status, out) == (0, "")
        assert "synthesis" in err

    def test_the_worked_example(self, run):
        status, out, _ = run("synthesize", EXAMPLE)
        assert status == 0
        assert "heterogeneity" in out


class TestAccept:
    def test_an_unknown_claim_names_the_closest(self, folder, run):
        status, _, err = run("accept", "review", CLAIM[:-1], "--by", "AB")
        assert status == 2
        assert f"did you mean '{CLAIM}'" in err

    def test_from_judgement_to_out_of_date(self, folder, run):
        judge(folder)
        status, out, _ = run("accept", "review", CLAIM, "--by", "R. Name", "--on", "2026-11-22")
        told = "accepted for the first time by R. Name on 2026-11-22"
        assert (status, out) == (0, f"{CLAIM}: low, {told}\n")
        assert "out of date" not in run("grade", "review")[1]
        path = folder / "studies.yaml"
        path.write_text(path.read_text().replace("events: 6", "events: 16"))
        assert "out of date: studies" in run("grade", "review")[1]

    def test_a_bad_day_is_a_usage_error(self, folder, run):
        judge(folder)
        status, _, err = run("accept", "review", CLAIM, "--by", "RN", "--on", "22.11.2026")
        assert status == 2
        assert "year-month-day" in err

    def test_without_a_judgement(self, folder, run):
        status, _, err = run("accept", "review", CLAIM, "--by", "RN")
        assert status == 2
        assert "no judgement" in err


class TestClaims:
    def test_locate(self, folder, run):
        status, out, _ = run("claims", "locate", "review")
        assert status == 0
        assert re.search(rf"^{CLAIM}\s+exact\s+100%\s+review/article\.md:5:\d+$", out, re.MULTILINE)
        assert "1 exact, 0 moved, 0 lost" in out

    def test_moved_and_lost(self, folder, run):
        path = folder / "article.md"
        path.write_text(path.read_text().replace("had myoclonus", "showed myoclonus"))
        (claim,) = json.loads(run("claims", "locate", "review", "--format", "json")[1])["claims"]
        assert claim["state"] == "moved"
        assert 0.8 < claim["similarity"] < 1
        path.write_text("Other words.\n")
        (claim,) = json.loads(run("claims", "locate", "review", "--format", "json")[1])["claims"]
        assert (claim["state"], claim["path"], claim["line"]) == ("lost", None, None)

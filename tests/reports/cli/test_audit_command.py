"""`audit` on real folders: what it prints, and its exit status."""

# ruff: noqa: ARG002 - the fixture that makes a folder and goes into its parent acts by being named

import json
import re
from pathlib import Path

import pytest

from evidence.workspace.create import create_review
from reports.findings.finding_format import finding_formats
from tests.reports.cli.template_review import misspell_reference, spoil


class TestAudit:
    def test_clean(self, folder, run):
        status, out, err = run("audit", "review", "--fail-on", "warning")
        assert (status, err) == (0, "")
        assert "CLM008" in out

    def test_findings_show_their_place_as_typed(self, folder, run):
        _, out, _ = run("audit", "review")
        assert re.search(r"^review/claims\.yaml:\d+:\d+: CLM008 ", out, re.MULTILINE)

    @pytest.mark.parametrize(
        ("level", "expected"), [("error", 0), ("warning", 0), ("note", 1), ("never", 0)]
    )
    def test_fail_on(self, folder, run, level, expected):
        assert run("audit", "review", "--fail-on", level)[0] == expected

    def test_fail_on_of_the_settings(self, folder, run):
        path = folder / "review.toml"
        path.write_text(path.read_text().replace('fail-on = "error"', 'fail-on = "note"'))
        assert run("audit", "review")[0] == 1
        assert run("audit", "review", "--fail-on", "never")[0] == 0

    def test_invalid_input_is_2_whatever_is_allowed(self, folder, run):
        spoil(folder)
        status, out, _ = run("audit", "review", "--fail-on", "never", "--ignore", "INP,CLM")
        assert status == 2
        assert "INP001" in out
        assert "kind cannot be 'magic'" in out

    def test_select_and_ignore(self, folder, run):
        misspell_reference(folder)
        selected = json.loads(run("audit", "review", "--format", "json", "--select", "REF")[1])
        assert {item["code"][:3] for item in selected["findings"]} <= {"REF"}
        both = ("audit", "review", "--format", "json", "--select", "REF,CLM", "--ignore", "CLM")
        assert json.loads(run(*both)[1]) == selected

    def test_an_unknown_code_is_2(self, folder, run):
        status, _, err = run("audit", "review", "--select", "XYZ")
        assert status == 2
        assert "XYZ" in err

    @pytest.mark.parametrize("name", [item.name for item in finding_formats()])
    def test_every_format(self, folder, run, name, tmp_path):
        status, out, _ = run("audit", "review", "--format", name)
        assert status == 0
        assert out.strip()
        target = tmp_path / "out.txt"
        assert run("audit", "review", "--format", name, "--output", target)[1] == ""
        assert target.read_text(encoding="utf-8") == out

    def test_an_unknown_format_names_those_there_are(self, folder, run):
        status, _, err = run("audit", "review", "--format", "xml")
        assert status == 2
        for item in finding_formats():
            assert item.name in err

    def test_baseline(self, folder, run, tmp_path):
        baseline = tmp_path / "baseline.json"
        status, _, err = run("audit", "review", "--fail-on", "note", "--write-baseline", baseline)
        assert status == 0
        assert "written" in err
        known = ("audit", "review", "--fail-on", "note", "--baseline", baseline)
        assert run(*known)[0] == 0
        misspell_reference(folder)
        assert run(*known)[0] == 1

    def test_a_baseline_holds_wherever_the_program_is_started(self, folder, run, monkeypatch):
        run("audit", "review", "--write-baseline", "review/known.json")
        assert "tmp" not in Path("review/known.json").read_text()
        monkeypatch.chdir(folder)
        known = ("audit", "--fail-on", "note", "--baseline", "known.json")
        assert run(*known)[0] == 0
        assert run("audit", folder, "--fail-on", "note", "--baseline", "known.json")[0] == 0

    def test_a_review_without_claims_does_not_pass_in_silence(self, folder, run):
        (folder / "claims.yaml").write_text("claims: []\n")
        status, out, err = run("audit", "review", "--format", "json")
        assert (status, err) == (
            0,
            "review: no claim is recorded yet, so no statement was held against evidence\n",
        )
        assert json.loads(out)["schema"] == 1

    def test_several_reviews_are_one_result(self, folder, run):
        create_review(folder.parent / "other")
        arguments = ("audit", "review", "other", "review/article.md", "--format", "json")
        status, out, _ = run(*arguments)
        paths = {Path(item["path"]).parts[0] for item in json.loads(out)["findings"]}
        assert (status, paths) == (0, {"review", "other"})

    def test_one_missing_review_does_not_stop_the_others(self, folder, run):
        status, out, err = run("audit", "nowhere", "review")
        assert status == 2
        assert "CLM008" in out
        assert "nowhere" in err

    def test_a_file_of_the_review_means_the_review(self, folder, run):
        assert run("audit", "review/review.toml")[1] == run("audit", "review")[1]

    def test_the_current_folder_is_the_default(self, folder, run, monkeypatch):
        monkeypatch.chdir(folder)
        assert "\nclaims.yaml:" in "\n" + run("audit")[1]

    def test_outside_files(self, folder, run):
        (folder / "references.bib").rename(folder.parent / "shared.bib")
        path = folder / "review.toml"
        path.write_text(path.read_text().replace('"references.bib"', '"../shared.bib"'))
        assert run("audit", "review")[0] == 2
        assert run("audit", "review", "--allow-outside")[0] == 0

    def test_no_color_in_a_file_or_pipe(self, folder, run):
        assert "\x1b" not in run("audit", "review")[1]

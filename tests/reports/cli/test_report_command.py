"""`report` on real folders: what it writes, and what it leaves alone."""

# ruff: noqa: ARG002 - the fixture that makes a folder and goes into its parent acts by being named

import json
from pathlib import Path

import pytest

from reports.documents.document_format import document_formats
from tests.reports.cli.template_review import spoil


class TestReport:
    def test_every_format_writes_the_paths_it_prints(self, folder, run):
        names = ",".join(item.name for item in document_formats() if item.name != "pdf")
        status, out, _ = run("report", "review", "--format", names, "--output", "out")
        assert status == 0
        lines = out.splitlines()
        assert {Path(line).suffix for line in lines} >= {".html", ".json", ".md", ".csv"}
        for line in lines:
            assert Path(line).stat().st_size > 0

    def test_same_bytes_twice(self, folder, run):
        for name in ("one", "two"):
            run("report", "review", "--format", "html,json", "--output", name)
        assert len(list(Path("one").iterdir())) == 2
        for path in Path("one").iterdir():
            assert path.read_bytes() == (Path("two") / path.name).read_bytes()

    def test_same_bytes_wherever_it_is_made(self, folder, run, monkeypatch):
        run("report", folder, "--format", "html,json,csv", "--output", "one")
        monkeypatch.chdir(folder)
        run("report", "--format", "html,json,csv", "--output", "../two")
        assert len(list((folder.parent / "one").iterdir())) > 2
        for path in (folder.parent / "one").iterdir():
            assert path.read_bytes() == (folder.parent / "two" / path.name).read_bytes()
            assert str(folder.parent) not in path.read_text(encoding="utf-8")

    def test_names_of_formats_are_taken_in_any_case(self, folder, run):
        status, out, _ = run("report", "review", "--format", "Markdown,JSON,json", "--output", "o")
        assert (status, out.split()) == (0, ["o/report.md", "o/report.json"])

    def test_a_dash_is_standard_output(self, folder, run):
        status, out, _ = run("report", "review", "--format", "json", "--output", "-")
        assert (status, json.loads(out)["schema"]) == (0, 1)
        assert sorted(path.name for path in Path().iterdir()) == ["review"]

    @pytest.mark.parametrize("names", ["html,json", "csv"])
    def test_a_dash_takes_one_document(self, folder, run, names):
        status, out, err = run("report", "review", "--format", names, "--output", "-")
        assert (status, out) == (2, "")
        assert "--output - takes one" in err

    def test_the_default_folder_is_not_called_reports(self, folder, run):
        run("report", "review", "--format", "json")
        assert sorted(path.name for path in Path().iterdir()) == [
            "evidence-review-output",
            "review",
        ]

    def test_a_spoilt_review_stops_unless_told_to_go_on(self, folder, run):
        spoil(folder)
        status, out, err = run("report", "review", "--format", "json", "--output", "out")
        assert (status, out) == (2, "")
        assert "review/claims.yaml:12:11: " in err
        assert not Path("out").exists()
        status, out, _ = run(
            "report", "review", "--format", "json", "--output", "out", "--keep-going"
        )
        assert status == 2
        assert out

    def test_files_of_the_review_are_not_overwritten(self, folder, run):
        path = folder / "review.toml"
        (_, out, _) = run("report", "review", "--format", "markdown", "--output", "out")
        name = Path(out.splitlines()[0]).name
        (folder / "article.md").rename(folder / name)
        path.write_text(path.read_text().replace("article.md", name))
        before = (folder / name).read_bytes()
        status, _, err = run("report", "review", "--format", "markdown", "--output", "review")
        assert status == 2
        assert "file of the review" in err
        assert (folder / name).read_bytes() == before

    def test_an_unknown_format_writes_nothing(self, folder, run):
        status, _, err = run("report", "review", "--format", "html,docx?", "--output", "out")
        assert status == 2
        assert "markdown" in err
        assert not Path("out").exists()

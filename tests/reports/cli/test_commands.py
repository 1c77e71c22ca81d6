"""`init`, `references`, `explain` and the help: what they print, and their exit status."""

# ruff: noqa: ARG002 - the fixture that makes a folder and goes into its parent acts by being named

import json
import re
from pathlib import Path

import pytest

from reports.documents.document_format import document_formats
from reports.findings.finding_format import finding_formats


def test_init_prints_what_it_wrote(tmp_path, run):
    status, out, _ = run("init", tmp_path / "x")
    assert status == 0
    assert out.splitlines()[0].endswith("review.toml")
    assert run("init", tmp_path / "x")[0] == 2
    assert run("init", tmp_path / "y", "--example")[0] == 0


def test_init_copies_the_example_that_is_named_and_knows_no_other(tmp_path, run):
    assert run("init", "--example", tmp_path / "x")[0] == 0
    assert "Magnesium" in (tmp_path / "x" / "review.toml").read_text(encoding="utf-8")
    assert run("init", tmp_path / "y", "--example", "--named", "bcg-vaccine")[0] == 0
    assert "BCG" in (tmp_path / "y" / "review.toml").read_text(encoding="utf-8")
    status, _, told = run("init", tmp_path / "z", "--named", "aspirin")
    assert status == 2
    assert "bcg-vaccine" in told


class TestReferences:
    def test_check(self, folder, run):
        assert run("references", "check", "review/references.bib")[0] == 0
        Path("bad.bib").write_text("@article{a, title={T}, doi={nonsense}}\n")
        status, out, _ = run("references", "check", "bad.bib", "--fail-on", "note")
        assert status == 1
        assert "bad.bib:1:" in out

    def test_convert_there_and_back(self, folder, run):
        source = "review/references.bib"
        arguments = ("references", "convert", source, "--to", "csl-json", "--output", "x.json")
        assert run(*arguments)[0] == 0
        (record,) = json.loads(Path("x.json").read_text())
        assert record["DOI"] == "10.1213/01.ANE.0000160529.95019.E6"
        _, out, _ = run("references", "convert", "x.json", "--to", "bibtex")
        assert "guler2005" in out

    def test_an_untouched_library_keeps_its_bytes(self, folder, run):
        source = Path("review/references.bib")
        run("references", "convert", source, "--to", "bibtex", "--output", "copy.bib")
        assert Path("copy.bib").read_bytes() == source.read_bytes()

    @pytest.mark.parametrize("command", [("convert", "--to", "csl-json"), ("format",)])
    def test_another_format_under_a_wrong_name_is_not_an_empty_bibliography(
        self, folder, run, command
    ):
        Path("export.bib").write_text("TY  - JOUR\nTI  - Magnesium\nER  -\n")
        name, *options = command
        status, out, err = run("references", name, "export.bib", *options)
        assert (status, err) == (0, "")
        assert "Magnesium" in out
        status, out, err = run("references", name, "export.bib", "--from", "bibtex", *options)
        assert (status, out) == (2, "")
        assert "export.bib:1:1: this file holds no record; it looks like RIS" in err

    def test_a_folder_is_no_output_file(self, folder, run):
        source = "review/references.bib"
        status, _, err = run(
            "references", "convert", source, "--to", "bibtex", "--output", "review"
        )
        assert (status, err) == (2, "evidence-review: review: is a folder; name a file\n")

    def test_an_empty_bibliography_is_converted(self, folder, run):
        Path("empty.bib").write_text("")
        status, out, err = run("references", "convert", "empty.bib", "--to", "csl-json")
        assert (status, json.loads(out), err) == (0, [], "empty.bib: holds no record\n")

    @pytest.mark.parametrize("style", ["vancouver", "apa"])
    def test_format(self, folder, run, style):
        status, out, _ = run("references", "format", "review/references.bib", "--style", style)
        assert status == 0
        assert "Guler" in out
        assert len(out.splitlines()) == 1

    def test_a_missing_file(self, run):
        status, _, err = run("references", "check", "nowhere.bib")
        assert status == 2
        assert err == "evidence-review: nowhere.bib: cannot be read (No such file or directory)\n"

    def test_an_unknown_suffix(self, tmp_path, run):
        (tmp_path / "x.xyz").write_text("")
        status, _, err = run("references", "check", tmp_path / "x.xyz")
        assert status == 2
        assert ".bib" in err


class TestExplain:
    def test_list_and_page(self, run):
        status, out, _ = run("explain")
        assert status == 0
        codes = re.findall(r"^[A-Z]{3}\d{3}", out, re.MULTILINE)
        assert len(codes) >= 40
        status, page, _ = run("explain", codes[0])
        assert status == 0
        assert codes[0] in page

    def test_an_unknown_code(self, run):
        status, _, err = run("explain", "ABC999")
        assert status == 2
        assert "ABC999" in err


def test_help_names_every_registered_format(run):
    _, audit_help, _ = run("audit", "--help")
    for item in finding_formats():
        assert item.name in audit_help
    _, report_help, _ = run("report", "--help")
    for item in document_formats():
        assert item.name in report_help

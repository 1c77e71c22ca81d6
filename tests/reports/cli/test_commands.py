"""Each command on real folders: what it prints, what it writes, and its exit status."""

# ruff: noqa: ARG002 - the fixture that makes a folder and goes into its parent acts by being named

import json
import math
import re
from pathlib import Path

import pytest

from evidence.audit.example import example
from evidence.workspace.create import create_review
from reports.cli.main import main
from reports.documents.document_format import document_formats
from reports.findings.finding_format import finding_formats

CLAIM = "magnesium-before-etomidate"
EXAMPLE = Path(__file__).parents[3] / "examples" / "magnesium-myoclonus"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    create_review(tmp_path / "review")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "review"


@pytest.fixture
def run(capsys):
    def call(*arguments):
        status = main([str(each) for each in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def judge(folder):
    path = folder / "claims.yaml"
    text = path.read_text()
    path.write_text(
        text.replace("    # judgement:", "    judgement:").replace("    #   ", "      ")
    )


def spoil(folder):
    path = folder / "claims.yaml"
    path.write_text(path.read_text().replace("kind: therapy", "kind: magic"))


def misspell_reference(folder):
    """Link a claim to a reference that the bibliography does not have."""
    path = folder / "claims.yaml"
    path.write_text(path.read_text().replace("reference: guler2005", "reference: nobody2005"))


def test_init_prints_what_it_wrote(tmp_path, run):
    status, out, _ = run("init", tmp_path / "x")
    assert status == 0
    assert out.splitlines()[0].endswith("review.toml")
    assert run("init", tmp_path / "x")[0] == 2
    assert run("init", tmp_path / "y", "--example")[0] == 0


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
        assert "review/claims.yaml:11:11: " in err
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
        assert (status, out) == (0, f"{CLAIM}: accepted by R. Name on 2026-11-22\n")
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
    def test_another_format_under_a_wrong_suffix_is_not_an_empty_bibliography(
        self, folder, run, command
    ):
        Path("export.bib").write_text("TY  - JOUR\nTI  - Magnesium\nER  -\n")
        name, *options = command
        status, out, err = run("references", name, "export.bib", *options)
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
        assert (status, json.loads(out), err) == (0, [], "")

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

"""`appraisals` on real folders: tools, agreement, tables out and in."""

# ruff: noqa: ARG002 - the fixture that makes a folder and goes into its parent acts by being named

from __future__ import annotations

import json

import pytest

from evidence.appraisal.tool import tools
from evidence.workspace.load import load_review

STUDIES = """\
studies:
  - id: lee-2001
    label: Lee 2001
    references: [lee]
    design: randomised-trial
    appraisals:
      - tool: rob2
        by: ab
        domains:
          missing: {rating: low, reason: few lost}
          selection: low
      - {tool: rob2, by: cd, domains: {missing: high, selection: low}}
    note: after the appraisals
  # A comment that stays where it is.
  - id: roe-2002
    label: Roe 2002
    references: [roe]
    design: randomised-trial   # another comment
    size: 40

  - id: doe-2003
    references: [doe]
    design: randomised-trial
    appraisals:
    -   tool: rob2
        by: ab
        domains: {missing: low, selection: high}
    -   {tool: rob2, by: cd, domains: {missing: low, selection: high}}
"""
TABLE = """\
Study,D1,D2,D3,D4,D5,Overall
Lee 2001,Low,Low,High,Low,Low,High
roe-2002,Low,Some concerns,Low,Low,Low,Some concerns
doe,Low,Low,Low,Low,High,High
"""
TOOL = """\
[tool]
name = "own-list"
title = "Own list"
source = "This review's protocol"
[[ratings]]
id = "good"
label = "Good"
risk = 0
[[ratings]]
id = "bad"
label = "Bad"
risk = 1
[[domains]]
id = "care"
label = "Care"
"""


@pytest.fixture
def review(tmp_path, monkeypatch):
    folder = tmp_path / "review"
    folder.mkdir()
    (folder / "review.toml").write_text(
        '[review]\ntitle = "T"\narticle = "a.md"\nstudies = ["studies.yaml"]\n', encoding="utf-8"
    )
    (folder / "a.md").write_text("Text.\n", encoding="utf-8")
    (folder / "studies.yaml").write_text(STUDIES, encoding="utf-8")
    (tmp_path / "rob.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "own.toml").write_text(TOOL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


class TestTools:
    def test_every_tool_is_listed_and_described(self, run):
        status, out, _ = run("appraisals", "tools")
        assert status == 0
        for tool in tools():
            assert tool.name in out
            status, described, _ = run("appraisals", "tools", tool.name)
            assert status == 0
            assert tool.citation in described
            for question in tool.questions_of():
                assert question.label in described

    def test_the_rules_are_shown(self, run):
        out = run("appraisals", "tools", "rob2")[1]
        assert "= high if 1.2 = n/pn: allocation was not concealed" in out

    def test_a_tool_of_ones_own_is_checked(self, review, run):
        status, out, _ = run("appraisals", "tools", "own.toml")
        assert (status, "care: Care" in out) == (0, True)
        (review.parent / "own.toml").write_text(TOOL.replace("risk = 1", "risk = 7"))
        status, _, told = run("appraisals", "tools", "own.toml")
        assert status == 2
        assert "own.toml:12:8" in told

    def test_an_unknown_tool(self, run):
        status, _, told = run("appraisals", "tools", "robb2")
        assert status == 2
        assert "did you mean 'rob2'" in told


class TestAgree:
    def test_agreement_and_conflicts(self, review, run):
        status, out, _ = run("appraisals", "agree", "review")
        assert status == 0
        assert "RoB 2: ab and cd, 2 studies" in out
        row = next(line for line in out.splitlines() if line.startswith("missing"))
        assert "50 %" in row
        assert "Conflicts: 1, without consensus: 1" in out
        assert "Not compared: lee-2001, overall, rated by cd alone" in out
        assert "low: few lost" in out
        row = next(line for line in out.splitlines() if line.startswith("selection"))
        assert "100 %" in row
        assert "1.00" in row

    def test_json(self, review, run):
        content = json.loads(run("appraisals", "agree", "review", "--format", "json")[1])
        (pair,) = content["agreement"]
        assert pair["assessors"] == ["ab", "cd"]
        missing = next(each for each in pair["domains"] if each["domain"] == "missing")
        assert (missing["number"], missing["agreed"], missing["kappa"]["value"]) == (2, 1, 0)
        assert pair["conflicts"][0]["study"] == "lee-2001"
        assert pair["alone"] == [{"study": "lee-2001", "label": "Overall", "by": "cd"}]

    def test_another_tool_has_no_two_assessors(self, review, run):
        status, out, told = run("appraisals", "agree", "review", "--tool", "jadad")
        assert (status, out) == (0, "")
        assert "no study was appraised by two" in told


class TestExport:
    def test_a_table_of_robvis(self, review, run):
        status, out, told = run("appraisals", "export", "review", "--tool", "rob2")
        assert status == 0
        assert out == (
            "Study,D1,D2,D3,D4,D5,Overall\nLee 2001,,,High,,Low,High\ndoe-2003,,,Low,,High,High\n"
        )
        assert "left out, not appraised with RoB 2: Roe 2002" in told

    def test_a_workbook_reads_back(self, review, run):
        target = ("--tool", "rob2", "--output", "out.xlsx")
        assert run("appraisals", "export", "review", *target)[0] == 0
        (review.parent / "rob.csv").write_text(TABLE, encoding="utf-8")
        table = ("appraisals", "import", "out.xlsx", "--tool", "rob2", "--output", "-")
        status, out, told = run(*table)
        # What nobody rated is told cell by cell, and nothing is written.
        assert (status, out) == (2, "")
        assert "cell B2 (Lee 2001): is empty and gives no rating for randomisation" in told

    def test_nothing_to_write(self, review, run):
        status, out, told = run(
            "appraisals", "export", "review", "--tool", "jadad", "--output", "x.csv"
        )
        assert (status, out) == (2, "")
        assert "no study was appraised with Jadad" in told
        assert not (review.parent / "x.csv").exists()


class TestImport:
    def test_a_file_to_copy_from(self, review, run):
        status, out, _ = run(
            "appraisals", "import", "rob.csv", "--tool", "rob2", "--output", "-", "--by", "ef"
        )
        assert status == 0
        assert "  - id: lee-2001\n    label: Lee 2001\n    appraisals:\n" in out
        assert "      - tool: rob2\n        by: ef\n        domains:\n" in out
        assert "          missing: high\n" in out

    def test_into_a_review_nothing_else_moves(self, review, run):
        status, out, _ = run(
            "appraisals", "import", "rob.csv", "--tool", "rob2", "--by", "ef", "--into", "review"
        )
        assert status == 0
        assert "3 studies appraised with RoB 2" in out
        text = (review / "studies.yaml").read_text(encoding="utf-8")
        new = [line for line in text.splitlines() if line not in STUDIES.splitlines()]
        kept = [line for line in text.splitlines() if line not in new]
        assert [line for line in STUDIES.splitlines() if line not in kept] == []
        loaded = load_review(review)
        assert not [each for each in loaded.problems if each.kind.startswith("review/")]
        by = {study.id: [each.by for each in study.appraisals] for study in loaded.studies}
        assert by == {
            "lee-2001": ["ab", "cd", "ef"],
            "roe-2002": ["ef"],
            "doe-2003": ["ab", "cd", "ef"],
        }
        roe = loaded.study_by_id["roe-2002"].appraisals[0]
        assert roe.domains["deviations"] == "some-concerns"
        assert roe.overall == "some-concerns"

    def test_twice_is_refused_and_nothing_is_written(self, review, run):
        call = (
            "appraisals",
            "import",
            "rob.csv",
            "--tool",
            "rob2",
            "--by",
            "ab",
            "--into",
            "review",
        )
        status, _, told = run(*call)
        assert status == 2
        assert "'lee-2001' is already appraised with rob2 by ab" in told
        assert (review / "studies.yaml").read_text(encoding="utf-8") == STUDIES

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ("Lee 2001,", "Leigh 2001,", "no study 'Leigh 2001'; did you mean 'Lee 2001'"),
            ("Some concerns,Low", "Perhaps,Low", "cell C3 (roe-2002): 'Perhaps'"),
            ("D5", "D7", "'D7' is no domain of RoB 2"),
        ],
    )
    def test_a_mistake_in_the_table_writes_nothing(self, review, run, old, new, words):
        (review.parent / "rob.csv").write_text(TABLE.replace(old, new), encoding="utf-8")
        for target in (("--into", "review"), ("--output", "out.yaml")):
            status, _, told = run("appraisals", "import", "rob.csv", "--tool", "rob2", *target)
            if "no study" in words and "--output" in target:
                continue
            assert status == 2
            assert words in told
        assert (review / "studies.yaml").read_text(encoding="utf-8") == STUDIES

    def test_a_study_on_one_line_is_left_to_a_person(self, review, run):
        flow = "studies:\n  - {id: lee, label: Lee 2001, references: [a], design: cohort}\n"
        (review / "studies.yaml").write_text(flow, encoding="utf-8")
        (review.parent / "rob.csv").write_text("\n".join(TABLE.splitlines()[:2]), encoding="utf-8")
        status, _, told = run(
            "appraisals", "import", "rob.csv", "--tool", "rob2", "--into", "review"
        )
        assert status == 2
        assert "cannot be added to" in told
        assert (review / "studies.yaml").read_text(encoding="utf-8") == flow

    @pytest.mark.parametrize("more", [(), ("--output", "a", "--into", "review")])
    def test_one_target_is_needed(self, review, run, more):
        assert run("appraisals", "import", "rob.csv", "--tool", "rob2", *more)[0] == 2

    def test_a_missing_file(self, review, run):
        status, _, told = run("appraisals", "import", "no.csv", "--tool", "rob2", "--output", "-")
        assert status == 2
        assert "no.csv: cannot be read" in told

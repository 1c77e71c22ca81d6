"""``grade`` with other frameworks beside, and with a second grader."""

from __future__ import annotations

import json


def test_side_by_side(run, folder):
    status, out, _ = run("grade", folder, "--also", "ocebm-2011", "--also", "sort")
    assert status == 0
    assert "do not convert" in out
    rows = [line.split()[1] for line in out.splitlines()[2:] if line and line[0].islower()]
    assert rows[:3] == ["grade", "ocebm-2011", "sort"]


def test_side_by_side_as_data(run, folder):
    status, out, _ = run("grade", folder, "--also", "sort", "--format", "json")
    content = json.loads(out)
    assert status == 0
    assert "do not convert" in content["note"]
    (first, *_) = content["claims"]
    assert [each["framework"] for each in first["frameworks"]] == ["grade", "sort"]


def test_an_unknown_framework_is_named_with_those_there_are(run, folder):
    status, _, error = run("grade", folder, "--also", "magic")
    assert status == 2
    assert "unknown framework 'magic'" in error
    assert "ocebm-2011" in error


def test_a_blind_sheet_is_filled_in_and_compared(run, folder):
    sheet = folder.parent / "sheet.yaml"
    assert run("grade", folder, "--blind", "--output", sheet)[0] == 0
    text = sheet.read_text(encoding="utf-8")
    status, _, error = run("grade", folder, "--compare", sheet)
    assert (status, "does not say who graded" in error) == (2, True)
    filled = text.replace('grader: ""', "grader: BB").replace('certainty: ""', "certainty: low", 1)
    sheet.write_text(filled, encoding="utf-8")
    status, out, error = run("grade", folder, "--compare", sheet)
    assert (status, error) == (0, "")
    assert "second grader: BB" in out
    status, out, _ = run("grade", folder, "--compare", sheet, "--format", "json")
    content = json.loads(out)
    assert content["grader"] == "BB"
    assert len(content["compared"]) + len(content["second_only"]) == 1


def test_a_wrong_word_in_the_sheet_has_its_place(run, folder):
    sheet = folder.parent / "sheet.yaml"
    run("grade", folder, "--blind", "--output", sheet)
    text = sheet.read_text(encoding="utf-8")
    filled = text.replace('grader: ""', "grader: BB").replace('certainty: ""', "certainty: lo", 1)
    sheet.write_text(filled, encoding="utf-8")
    line = 1 + filled[: filled.index("certainty: lo")].count("\n")
    status, _, error = run("grade", folder, "--compare", sheet)
    assert status == 2
    assert f"sheet.yaml:{line}:16: " in error
    assert "unknown level of grade 'lo'" in error


def test_views_exclude_each_other(run, folder):
    status, _, error = run("grade", folder, "--blind", "--also", "sort")
    assert status == 2
    assert "name one of" in error


def test_what_was_judged_before_is_told(run, folder):
    claims = folder / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    name = "magnesium-before-etomidate"
    marked = "    kind: therapy\n"
    assert marked in text
    claims.write_text(
        text.replace(marked, marked + "    judgement: {certainty: low}\n", 1), encoding="utf-8"
    )
    assert run("accept", folder, name, "--by", "AB", "--on", "2026-11-01")[0] == 0
    assert run("accept", folder, name, "--by", "CD", "--on", "2026-11-08")[0] == 0
    status, out, _ = run("grade", folder, name)
    assert status == 0
    assert "Judged before:" in out
    assert "Low, AB, 2026-11-01" in out
    content = json.loads(run("grade", folder, name, "--format", "json")[1])["claims"][0]
    assert [past["by"] for past in content["history"]] == ["AB"]

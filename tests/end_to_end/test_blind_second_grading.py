"""A second person grades the BCG example from a blind sheet, by the command line alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from reports.cli.main import main

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "bcg-vaccine"
# What the second person finds; the example itself has low, moderate, moderate, low and very low in
# GRADE. The one who graded best evidence first is alone with it.
SECOND = {
    "bcg-protects": ("very-low", "half of the weight was allotted in turns"),
    "madras-no-protection": ("moderate", "one trial"),
    "british-adolescents": ("moderate", "one trial"),
    "farther-from-equator": ("low", "a comparison between trials"),
    "allocation-no-matter": ("very-low", "few trials"),
}
RISK = {
    "bcg-protects": "serious",
    "madras-no-protection": "not-serious",
    "british-adolescents": "serious",
}


def fill_in(sheet: Path) -> None:
    """What a person types into the sheet, line by line."""
    claim, lines = "", []
    for line in sheet.read_text(encoding="utf-8").splitlines():
        if line.startswith("  - claim: "):
            claim = line.removeprefix("  - claim: ")
        level, reason = SECOND.get(claim, ("", ""))
        if claim in RISK:
            rated = f'risk-of-bias: {{rating: {RISK[claim]}, reason: "concealment not seen"}}'
            line = line.replace('risk-of-bias: {rating: "", reason: ""}', rated)
        line = line.replace('grader: ""', "grader: CD")
        line = "on: 2026-11-23" if line == "on:" else line
        if level:
            line = line.replace('    certainty: ""', f"    certainty: {level}")
            line = line.replace('    reason: ""', f"    reason: {reason}")
        lines.append(line)
    sheet.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("second") / "review"))


@pytest.fixture(scope="module")
def sheet(folder: Path) -> Path:
    path = folder.parent / "sheet.yaml"
    assert main(["grade", str(folder), "--blind", "--output", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def filled(sheet: Path) -> Path:
    path = sheet.with_name("filled.yaml")
    shutil.copy(sheet, path)
    fill_in(path)
    return path


def test_the_sheet_says_nothing_of_what_the_first_person_decided(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    claims = yaml.safe_load((EXAMPLE / "claims.yaml").read_text(encoding="utf-8"))["claims"]
    parts = [part for claim in claims for part in (claim, *claim.get("outcomes", ()))]
    judged = [part["judgement"] for part in parts if "judgement" in part]
    reasons = [each["reason"] for each in judged if each.get("reason")]
    reasons += [
        rated["reason"]
        for each in judged
        for rated in each.get("domains", {}).values()
        if rated.get("reason")
    ]
    assert len(reasons) > 20
    assert not [each for each in reasons if " ".join(each.split()) in " ".join(text.split())]
    gradings = yaml.safe_load(text)["gradings"]
    assert {each["certainty"] for each in gradings} == {""}
    domains = [rated for each in gradings for rated in each.get("domains", {}).values()]
    assert domains
    assert not any(rated["rating"] or rated["reason"] for rated in domains)


def test_agreement_kappa_and_conflicts(folder: Path, filled: Path, capsys) -> None:
    before = (folder / "claims.yaml").read_bytes()
    assert main(["grade", str(folder), "--compare", str(filled), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["grader"] == "CD"
    assert sorted(each["claim"] for each in found["compared"]) == sorted(SECOND)
    assert {each["claim"] for each in found["first_only"]} == {
        "trials-disagree",
        "mycobacteria-mask",
    }
    level = next(each for each in found["agreement"] if each["part"] == "certainty")
    assert (level["rated_by_both"], level["alike"]) == (5, 4)
    # The first rates low, moderate, moderate, low, very low; the second very low in place of the
    # first low. By chance (2 × 1 + 2 × 2 + 1 × 2) / 25 agree.
    assert level["kappa"]["value"] == pytest.approx((4 / 5 - 8 / 25) / (1 - 8 / 25))
    # One step of three apart once in five; by chance 23 of 75.
    assert level["weighted_kappa"]["value"] == pytest.approx(1 - (1 / 15) / (23 / 75))
    levels = [each for each in found["differences"] if each["part"] == "certainty"]
    assert [(each["claim"], each["outcome"], each["second"]) for each in levels] == [
        ("bcg-protects", "tuberculosis", "very-low")
    ]
    assert levels[0]["second_reason"] == SECOND["bcg-protects"][1]
    assert levels[0]["first_reason"]
    rated = [each for each in found["differences"] if each["part"] == "risk-of-bias"]
    assert [(each["claim"], each["second"]) for each in rated] == [
        ("madras-no-protection", "not-serious")
    ]
    assert (folder / "claims.yaml").read_bytes() == before


def test_the_same_for_people(folder: Path, filled: Path, capsys) -> None:
    assert main(["grade", str(folder), "--compare", str(filled)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "second grader: CD; graded by both: 5" in out
    assert "4 (80 %)" in out
    assert "0.71" in out
    assert SECOND["bcg-protects"][1] in out
    assert "nothing was written" in out
    assert "graded by the first person alone: trials-disagree, mycobacteria-mask" in out

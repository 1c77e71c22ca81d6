"""Every picture of a synthesis by the command line, and all its numbers as JSON."""

import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from reports.cli.main import program
from reports.views.pictures import PICTURES

ROOT = Path(__file__).resolve().parents[3]
BCG = str(ROOT / "examples" / "bcg-vaccine")


def run(*arguments):
    return CliRunner().invoke(program, ["synthesize", *arguments], standalone_mode=False)


def test_the_command_offers_every_picture():
    choices = next(
        each.type.choices
        for each in program.get_command(None, "synthesize").params
        if each.name == "picture"
    )
    assert tuple(choices) == PICTURES


@pytest.mark.parametrize("name", PICTURES)
def test_each_picture_is_a_drawing_with_a_title(name, tmp_path):
    path = tmp_path / "plot.svg"
    found = run(BCG, "bcg-protects", "--plot", str(path), "--picture", name)
    assert found.exception is None, found.output
    tree = etree.parse(str(path))
    assert tree.findtext("{http://www.w3.org/2000/svg}title")
    assert "Hart 1977" in path.read_text(encoding="utf-8") or name in (
        "risk-summary",
        "baujat",
        "gosh",
    )


@pytest.mark.parametrize("layout", ["revman", "bmj", "jama"])
def test_each_layout_is_another_drawing_of_the_same_numbers(layout, tmp_path):
    path = tmp_path / "forest.svg"
    run(BCG, "bcg-protects", "--plot", str(path), "--layout", layout)
    text = path.read_text(encoding="utf-8")
    assert "0.49" in text
    # JAMA prints no zero before the point of a p value; the others do.
    assert ("\u2009.001" in text or "\u00a0.001" in text) == (layout == "jama")


def test_a_picture_that_the_data_do_not_give_is_refused_in_words(tmp_path):
    found = run(
        BCG, "madras-no-protection", "--plot", str(tmp_path / "x.svg"), "--picture", "funnel"
    )
    assert "give no funnel plot" in str(found.exception)
    assert not (tmp_path / "x.svg").exists()


def test_the_json_holds_every_analysis_and_no_number_that_is_none():
    found = run(BCG, "bcg-protects", "--format", "json")
    content = json.loads(found.output)["claims"][0]
    assert content["scale"] == "log"
    assert math.exp(content["pooled"]["value"]) == pytest.approx(0.4894, abs=5e-5)
    analyses = content["analyses"]
    assert [each["name"] for each in analyses["subgroups"]["groups"]] == [
        "alternate", "random", "systematic",
    ]  # fmt: skip
    assert analyses["regression"]["coefficients"][1]["value"] == pytest.approx(-0.0291017, abs=1e-7)
    assert len(analyses["leave_one_out"]) == len(analyses["influence"]) == 13
    assert "NaN" not in found.output
    assert "Infinity" not in found.output

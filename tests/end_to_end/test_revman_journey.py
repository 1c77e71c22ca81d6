"""From a RevMan file to a report by the command line alone: every kind of its data on the way."""

import contextlib
import io
import json
import math
import shutil
from pathlib import Path

import pytest
from lxml import html

from reports.cli.main import main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "from-revman"
STUDIES = ("North 2001", "South 2004", "West 2010")
# The columns of RevMan 5.
ITEMS = (
    "Random sequence generation (selection bias)",
    "Allocation concealment (selection bias)",
    "Blinding of participants and personnel (performance bias)",
    "Blinding of outcome assessment (detection bias)",
    "Incomplete outcome data (attrition bias)",
    "Selective reporting (reporting bias)",
    "Other bias",
)
# Events and people, means with deviations, logarithms of hazard ratios, and log-rank statistics.
EVENTS = [(12, 60, 20, 58), (30, 110, 41, 112), (9, 45, 16, 47)]
MEANS = [("3.50", "1.20", 60, "4.10", "1.30", 58), ("3.20", "1.10", 110, "3.90", "1.20", 112)]
HAZARDS = [(-0.41, 0.20), (-0.22, 0.15)]
LOG_RANK = [(-4.0, 10.0), (-2.5, 8.0)]


def key(study):
    return f"STD-{study.replace(' ', '-')}"


def revman_file():
    """Four analyses of three invented trials, pooled by fixed effects."""

    def outcome(kind, number, name, said, rows, inside=""):
        data = "\n".join(
            f'<{kind}_DATA STUDY_ID="{key(study)}" {row}/>'
            for study, row in zip(STUDIES, rows, strict=False)
        )
        return (
            f'<{kind}_OUTCOME NO="{number}" RANDOM="NO" {said}><NAME>{name}</NAME>'
            "<GROUP_LABEL_1>Exercise</GROUP_LABEL_1><GROUP_LABEL_2>Rest</GROUP_LABEL_2>"
            f"{inside}\n{data}\n</{kind}_OUTCOME>\n"
        )

    hazard = "<EFFECT_MEASURE>Hazard Ratio</EFFECT_MEASURE>"
    analyses = [
        outcome("DICH", 1, "Falls", 'METHOD="MH" EFFECT_MEASURE="RR"', [
            f'EVENTS_1="{a}" TOTAL_1="{n}" EVENTS_2="{c}" TOTAL_2="{m}"' for a, n, c, m in EVENTS
        ]),
        outcome("CONT", 2, "Pain", 'METHOD="IV" EFFECT_MEASURE="MD"', [
            f'MEAN_1="{a}" SD_1="{b}" TOTAL_1="{n}" MEAN_2="{c}" SD_2="{d}" TOTAL_2="{m}"'
            for a, b, n, c, d, m in MEANS
        ]),
        outcome("IV", 3, "Death", 'METHOD="IV" LOG_DATA="YES"', [
            f'ESTIMATE="{log}" EFFECT_SIZE="{math.exp(log)}" SE="{error}"'
            for log, error in HAZARDS
        ], hazard),
        outcome("IPD", 4, "Relapse", "", [
            f'O_E="{difference}" VAR="{variance}"' for difference, variance in LOG_RANK
        ], hazard),
    ]  # fmt: skip
    studies = "".join(
        f'<STUDY ID="{key(each)}" NAME="{each}" YEAR="{each[-4:]}"/>\n' for each in STUDIES
    )
    ratings = "".join(
        f'<QUALITY_ITEM_DATA_ENTRY RESULT="{result}" STUDY_ID="{key(study)}"/>'
        for study, result in zip(STUDIES, ("YES", "NO", "UNKNOWN"), strict=True)
    )
    bias = "".join(
        f"<QUALITY_ITEM><NAME>{name}</NAME><QUALITY_ITEM_DATA>{ratings}</QUALITY_ITEM_DATA>"
        "</QUALITY_ITEM>\n"
        for name in ITEMS
    )
    return (
        f"<COCHRANE_REVIEW>\n<INCLUDED_STUDIES>{studies}</INCLUDED_STUDIES>\n"
        f"{bias}"
        f'<COMPARISON NO="1"><NAME>Exercise or rest</NAME>\n{"".join(analyses)}</COMPARISON>\n'
        "</COCHRANE_REVIEW>\n"
    )


def run(*arguments):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main([str(part) for part in arguments]) == 0
    return printed.getvalue()


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """A review whose claims ask for what the import says they can ask for."""
    folder = tmp_path_factory.mktemp("review")
    (folder / "exercise.rm5").write_text(revman_file(), encoding="utf-8")
    printed = run(
        "studies", "import", folder / "exercise.rm5", "--output", folder / "studies.yaml",
        "--references", folder / "references.ris",
    )  # fmt: skip
    asked = [line.strip() for line in printed.splitlines() if line.strip().startswith("synthesis:")]
    links = "".join(
        f"      - {{reference: {each.replace(' ', '-').lower()}, stance: supports}}\n"
        for each in STUDIES
    )
    claims = "".join(
        f"  - id: c{number}\n    quote: Exercise may help in way {number}\n"
        f"    statement: Exercise helps in way {number}.\n    kind: therapy\n"
        f"    evidence:\n{links}    {line}\n"
        for number, line in enumerate(asked, 1)
    )
    (folder / "claims.yaml").write_text(f"claims:\n{claims}", encoding="utf-8")
    keys = "; ".join(f"@{each.replace(' ', '-').lower()}" for each in STUDIES)
    text = "\n\n".join(f"Exercise may help in way {each} [{keys}]." for each in range(1, 5))
    (folder / "article.md").write_text(text, encoding="utf-8")
    shutil.copy(PAGE / "review.toml", folder / "review.toml")
    return folder


def test_what_was_imported_has_no_errors(review):
    found = json.loads(run("audit", review, "--format", "json"))
    codes = {each["code"] for each in found["findings"]}
    assert not {code for code in codes if code.startswith(("STU", "SYN"))}, codes


def test_every_kind_of_data_is_pooled_as_revman_would(review):
    claims = json.loads(run("synthesize", review, "--format", "json"))["claims"]
    assert [each["measure"] for each in claims] == ["RR", "MD", "HR", "HR"]
    assert [each["method"] for each in claims] == ["MH", "common", "common", "common"]
    above = sum(a * m / (n + m) for a, n, c, m in EVENTS)
    below = sum(c * n / (n + m) for a, n, c, m in EVENTS)
    expected = [
        math.log(above / below),
        _mean([(float(a) - float(c), float(b) ** 2 / n + float(d) ** 2 / m)
               for a, b, n, c, d, m in MEANS]),
        _mean([(log, error**2) for log, error in HAZARDS]),
        _mean([(difference / variance, 1 / variance) for difference, variance in LOG_RANK]),
    ]  # fmt: skip
    assert [each["pooled"]["value"] for each in claims] == pytest.approx(expected, rel=1e-9)


def _mean(effects):
    weights = [1 / variance for _, variance in effects]
    return sum(w * value for w, (value, _) in zip(weights, effects, strict=True)) / sum(weights)


def test_grades_come_from_the_imported_risk_of_bias(review):
    printed = run("grade", review, "c1")
    assert "South 2004" in printed
    assert "Cochrane risk of bias tool (2011)" in printed


def test_the_report_shows_arms_ratings_and_references(review, tmp_path):
    run("report", review, "--output", tmp_path, "--format", "html")
    page = html.fromstring((tmp_path / "report.html").read_text(encoding="utf-8"))
    text = " ".join(page.text_content().split())
    for shown in ("North 2001", "30/110", "Exercise", "Rest", "Selective reporting", "Relapse"):
        assert shown in text, shown
    assert len(page.xpath("//*[local-name()='svg']")) >= 4

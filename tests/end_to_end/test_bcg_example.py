"""The BCG example, by the command line alone: its numbers are metafor's, its report holds them."""

import contextlib
import io
import json
import math
from pathlib import Path

import pypdf
import pytest

from reports.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "bcg-vaccine"
CASES = {
    case["id"]: case["expected"]
    for case in json.loads(
        (ROOT / "tests" / "alignment" / "metafor" / "cases" / "bcg.json").read_text("utf-8")
    )["cases"]
    if "expected" in case
}
# The rows of the data set, in its order.
TRIALS = (
    "aronson1948", "ferguson1949", "rosenthal1960", "hart1977", "frimodt1973", "stein1953",
    "vandiviere1973", "madras1980", "coetzee1968", "rosenthal1961", "comstock1974", "comstock1969",
    "comstock1976",
)  # fmt: skip


def run(*arguments):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main([str(part) for part in arguments]) == 0
    return printed.getvalue()


def same(expected):
    return pytest.approx(expected, rel=1e-8, abs=1e-9)


def synthesis_of(claim):
    (found,) = json.loads(run("synthesize", EXAMPLE, claim, "--format", "json"))["claims"]
    return found


@pytest.fixture(scope="module")
def whole():
    return synthesis_of("bcg-protects")


def pooled(effect):
    return [effect[key] for key in ("value", "standard_error", "ci_low", "ci_high", "p_value")]


def reference(case):
    keys = ("estimate", "se", "ci_lb", "ci_ub", "pval")
    return [CASES[case][key] for key in keys if key in CASES[case]]


# --- The numbers ----------------------------------------------------------------------------


def test_each_effect_is_metafors(whole):
    found = {each["study"]: each for each in whole["effects"]}
    assert set(found) == set(TRIALS)
    expected = CASES["bcg/RR/effect"]
    assert [found[trial]["value"] for trial in TRIALS] == same(expected["yi"])
    assert [found[trial]["standard_error"] ** 2 for trial in TRIALS] == same(expected["vi"])


def test_the_pooled_effect_its_spread_and_its_weights_are_metafors(whole):
    case = "bcg/RR/pool/REML/z"
    expected, effect, spread = CASES[case], whole["pooled"], whole["heterogeneity"]
    assert pooled(effect) == same(reference(case))
    assert effect["between_study_variance"] == same(expected["tau2"])
    assert (effect["prediction_low"], effect["prediction_high"]) == same(
        (expected["pi_riley_lb"], expected["pi_riley_ub"])
    )
    assert (spread["q"], spread["p_value"], spread["i_squared"]) == same(
        (expected["QE"], expected["QEp"], expected["I2"])
    )
    weights = {each["study"]: each["weight"] for each in whole["effects"]}
    assert [weights[trial] for trial in TRIALS] == same(expected["weights_pct"])


def test_the_interval_of_the_variance_between_trials_is_metafors(whole):
    expected, found = CASES["bcg/RR/tau2ci/QP/REML"], whole["analyses"]["between_study_interval"]
    assert [found[key] for key in ("low", "high", "i_squared_low", "i_squared_high")] == same(
        [expected[key] for key in ("tau2_lb", "tau2_ub", "I2_lb", "I2_ub")]
    )


def test_the_subgroups_by_allocation_are_metafors(whole):
    expected, found = CASES["bcg/RR/subgroup/alloc/REML/separate"], whole["analyses"]["subgroups"]
    groups = found["groups"]
    assert [each["name"] for each in groups] == expected["levels"]
    assert [each["studies"] for each in groups] == expected["k"]
    for theirs, ours in (
        ("estimate", "value"),
        ("se", "standard_error"),
        ("ci_lb", "ci_low"),
        ("ci_ub", "ci_high"),
        ("tau2", "between_study_variance"),
    ):
        assert [each["pooled"][ours] for each in groups] == same(expected[theirs])
    between = found["between"]
    assert (between["statistic"], between["degrees_of_freedom"], between["p_value"]) == same(
        (expected["Q_between"], expected["df"], expected["pval"])
    )


@pytest.mark.parametrize("claim", ["bcg-protects", "farther-from-equator"])
def test_the_regression_on_latitude_is_metafors(claim):
    expected = CASES["bcg/RR/metareg/ablat/REML/z"]
    found = synthesis_of(claim)["analyses"]["regression"]
    assert [each["name"] for each in found["coefficients"]] == ["intercept", "latitude"]
    for theirs, ours in (
        ("estimate", "value"),
        ("se", "standard_error"),
        ("pval", "p_value"),
        ("ci_lb", "ci_low"),
        ("ci_ub", "ci_high"),
    ):
        assert [each[ours] for each in found["coefficients"]] == same(expected[theirs])
    residual, omnibus = found["residual"], found["omnibus"]
    assert (found["r_squared"], found["between_study_variance"]) == same(
        (expected["R2"], expected["tau2"])
    )
    assert (residual["q"], residual["i_squared"]) == same((expected["QE"], expected["I2"]))
    assert (omnibus["statistic"], omnibus["p_value"]) == same((expected["QM"], expected["QMp"]))


def test_leaving_each_trial_out_is_metafors(whole):
    expected = CASES["bcg/RR/loo/REML"]
    found = {each["study"]: each["pooled"] for each in whole["analyses"]["leave_one_out"]}
    for theirs, ours in (
        ("estimate", "value"),
        ("se", "standard_error"),
        ("ci_lb", "ci_low"),
        ("ci_ub", "ci_high"),
    ):
        assert [found[trial][ours] for trial in TRIALS] == same(expected[theirs])


def test_trim_and_fill_and_eggers_test_are_metafors(whole):
    found = whole["analyses"]["small_study_effects"]
    filled, expected = found["trim_and_fill"], CASES["bcg/RR/trimfill/L0/REML"]
    assert (filled["side"], filled["missing"]) == (expected["side"], expected["k0"])
    assert pooled(filled["pooled"]) == same(reference("bcg/RR/trimfill/L0/REML"))
    egger = next(each for each in found["tests"] if each["name"] == "Egger's test")
    expected = CASES["bcg/RR/regtest/lm/sei"]
    assert (egger["statistic"], egger["degrees_of_freedom"], egger["p_value"]) == same(
        (expected["stat"], expected["df"], expected["pval"])
    )
    assert egger["limit"]["value"] == same(expected["limit_estimate"])


# --- The audit and the grades ---------------------------------------------------------------


def test_the_audit_passes_and_its_one_warning_is_the_overclaim():
    found = json.loads(run("audit", EXAMPLE, "--format", "json"))["findings"]
    warned = [each for each in found if each["severity"] != "note"]
    assert [each["code"] for each in warned] == ["CLM015"]
    assert "bcg-protects" in warned[0]["message"]
    # Two claims are about one trial each.
    assert [each["code"] for each in found if each not in warned] == ["CLM008", "CLM008"]


def test_every_claim_is_judged_and_the_grade_that_differs_says_why():
    claims = json.loads(run("grade", EXAMPLE, "--format", "json"))["claims"]
    assert {each["id"]: each["judged"] for each in claims} == {
        "bcg-protects": "low",
        "trials-disagree": "strong",
        "madras-no-protection": "moderate",
        "british-adolescents": "moderate",
        "farther-from-equator": "low",
        "mycobacteria-mask": "limited",
        "allocation-no-matter": "very-low",
    }
    (tuberculosis,) = claims[0]["outcomes"]
    assert (tuberculosis["derived"], tuberculosis["judged"]) == ("very-low", "low")
    assert all(not each["discrepancies"] for each in claims)


@pytest.mark.parametrize(
    ("claim", "cells"),
    [
        (
            "bcg-protects",
            (
                "RR 0.49 (95 % CI 0.34 to 0.70)",
                "9 per 1,000 | 4 per 1,000 (3 to 6) | 5 fewer per 1,000 (6 fewer to 3 fewer)",
                "NNTB 216 (168 to 362)",
                "BCG vaccination may reduce tuberculosis compared with no vaccination.",
            ),
        ),
        (
            "madras-no-protection",
            (
                "RR 1.01 (95 % CI 0.89 to 1.14)",
                "6 per 1,000 | 6 per 1,000 (5 to 6) | 0 per 1,000 (1 fewer to 1 more)",
                "probably makes little or no difference",
            ),
        ),
        (
            "british-adolescents",
            (
                "RR 0.24 (95 % CI 0.18 to 0.31)",
                "19 per 1,000 | 5 per 1,000 (3 to 6) | 15 fewer per 1,000 (16 fewer to 13 fewer)",
                "probably results in a large reduction",
            ),
        ),
    ],
)
def test_the_absolute_effect_hangs_on_the_baseline_risk(claim, cells):
    table = run("grade", EXAMPLE, claim, "--summary-of-findings", "-")
    for cell in cells:
        assert cell in table


def test_the_absolute_effects_can_be_worked_out_by_hand(whole):
    ratio = math.exp(whole["pooled"]["value"])
    assert whole["comparator_risk"] == pytest.approx(1510 / 166_283)
    assert round(1000 * 0.0091 * ratio) == 4
    assert math.ceil(1 / (0.0091 * (1 - ratio))) == 216


# --- The report -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bcg")
    run("report", EXAMPLE, "--output", folder)
    return folder


@pytest.mark.parametrize(
    "picture",
    [
        "forest-bcg-protects-primary",
        "funnel-bcg-protects-funnel",
        "bubble-bcg-protects-regression",
        "traffic-light-bcg-protects-rob2",
        "risk-summary-bcg-protects-rob2",
        "step-forest-bcg-protects-leave-one-out",
        "bubble-farther-from-equator-regression",
    ],
)
def test_the_page_holds_the_picture(report, picture):
    assert f'id="{picture}-' in (report / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        'id="claim-bcg-protects.findings"',
        "5 fewer per 1,000",
        "What would change this grade",
        "Latitude explains 76 % of the variance between studies",
        "Trim and fill adds 1 study on the right",
        "explains 76 percent of the variance between the trials",
    ],
)
def test_the_page_says(report, words):
    # Numbers are set with spaces that do not break.
    assert words in " ".join((report / "report.html").read_text("utf-8").split())


def test_the_pdf_holds_the_same_in_words_and_pictures(report):
    reader = pypdf.PdfReader(report / "report.pdf")
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for words in (
        "Summary of findings",
        "What would change this grade",
        "Latitude explains 76 % of the variance",
        "5 fewer per 1,000",
        "Trim and fill adds 1 study",
    ):
        assert words in text

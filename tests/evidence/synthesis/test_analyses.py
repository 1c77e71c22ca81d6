"""What the thirteen trials of BCG are asked beyond their pooled effect, against metafor's numbers.

The expected values are those of the reference set in ``tests/alignment/metafor``.
"""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.model.claim import SynthesisRequest
from evidence.synthesis.analyses import analyse
from evidence.synthesis.on_request import fragility_of, subsets_of
from evidence.synthesis.refusal import CannotComputeError
from evidence.workspace.load import load_review
from references.source import Location

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT / "tests" / "alignment" / "metafor" / "cases" / "bcg.json"
REVIEW = load_review(ROOT / "examples" / "bcg-vaccine")
CLAIM = REVIEW.claim_by_id["bcg-protects"]
STUDIES = REVIEW.studies_of(CLAIM)


@pytest.fixture(scope="module")
def asked():
    return analyse(CLAIM.synthesis, STUDIES)


@pytest.fixture(scope="module")
def reference():
    cases = json.loads(REFERENCE.read_text("utf-8"))["cases"]
    return {case["id"].removeprefix("bcg/RR/"): case.get("expected") for case in cases}


def close(value):
    return pytest.approx(value, rel=1e-8, abs=1e-9)


def test_nothing_that_can_be_computed_is_refused(asked):
    assert dict(asked.refused) == {}
    assert asked.small_study.refused == ()
    assert len(asked.studies) == len(asked.influence) == len(asked.in_turn) == 13


def test_the_interval_of_tau_squared(asked, reference):
    expected = reference["tau2ci/QP/REML"]
    found = asked.between_study
    assert (found.low, found.high) == (close(expected["tau2_lb"]), close(expected["tau2_ub"]))
    assert found.i_squared_high == close(expected["I2_ub"])


def test_begg_is_exact_where_nothing_is_tied(asked, reference):
    found = asked.small_study.rank
    expected = reference["ranktest/exact"]
    assert found.is_exact
    assert (found.tau, found.p_value) == (close(expected["tau"]), close(expected["pval"]))


def test_the_subgroups_by_allocation(asked, reference):
    expected = reference["subgroup/alloc/REML/separate"]
    found = asked.moderation.subgroups
    assert [each.name for each in found.groups] == expected["levels"]
    assert [each.pooled.value for each in found.groups] == [close(x) for x in expected["estimate"]]
    assert found.between.statistic == close(expected["Q_between"])
    assert found.between.p_value == close(expected["pval"])


def test_the_regression_on_latitude(asked, reference):
    expected = reference["metareg/ablat/REML/z"]
    found = asked.moderation.regression
    assert [each.value for each in found.coefficients] == [close(x) for x in expected["estimate"]]
    assert [each.standard_error for each in found.coefficients] == [
        close(x) for x in expected["se"]
    ]
    assert found.r_squared == close(expected["R2"])
    line = asked.moderation.line
    assert (min(line.along), max(line.along)) == (line.at[0], line.at[-1]) == (13, 55)
    assert line.line[0].ci_low < line.line[0].value < line.line[0].ci_high


def test_leave_one_out_and_cumulative_in_the_order_of_years(asked, reference):
    expected = sorted(reference["loo/REML"]["estimate"])
    assert sorted(each.pooled.value for each in asked.in_turn) == [close(x) for x in expected]
    years = [asked.studies[each.study].year for each in asked.cumulative]
    assert years == sorted(years)
    assert asked.cumulative[-1].pooled.value == close(reference["pool/REML/z"]["estimate"])


def test_small_study_effects(asked, reference):
    egger = next(each for each in asked.small_study.tests if each.name == "Egger's test")
    assert egger.p_value == close(reference["regtest/lm/sei"]["pval"])
    assert asked.small_study.is_testable
    filled = asked.small_study.trim_and_fill
    assert filled.missing == reference["trimfill/L0/REML"]["k0"]


def test_the_trials_that_did_not_draw_lots_are_left_out_of_one_view(asked):
    (name, found), *rest = asked.restricted.items()
    assert (name, rest) == ("without high risk of bias", [])
    assert len(found.left_out) == 6
    assert math.exp(found.restricted.pooled.value) == pytest.approx(0.379, abs=5e-4)


def test_the_filled_effect_has_the_interval_of_the_pooled_one():
    asked = analyse(replace(CLAIM.synthesis, test="knapp-hartung", level=0.9), STUDIES)
    filled = asked.small_study.trim_and_fill.pooling.pooled
    assert (filled.test, filled.level) == ("knapp-hartung", 0.9)
    assert filled.degrees_of_freedom == 13


def test_what_cannot_be_asked_is_refused_by_name():
    asked = analyse(
        replace(CLAIM.synthesis, subgroup="altitude", moderators=("latitude", "mood")), STUDIES
    )
    assert set(asked.refused) == {"subgroups by altitude", "regression on latitude, mood"}
    assert asked.refused["subgroups by altitude"] == "no study has a value for 'altitude'"
    assert asked.moderation.subgroups is None
    assert len(asked.moderation.unknown) == 13


def test_a_word_as_moderator_becomes_columns():
    asked = analyse(replace(CLAIM.synthesis, moderators=("allocation",)), STUDIES)
    names = [each.name for each in asked.moderation.regression.coefficients]
    assert names == ["intercept", "allocation: random", "allocation: systematic"]
    assert asked.moderation.line is None


def test_years_that_are_not_recorded_leave_the_cumulative_analysis_out():
    studies = [replace(STUDIES[0], year=None), *STUDIES[1:]]
    asked = analyse(CLAIM.synthesis, studies)
    assert asked.cumulative == ()
    assert "year" in asked.refused["cumulative"]


def test_counts_are_analysed_by_their_effects_and_nothing_gives_nothing():
    asked = analyse(replace(CLAIM.synthesis, method="MH"), STUDIES)
    assert asked.method == "common"
    assert analyse(CLAIM.synthesis, ()) is None
    assert analyse(SynthesisRequest("tb", "MD", Location("x"), method="MH"), STUDIES) is None


def test_a_single_study_is_asked_nothing():
    asked = analyse(CLAIM.synthesis, STUDIES[:1])
    assert (asked.in_turn, asked.by_method, asked.small_study) == ((), None, None)


def test_what_takes_long_is_made_on_request(asked):
    subsets = subsets_of(asked)
    assert subsets.is_complete
    assert len(subsets.values) == 2**13 - 1
    found = fragility_of(CLAIM.synthesis, asked)
    assert found.before.ci_high < 0 <= found.after.ci_high
    assert found.index == len(found.changes) > 0
    with pytest.raises(CannotComputeError, match="counted in events"):
        fragility_of(replace(CLAIM.synthesis, measure="MD"), asked)


def test_what_is_asked_for_often_and_proves_little_carries_its_caution(asked, reference):
    assert [each.number for each in asked.small_study.fail_safe] == [
        reference[f"fsn/{name}"]["fsnum"] for name in ("Rosenberg", "Rosenthal", "Orwin")
    ]
    assert "no evidence" in asked.small_study.fail_safe[0].caution
    assert asked.small_study.excess.observed == reference["tes"]["O"]
    assert asked.small_study.excess.expected == close(reference["tes"]["E"])


def test_studies_that_share_a_cluster_are_pooled_in_three_levels(asked):
    assert asked.dependence.clustered is None
    grouped = [
        replace(study, cluster=study.characteristics.get("allocation", "random"))
        for study in STUDIES
    ]
    found = analyse(CLAIM.synthesis, grouped).dependence.clustered
    assert (found.clusters, found.effects) == (3, 13)
    assert found.coefficients[0].value < 0


def test_the_bayesian_model_is_for_scales_with_a_known_prior(asked):
    # The prior shrinks τ of 0.56 a little, so that the mean stays close to that of REML.
    assert asked.bayesian.effect.mean == pytest.approx(-0.71, abs=0.03)
    assert asked.bayesian.probability_below_zero > 0.99
    assert analyse(replace(CLAIM.synthesis, measure="RD"), STUDIES).bayesian is None

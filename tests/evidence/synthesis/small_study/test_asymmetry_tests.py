"""Regression tests of asymmetry: what holds whatever the numbers, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.asymmetry import AsymmetryTest
from evidence.synthesis.small_study.egger import (
    egger_test,
    random_effects_egger_test,
    thompson_sharp_test,
)
from evidence.synthesis.small_study.precision_effect import pet_peese
from evidence.synthesis.small_study.predictor import Predictor
from evidence.synthesis.small_study.size_tests import macaskill_test, pustejovsky_test

TESTS = (egger_test, random_effects_egger_test, thompson_sharp_test)
each_test = pytest.mark.parametrize("test", TESTS, ids=lambda test: test.__name__)

# Steps of a hundredth keep effects from differing by rounding alone.
hundredths = st.integers(-300, 300).map(lambda number: number / 100)
variances_drawn = st.integers(1, 200).map(lambda number: number / 100)
effects = st.lists(st.tuples(hundredths, variances_drawn), min_size=4, max_size=12).map(
    lambda pairs: (np.array([y for y, _ in pairs]), np.array([v for _, v in pairs]))
)


def outcome_of(test, values, variances) -> AsymmetryTest:
    try:
        return test(values, variances)
    except CannotComputeError:
        assume(False)
        raise


@each_test
@settings(max_examples=40)
@given(effects, st.sampled_from([1e-5, 0.01, 7.0, 3e4]))
def test_the_unit_does_not_matter(test, data, unit) -> None:
    values, variances = data
    one = outcome_of(test, values, variances)
    other = test(values * unit, variances * unit**2)
    assert other.statistic == pytest.approx(one.statistic, rel=1e-5, abs=1e-6)
    assert other.p_value == pytest.approx(one.p_value, rel=1e-5, abs=1e-7)
    assert other.bias == pytest.approx(one.bias, rel=1e-5, abs=1e-6)
    assert other.limit.value == pytest.approx(one.limit.value * unit, rel=1e-5, abs=1e-6 * unit)


@each_test
@settings(max_examples=40)
@given(effects, st.sampled_from([-2.0, 0.5, 10.0]))
def test_a_shift_moves_the_limit_alone(test, data, shift) -> None:
    values, variances = data
    one = outcome_of(test, values, variances)
    other = test(values + shift, variances)
    assert other.statistic == pytest.approx(one.statistic, rel=1e-5, abs=1e-5)
    assert other.limit.value == pytest.approx(one.limit.value + shift, rel=1e-5, abs=1e-5)


@each_test
@settings(max_examples=40)
@given(effects)
def test_a_mirrored_funnel_leans_to_the_other_side(test, data) -> None:
    values, variances = data
    one = outcome_of(test, values, variances)
    other = test(-values, variances)
    assert other.statistic == pytest.approx(-one.statistic, rel=1e-6, abs=1e-7)
    assert other.p_value == pytest.approx(one.p_value, rel=1e-6, abs=1e-7)


@each_test
@settings(max_examples=40)
@given(effects, st.randoms(use_true_random=False))
def test_the_order_of_studies_does_not_matter_to_a_test(test, data, random) -> None:
    values, variances = data
    one = outcome_of(test, values, variances)
    order = list(range(len(values)))
    random.shuffle(order)
    other = test(values[order], variances[order])
    assert other.statistic == pytest.approx(one.statistic, rel=1e-5, abs=1e-6)


@given(effects)
def test_pet_is_eggers_test_from_the_other_end(data) -> None:
    values, variances = data
    egger = outcome_of(egger_test, values, variances)
    pet = pet_peese(values, variances).pet
    assert pet.slope_p_value == pytest.approx(egger.p_value, rel=1e-9)
    assert pet.value == pytest.approx(egger.limit.value, rel=1e-9, abs=1e-12)
    assert pet.ci_low == pytest.approx(egger.limit.ci_low, rel=1e-9, abs=1e-12)


def test_the_conditional_rule_takes_peese_where_pet_finds_an_effect() -> None:
    variances = np.array([0.01, 0.02, 0.04, 0.05, 0.09, 0.16])
    jitter = np.array([0.01, -0.02, 0.02, -0.01, 0.03, -0.03])
    strong = pet_peese(0.8 + 0.3 * np.sqrt(variances) + jitter, variances)
    none = pet_peese(1.5 * np.sqrt(variances) + jitter, variances)
    assert strong.uses_peese
    assert strong.conditional is strong.peese
    assert not none.uses_peese
    assert none.conditional is none.pet


def test_a_line_through_all_studies_is_found() -> None:
    variances = np.array([0.01, 0.04, 0.09, 0.16, 0.25])
    wiggle = np.array([1, -1, 0, -1, 1]) * 1e-6
    found = egger_test(0.2 + 1.5 * np.sqrt(variances) + wiggle, variances)
    assert found.bias == pytest.approx(1.5, abs=1e-4)
    assert found.limit.value == pytest.approx(0.2, abs=1e-4)
    assert found.p_value < 1e-6
    assert found.has_few_studies


@pytest.mark.parametrize(
    ("values", "variances", "reason"),
    [
        ([0.1, 0.2], [0.01, 0.02], "at least 3 studies, not 2"),
        ([], [], "at least 3 studies, not 0"),
        ([0.1, 0.2, 0.4], [0.02, 0.02, 0.02], "the same precision"),
        ([0.1, 0.2, float("nan")], [0.01, 0.02, 0.03], "not a finite number"),
        ([0.1, 0.2, 0.3], [0.01, 0.02, float("inf")], "not a finite number"),
        ([0.1, 0.2, 0.3], [0.01, 0.0, 0.03], "variance is not positive"),
        ([0.1, 0.2, 0.3], [0.01, -0.2, 0.03], "variance is not positive"),
        ([0.1, 0.2, 0.3], [0.01, 0.2], "one variance"),
        ([0.1, 0.2, 1e160], [0.01, 0.2, 0.3], "too large or too small"),
        ([0.1, 0.2, 1e-160], [0.01, 0.2, 0.3], "too large or too small"),
        ([0.1, 0.2, 0.3], [0.01, 0.2, 1e-290], "too large or too small"),
    ],
)
@each_test
def test_what_cannot_be_tested_is_refused_in_one_line(test, values, variances, reason) -> None:
    with pytest.raises(CannotComputeError, match=reason) as refusal:
        test(values, variances)
    assert "\n" not in str(refusal.value)


def test_equal_effects_leave_nothing_to_test_against() -> None:
    variances = np.array([0.01, 0.02, 0.03, 0.04])
    with pytest.raises(CannotComputeError, match="without scatter"):
        egger_test(np.full(4, 0.25), variances)
    with pytest.raises(CannotComputeError, match="without scatter"):
        pet_peese(np.full(4, 0.25), variances)
    assert random_effects_egger_test(np.full(4, 0.25), variances).p_value == pytest.approx(1)


@pytest.mark.parametrize("predictor", list(Predictor))
def test_every_predictor_is_used(predictor) -> None:
    values = np.array([0.1, 0.5, 0.2, 0.9, 0.4])
    variances = np.array([0.01, 0.05, 0.02, 0.2, 0.06])
    participants = np.array([400, 90, 160, 30, 70])
    found = egger_test(values, variances, predictor=predictor, participants=participants)
    mixed = random_effects_egger_test(
        values, variances, predictor=predictor, participants=participants, method="DL"
    )
    assert (found.limit is not None) == predictor.vanishes_for_large_studies
    assert (mixed.limit is not None) == predictor.vanishes_for_large_studies
    # Effects fall with precision here, so they rise with whatever rises as precision falls.
    grows_with_size = predictor in (Predictor.SIZE, Predictor.ROOT_SIZE)
    assert (found.bias < 0) == grows_with_size
    assert (mixed.bias < 0) == grows_with_size


@pytest.mark.parametrize("participants", [None, [10, 20], [10, 20, 0], [10, 20, float("nan")]])
def test_a_predictor_of_size_needs_sizes(participants) -> None:
    with pytest.raises(CannotComputeError, match="participants of each study"):
        egger_test(
            [0.1, 0.2, 0.4], [0.01, 0.02, 0.04], predictor=Predictor.SIZE, participants=participants
        )


def test_an_unknown_estimator_is_refused() -> None:
    with pytest.raises(CannotComputeError, match="unknown method 'XX'"):
        random_effects_egger_test([0.1, 0.2, 0.4], [0.01, 0.02, 0.04], method="XX")


def test_tests_on_size_see_size_alone() -> None:
    values = np.array([0.1, 0.3, 0.2, 0.9, 0.4])
    variances = np.array([0.01, 0.05, 0.02, 0.2, 0.06])
    first, second = np.array([200, 45, 80, 15, 35]), np.array([200, 45, 80, 15, 30])
    by_root = pustejovsky_test(values, variances, first, second)
    assert by_root.degrees_of_freedom == 3
    assert by_root.bias > 0
    assert macaskill_test(values, variances, first + second).bias < 0
    with pytest.raises(CannotComputeError, match="participants of both arms"):
        pustejovsky_test(values, variances, first, second * 0)

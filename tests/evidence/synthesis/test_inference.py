"""Tests and intervals of the pooled effect: z, t, Knapp-Hartung with and without its floor."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import stdtrit

from evidence.synthesis.intervals import (
    Inference,
    PredictionConvention,
    confidence_interval,
    p_value,
    prediction_interval,
)
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.sensitivity.refit import leave_one_out

VALUES = np.array([0.1, 0.9, -0.3, 1.4, 0.2])
VARIANCES = np.array([0.04, 0.09, 0.02, 0.11, 0.05])
effects = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 4)), min_size=2, max_size=12).map(
    lambda pairs: (np.array([y for y, _ in pairs]), np.array([v for _, v in pairs]))
)
names = st.sampled_from(sorted(ESTIMATORS))


def test_knapp_hartung_by_hand() -> None:
    fitted = pool(VALUES, VARIANCES, "DL", test="knapp-hartung", level=0.9)
    weights = 1 / (VARIANCES + fitted.pooled.between_study_variance)
    mean = weights @ VALUES / weights.sum()
    error = math.sqrt(weights @ (VALUES - mean) ** 2 / 4 / weights.sum())
    reach = float(stdtrit(4, 0.95)) * error
    assert fitted.pooled.standard_error == pytest.approx(error, rel=1e-12)
    assert fitted.pooled.ci_low == pytest.approx(mean - reach, rel=1e-12)
    assert fitted.pooled.statistic == pytest.approx(mean / error, rel=1e-12)
    assert (fitted.pooled.test, fitted.pooled.degrees_of_freedom) == ("knapp-hartung", 4)
    assert fitted.pooled.level == 0.9


@given(effects, names)
def test_the_floor_is_never_narrower_than_t(data, name) -> None:
    floored = pool(*data, name, test="knapp-hartung-floor").pooled
    plain = pool(*data, name, test="t").pooled
    assert floored.standard_error >= plain.standard_error * (1 - 1e-12)
    assert floored.ci_high - floored.ci_low >= (plain.ci_high - plain.ci_low) * (1 - 1e-12)
    assert floored.p_value >= plain.p_value * (1 - 1e-9)


@given(effects, names, st.sampled_from(list(Inference)), st.sampled_from([0.8, 0.95, 0.99]))
def test_the_p_value_and_the_interval_tell_the_same(data, name, test, level) -> None:
    if np.ptp(data[0]) <= 1e-12:
        return
    pooled = pool(*data, name, test=test, level=level).pooled
    excludes = pooled.ci_low > 0 or pooled.ci_high < 0
    if abs(pooled.p_value - (1 - level)) > 1e-9:
        assert excludes == (pooled.p_value < 1 - level)


@given(effects, names, st.sampled_from(list(Inference)), st.sampled_from([1e-4, 1e4]))
def test_a_change_of_unit_changes_only_the_unit(data, name, test, scale) -> None:
    if np.ptp(data[0]) <= 1e-6:
        return
    one = pool(*data, name, test=test)
    other = pool(data[0] * scale, data[1] * scale**2, name, test=test)
    size = float(np.abs(data[0]).max() + np.sqrt(data[1].max()))
    assert other.pooled.value == pytest.approx(one.pooled.value * scale, abs=1e-8 * size * scale)
    assert other.pooled.standard_error == pytest.approx(one.pooled.standard_error * scale, rel=1e-6)
    assert other.pooled.p_value == pytest.approx(one.pooled.p_value, rel=1e-5, abs=1e-9)


def test_studies_twice_are_twice_the_weight() -> None:
    twice = pool(np.tile(VALUES, 2), np.tile(VARIANCES, 2), "common").pooled
    once = pool(VALUES, VARIANCES, "common").pooled
    assert twice.value == pytest.approx(once.value, rel=1e-14)
    assert twice.standard_error == pytest.approx(once.standard_error / math.sqrt(2), rel=1e-14)


@pytest.mark.parametrize("test", list(Inference))
def test_a_single_study_is_judged_by_the_normal_distribution(test: str) -> None:
    pooled = pool(np.array([0.3]), np.array([0.04]), "REML", test=test).pooled
    assert (pooled.test, pooled.degrees_of_freedom) == ("z", None)
    assert pooled.ci_low == pytest.approx(-0.0919927969080108, rel=1e-12)


def test_equal_effects_have_no_knapp_hartung_interval() -> None:
    for values in (np.full(5, 0.25), np.array([0.3, 0.1 + 0.2, 0.3])):
        variances = VARIANCES[: len(values)]
        with pytest.raises(CannotComputeError, match="no width"):
            pool(values, variances, "DL", test="knapp-hartung")
        floored = pool(values, variances, "DL", test="knapp-hartung-floor").pooled
        plain = pool(values, variances, "DL", test="t").pooled
        assert floored.ci_low == plain.ci_low


def test_leaving_out_keeps_test_and_level() -> None:
    found = leave_one_out(VALUES, VARIANCES, "PM", test="knapp-hartung", level=0.9)
    for index, each in enumerate(found):
        alone = pool(
            np.delete(VALUES, index),
            np.delete(VARIANCES, index),
            "PM",
            test="knapp-hartung",
            level=0.9,
        )
        assert each.pooled == alone.pooled


@pytest.mark.parametrize(
    ("test", "level", "words"),
    [("magic", 0.95, "unknown test 'magic'"), ("z", 0.0, "level of 0"), ("z", 95, "level of 95")],
)
def test_unknown_tests_and_levels_are_said(test, level, words) -> None:
    with pytest.raises(CannotComputeError, match=words):
        pool(VALUES, VARIANCES, "REML", test=test, level=level)


def test_students_distribution_tends_to_the_normal() -> None:
    near = confidence_interval(0.3, 0.1, degrees_of_freedom=1e7)
    assert near == pytest.approx(confidence_interval(0.3, 0.1), abs=1e-6)
    assert p_value(0.3, 0.1, degrees_of_freedom=1e7) == pytest.approx(p_value(0.3, 0.1), rel=1e-4)
    assert p_value(0.0, 0.0) == 1
    assert p_value(0.1, 0.0, degrees_of_freedom=3) == 0


def test_conventions_of_prediction_differ_in_their_degrees_of_freedom() -> None:
    widths = []
    for convention in (
        PredictionConvention.NORMAL,
        PredictionConvention.ONE_MORE_DEGREE,
        PredictionConvention.HIGGINS_RILEY,
    ):
        found = prediction_interval(0.3, 0.1, 0.2, 5, convention=convention)
        assert found is not None
        widths.append(found[1] - found[0])
    assert widths == sorted(widths)
    assert widths[2] == pytest.approx(2 * float(stdtrit(3, 0.975)) * math.sqrt(0.01 + 0.2))
    assert prediction_interval(0.3, 0.1, 0.2, 2) is None


def test_criteria_of_the_likelihood_count_coefficients_and_tau() -> None:
    likelihood = pool(VALUES, VARIANCES, "ML").likelihood
    assert likelihood is not None
    assert likelihood.aic == pytest.approx(4 - 2 * likelihood.log_likelihood)
    assert likelihood.bic == pytest.approx(2 * math.log(5) - 2 * likelihood.log_likelihood)
    assert likelihood.aicc == pytest.approx(likelihood.aic + 2 * 2 * 3 / (5 - 3))
    assert pool(VALUES, VARIANCES, "DL").likelihood is None

"""What must hold of every estimator of τ², and what defines each."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS, MODEL_ESTIMATORS
from evidence.synthesis.random_effects.estimation_error import standard_error_of
from evidence.synthesis.random_effects.likelihood import log_likelihood
from evidence.synthesis.random_effects.linear_model import CommonMean
from evidence.synthesis.regression.moderated_mean import Regression

effects = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 4)), min_size=2, max_size=12).map(
    lambda pairs: (np.array([y for y, _ in pairs]), np.array([v for _, v in pairs]))
)
names = st.sampled_from(sorted(ESTIMATORS))
VALUES = np.array([0.1, 0.9, -0.3, 1.4, 0.2])
VARIANCES = np.array([0.04, 0.09, 0.02, 0.11, 0.05])


@given(effects, names, st.sampled_from([1e-4, 1e-2, 1e4]))
def test_the_unit_is_squared(data, name, scale) -> None:
    values, variances = data
    found = ESTIMATORS[name](values, variances)
    other = ESTIMATORS[name](values * scale, variances * scale**2)
    assert other == pytest.approx(found * scale**2, rel=1e-7, abs=1e-12 * scale**2)


@given(effects, names, st.floats(-1, 1), st.randoms(use_true_random=False))
def test_neither_shift_nor_order_matters(data, name, shift, random) -> None:
    values, variances = data
    order = list(range(len(values)))
    random.shuffle(order)
    found = ESTIMATORS[name](values, variances)
    other = ESTIMATORS[name](values[order] + shift, variances[order])
    assert other == pytest.approx(found, rel=1e-6, abs=1e-9)


@given(effects)
def test_paule_mandel_makes_q_its_degrees_of_freedom(data) -> None:
    model = CommonMean(*data)
    found = ESTIMATORS["PM"](*data)
    q, freedom = float(model.moments(model.weights(found)).q), len(data[0]) - 1
    if found > 0:
        assert q == pytest.approx(freedom, rel=1e-9)
    else:
        assert q <= freedom * (1 + 1e-9)
    assert ESTIMATORS["EB"](*data) == found


@given(effects, st.sampled_from(["ML", "REML"]))
@settings(max_examples=60)
def test_no_other_variance_is_likelier(data, name) -> None:
    model, restricted = CommonMean(*data), name == "REML"
    best = float(log_likelihood(model, ESTIMATORS[name](*data), restricted=restricted))
    others = np.concatenate(([0.0], np.logspace(-6, 2.5, 60)))
    assert float(log_likelihood(model, others, restricted=restricted).max()) <= best + 1e-9


@given(effects)
def test_maximum_likelihood_is_below_the_restricted_one_where_both_have_one_peak(data) -> None:
    model = CommonMean(*data)
    grid = np.linspace(0, 40, 400)
    for restricted in (False, True):
        heights = log_likelihood(model, grid, restricted=restricted)
        inner = (heights[1:-1] > heights[:-2]) & (heights[1:-1] > heights[2:])
        assume(inner.sum() + (heights[0] > heights[1]) <= 1)
    assert ESTIMATORS["ML"](*data) <= ESTIMATORS["REML"](*data) + 1e-9


def test_moment_estimators_by_hand() -> None:
    weights = 1 / VARIANCES
    mean = weights @ VALUES / weights.sum()
    q, count = weights @ (VALUES - mean) ** 2, len(VALUES)
    scale = weights.sum() - weights @ weights / weights.sum()
    assert ESTIMATORS["DL"](VALUES, VARIANCES) == pytest.approx((q - 4) / scale)
    assert ESTIMATORS["HS"](VALUES, VARIANCES) == pytest.approx((q - count) / weights.sum())
    assert ESTIMATORS["HSk"](VALUES, VARIANCES) == pytest.approx(
        (q * count / 4 - count) / weights.sum()
    )
    assert ESTIMATORS["HE"](VALUES, VARIANCES) == pytest.approx(
        VALUES.var(ddof=1) - VARIANCES.mean()
    )
    start = VALUES.var()
    crude = 1 / (VARIANCES / start + 1)
    centre = crude @ VALUES / crude.sum()
    expected = crude @ (VALUES - centre) ** 2 / 4
    assert ESTIMATORS["SJ"](VALUES, VARIANCES) == pytest.approx(expected)


def test_two_step_estimator_by_hand() -> None:
    weights = 1 / (VARIANCES + ESTIMATORS["DL"](VALUES, VARIANCES))
    mean = weights @ VALUES / weights.sum()
    q = weights @ (VALUES - mean) ** 2
    expected = q - (weights @ VARIANCES - weights**2 @ VARIANCES / weights.sum())
    expected /= weights.sum() - weights @ weights / weights.sum()
    assert ESTIMATORS["DL2"](VALUES, VARIANCES) == pytest.approx(expected)


@pytest.mark.parametrize("name", sorted(ESTIMATORS))
def test_equal_variances_make_estimators_agree(name: str) -> None:
    values, variances = np.array([0.1, 0.9, -0.3, 1.4]), np.full(4, 0.1)
    spread, count = values.var(ddof=1), 4
    expected = {
        "common": 0.0,
        "ML": spread * 3 / 4 - 0.1,
        "HS": (spread * 3 - 0.4) / count,
        "HSk": spread - 0.1,
    }.get(name, spread - 0.1)
    if name == "SJ":
        start = values.var()
        expected = start * spread / (start + 0.1)
    assert ESTIMATORS[name](values, variances) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("name", sorted(ESTIMATORS))
def test_one_study_two_equal_ones_and_far_ones(name: str) -> None:
    assert ESTIMATORS[name](np.array([0.4]), np.array([0.04])) == 0
    assert ESTIMATORS[name](np.full(2, 0.4), np.array([0.04, 0.01])) == 0
    values = np.array([-300.0, 0, 200, 550, -100, 740, 30])
    found = ESTIMATORS[name](values, np.full(7, 0.01))
    if name != "common":
        share = 6 / 7 if name in ("ML", "HS") else 1.0
        assert found == pytest.approx(share * values.var(ddof=1), rel=1e-3)


@given(effects, st.integers(-2, 2))
def test_a_study_with_all_the_weight_breaks_nothing(data, power) -> None:
    values, variances = data
    heavy = np.concatenate(([variances.min() * 10.0 ** (power - 8)], variances[1:]))
    for name in ESTIMATORS:
        found = ESTIMATORS[name](values, heavy)
        assert math.isfinite(found)
        assert found >= 0
        error = standard_error_of(name, CommonMean(values, heavy), found)
        assert error is None or (math.isfinite(error) and error >= 0)


def test_methods_without_a_standard_error_say_so() -> None:
    model = CommonMean(VALUES, VARIANCES)
    for name in ESTIMATORS:
        error = standard_error_of(name, model, ESTIMATORS[name](VALUES, VARIANCES))
        assert (error is None) == (name in ("common", "DL2"))
    assert standard_error_of("REML", CommonMean(VALUES[:1], VARIANCES[:1]), 0.0) is None


@pytest.mark.parametrize("name", sorted(MODEL_ESTIMATORS))
def test_a_regression_on_nothing_is_the_mean(name: str) -> None:
    model = Regression(VALUES, VARIANCES, np.ones((5, 1)))
    assert float(MODEL_ESTIMATORS[name](model)) == pytest.approx(
        ESTIMATORS[name](VALUES, VARIANCES), rel=1e-9
    )


def test_a_tiny_variance_is_where_the_likelihood_is_highest() -> None:
    """metafor 3.8-1: rma(yi, vi) by default, and with threshold=1e-14 and maxiter=20000."""
    values = np.array([0.10, 0.30, 0.35, 0.65, 0.45, 0.15])
    variances = np.array([0.138066, 0.138066, 0.230111, 0.046022, 0.230111, 0.092044])
    by_default, converged = 4.2015159221502e-05, 4.697203810871e-05
    found = float(ESTIMATORS["REML"](values, variances))
    assert found == pytest.approx(converged, rel=1e-8)
    model = CommonMean(values, variances)
    heights = [float(log_likelihood(model, each, restricted=True)) for each in (found, by_default)]
    assert heights[0] > heights[1]
    weights = 1 / (variances + found)
    assert float(weights @ values) / weights.sum() == pytest.approx(0.39669440195647, rel=1e-10)

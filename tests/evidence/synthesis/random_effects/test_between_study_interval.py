"""Intervals of τ²: what their ends mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import chdtr, chdtri

from evidence.synthesis.random_effects.between_study_interval import (
    INTERVALS,
    PROFILE_LIKELIHOOD,
    between_study_interval,
    interval_of,
)
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.heterogeneity import inconsistency_interval
from evidence.synthesis.random_effects.likelihood import log_likelihood
from evidence.synthesis.random_effects.linear_model import CommonMean
from evidence.synthesis.random_effects.quadratic_form import probability_below
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.regression.moderated_mean import Regression

VALUES = np.array([0.1, 0.9, -0.3, 1.4, 0.2])
VARIANCES = np.array([0.04, 0.09, 0.02, 0.11, 0.05])
effects = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 4)), min_size=2, max_size=12).map(
    lambda pairs: (np.array([y for y, _ in pairs]), np.array([v for _, v in pairs]))
)


@given(effects)
def test_q_at_the_ends_is_a_quantile(data) -> None:
    found = between_study_interval(*data, "DL")
    model, freedom = CommonMean(*data), len(data[0]) - 1
    for end, tail in ((found.low, 0.025), (found.high, 0.975)):
        q = float(model.moments(model.weights(end)).q)
        if end > 0:
            assert q == pytest.approx(float(chdtri(freedom, tail)), rel=1e-9)
        else:
            assert q <= float(chdtri(freedom, tail)) * (1 + 1e-9)


@pytest.mark.parametrize("method", ["ML", "REML"])
def test_the_likelihood_at_the_ends_has_fallen_by_what_is_allowed(method: str) -> None:
    found = between_study_interval(VALUES, VARIANCES, method, by=PROFILE_LIKELIHOOD)
    model, restricted = CommonMean(VALUES, VARIANCES), method == "REML"
    best = log_likelihood(model, ESTIMATORS[method](VALUES, VARIANCES), restricted=restricted)
    for end in (found.low, found.high):
        height = log_likelihood(model, end, restricted=restricted)
        assert float(best - height) == pytest.approx(float(chdtri(1, 0.05)) / 2, rel=1e-9)


@given(effects, st.sampled_from([*INTERVALS, PROFILE_LIKELIHOOD]), st.sampled_from([1e-4, 1e4]))
@settings(max_examples=40, deadline=None)
def test_a_change_of_unit_changes_only_the_unit(data, by, scale) -> None:
    values, variances = data
    one = between_study_interval(values, variances, "REML", by=by)
    other = between_study_interval(values * scale, variances * scale**2, "REML", by=by)
    floor = 1e-9 * float(np.ptp(values) ** 2 + variances.max()) * scale**2
    assert other.low == pytest.approx(one.low * scale**2, rel=1e-6, abs=floor)
    assert other.high == pytest.approx(one.high * scale**2, rel=1e-6, abs=floor)
    assert one.low <= one.high
    assert one.tau_high == pytest.approx(one.high**0.5)


@pytest.mark.parametrize("by", [*INTERVALS, PROFILE_LIKELIHOOD])
def test_a_higher_level_is_wider(by: str) -> None:
    narrow = between_study_interval(VALUES, VARIANCES, "REML", by=by, level=0.8)
    wide = between_study_interval(VALUES, VARIANCES, "REML", by=by, level=0.99)
    assert wide.low <= narrow.low < narrow.high < wide.high
    assert wide.i_squared_low <= narrow.i_squared_low < narrow.i_squared_high < wide.i_squared_high


def test_with_equal_variances_all_exact_intervals_are_one() -> None:
    variances = np.full(5, 0.05)
    found = [
        between_study_interval(VALUES, variances, "DL", by=by)
        for by in ("Q-profile", "Jackson", "Biggerstaff-Jackson", "Biggerstaff-Tweedie")
    ]
    # There the gamma distribution of Biggerstaff and Tweedie is the exact one.
    for each in found[1:]:
        assert each.low == pytest.approx(found[0].low, rel=1e-9)
        assert each.high == pytest.approx(found[0].high, rel=1e-9)


def test_effects_closer_than_chance_give_nothing_but_zero() -> None:
    found = between_study_interval(np.full(5, 0.2), VARIANCES, "REML")
    assert (found.low, found.high, found.i_squared_high, found.h_squared_high) == (0, 0, 0, 1)


@pytest.mark.parametrize("studies", [2, 3, 10, 100, 3000])
@pytest.mark.parametrize("share", [0.05, 0.6, 1.0, 1.2, 3.0])
def test_equal_weights_make_q_a_chi_square(studies: int, share: float) -> None:
    q = (studies - 1) * share
    found = probability_below(q, np.full(studies, 4.0), np.full(studies, 0.25))
    assert found == pytest.approx(float(chdtr(studies - 1, q)), abs=1e-8)


def test_unequal_weights_against_sampling() -> None:
    random = np.random.default_rng(4)
    weights, variances = np.array([1, 5, 0.2, 30, 2.0]), np.array([1, 0.3, 2, 0.1, 4.0])
    drawn = random.normal(0, np.sqrt(variances), (200_000, 5))
    means = drawn @ weights / weights.sum()
    drawn_q = ((drawn - means[:, None]) ** 2) @ weights
    for q in (1.0, 5.0, 20.0, 50.0):
        expected = float((drawn_q <= q).mean())
        assert probability_below(q, weights, variances) == pytest.approx(expected, abs=4e-3)
    assert probability_below(0.0, weights, variances) == 0


def test_an_interval_for_the_residual_of_a_regression() -> None:
    model = Regression(VALUES, VARIANCES, np.column_stack([np.ones(5), [1.0, 2, 3, 4, 6]]))
    found = interval_of(model, "REML")
    assert 0 <= found.low < found.high
    with pytest.raises(CannotComputeError, match="without moderators"):
        interval_of(model, "DL", by="Jackson")


@pytest.mark.parametrize(
    ("studies", "method", "by", "words"),
    [
        (1, "REML", "Q-profile", "no degree of freedom"),
        (5, "DL", PROFILE_LIKELIHOOD, "DL is no maximum"),
        (5, "REML", "magic", "unknown interval of τ² 'magic'"),
    ],
)
def test_what_has_no_interval_is_said(studies, method, by, words) -> None:
    with pytest.raises(CannotComputeError, match=words):
        between_study_interval(VALUES[:studies], VARIANCES[:studies], method, by=by)


def test_the_interval_of_i_squared_from_q() -> None:
    # Thirteen trials with Q = 152.233, as R's meta prints them.
    found = inconsistency_interval(152.233008082373, 13)
    assert found.h_low == pytest.approx(2.92557528518954, rel=1e-10)
    assert found.h_high == pytest.approx(4.33626988547742, rel=1e-10)
    assert found.i_squared_low == pytest.approx(88.3163794740589, rel=1e-10)
    assert inconsistency_interval(15.19, 17).h_high == pytest.approx(1.42985589247262, rel=1e-10)
    assert inconsistency_interval(0.0, 5).i_squared_low == 0
    for q, studies in ((0.0, 1), (1.5, 2)):
        with pytest.raises(CannotComputeError, match="no test-based interval"):
            inconsistency_interval(q, studies)

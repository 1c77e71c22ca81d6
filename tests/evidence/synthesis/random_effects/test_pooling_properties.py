"""What must hold of pooled effects whatever the numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from evidence.synthesis.effects.published_effect import effect_of_published
from evidence.synthesis.intervals import prediction_interval
from evidence.synthesis.random_effects.between_study_variance import ESTIMATORS
from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.scale import Scale
from evidence.synthesis.study_tables.study_table import PublishedEstimate

effects = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 4)), min_size=1, max_size=12).map(
    lambda pairs: (np.array([y for y, _ in pairs]), np.array([v for _, v in pairs]))
)
methods = st.sampled_from(sorted(ESTIMATORS))


@given(effects, methods)
def test_the_pooled_effect_lies_among_the_effects(data, method) -> None:
    values, variances = data
    pooled = pool(values, variances, method).pooled
    assert values.min() - 1e-9 <= pooled.value <= values.max() + 1e-9
    assert pooled.ci_low <= pooled.value <= pooled.ci_high
    assert 0 <= pooled.p_value <= 1
    assert pooled.between_study_variance >= 0


@given(effects, methods)
def test_weights_add_up_to_a_hundred(data, method) -> None:
    result = pool(*data, method)
    assert sum(result.weights) == pytest.approx(100)
    assert all(weight > 0 for weight in result.weights)


@given(effects, methods, st.randoms(use_true_random=False))
def test_the_order_of_studies_does_not_matter(data, method, random) -> None:
    values, variances = data
    order = list(range(len(values)))
    random.shuffle(order)
    one = pool(values, variances, method).pooled
    other = pool(values[order], variances[order], method).pooled
    assert other.value == pytest.approx(one.value, rel=1e-7, abs=1e-7)
    assert other.standard_error == pytest.approx(one.standard_error, rel=1e-6)


@given(effects, methods, st.floats(-3, 3))
def test_a_shift_moves_the_effect_and_nothing_else(data, method, shift) -> None:
    values, variances = data
    one = pool(values, variances, method).pooled
    other = pool(values + shift, variances, method).pooled
    assert other.value == pytest.approx(one.value + shift, abs=1e-6)
    assert other.standard_error == pytest.approx(one.standard_error, rel=1e-5)


@pytest.mark.parametrize("method", sorted(ESTIMATORS))
@pytest.mark.parametrize("scale", [1e-4, 1e4])
def test_a_change_of_unit_changes_only_the_unit(method: str, scale: float) -> None:
    values = np.array([0.1, 0.9, -0.3, 1.4, 0.2])
    variances = np.array([0.04, 0.09, 0.02, 0.11, 0.05])
    one = pool(values, variances, method)
    other = pool(values * scale, variances * scale**2, method)
    assert other.pooled.value == pytest.approx(one.pooled.value * scale, rel=1e-10)
    assert other.pooled.ci_low == pytest.approx(one.pooled.ci_low * scale, rel=1e-10)
    assert other.pooled.between_study_variance == pytest.approx(
        one.pooled.between_study_variance * scale**2, rel=1e-9, abs=0
    )
    assert other.heterogeneity.i_squared == pytest.approx(one.heterogeneity.i_squared, rel=1e-9)


@given(effects)
def test_without_variance_between_studies_random_is_common(data) -> None:
    common = pool(*data, "common").pooled
    for method in ("DL", "REML"):
        random = pool(*data, method).pooled
        if random.between_study_variance == 0:
            assert random.value == common.value
            assert random.standard_error == common.standard_error


@given(effects)
@settings(max_examples=50)
def test_reml_is_a_maximum_of_the_restricted_likelihood(data) -> None:
    values, variances = data
    found = ESTIMATORS["REML"](values, variances)
    best = _likelihood(values, variances, found)
    for other in (0.0, *np.logspace(-6, 2.5, 40)):
        assert _likelihood(values, variances, other) <= best + 1e-7


def test_reml_takes_the_higher_of_two_maxima() -> None:
    values = np.array([0.0, 0.0, 0.0, 0.0, 0.03, -0.03, 5.0])
    variances = np.array([1e-6, 1e-6, 1e-6, 1e-6, 1e-3, 1e-3, 30.0])
    found = ESTIMATORS["REML"](values, variances)
    best = max(
        (_likelihood(values, variances, each), each) for each in (0.0, *np.logspace(-9, 2, 4000))
    )
    assert _likelihood(values, variances, found) >= best[0] - 1e-12


def _likelihood(values, variances, between: float) -> float:
    weights = 1 / (variances + between)
    mean = weights @ values / weights.sum()
    return 0.5 * (np.log(weights).sum() - math.log(weights.sum()) - weights @ (values - mean) ** 2)


def test_equal_effects_pool_to_themselves() -> None:
    values, variances = np.full(3, 0.1), np.array([0.01, 0.02, 0.03])
    for method in ESTIMATORS:
        result = pool(values, variances, method)
        assert result.pooled.value == 0.1
        assert result.pooled.between_study_variance == 0
        assert result.heterogeneity.i_squared == 0


def test_one_study_is_its_own_effect() -> None:
    for method in ESTIMATORS:
        result = pool(np.array([0.4]), np.array([0.04]), method)
        assert (result.pooled.value, result.pooled.standard_error) == (0.4, pytest.approx(0.2))
        assert result.pooled.prediction_low is None
        assert result.heterogeneity.degrees_of_freedom == 0


@pytest.mark.parametrize(
    ("values", "variances", "method", "words"),
    [
        ([], [], "REML", "cannot be pooled"),
        ([0.1, 0.2], [0.1], "REML", "cannot be pooled"),
        ([0.1], [0.0], "REML", "positive"),
        ([0.1], [math.inf], "DL", "finite"),
        ([math.nan], [0.1], "DL", "finite"),
        ([0.1], [0.1], "magic", "unknown method 'magic'"),
    ],
)
def test_what_cannot_be_pooled_is_said(values, variances, method, words) -> None:
    with pytest.raises(ValueError, match=words):
        pool(np.array(values), np.array(variances), method)


def test_ten_thousand_studies_are_pooled_at_once() -> None:
    random = np.random.default_rng(1)
    variances = random.uniform(0.01, 0.2, 10_000)
    values = random.normal(0.3, np.sqrt(variances + 0.05))
    result = pool(values, variances, "REML")
    assert result.pooled.value == pytest.approx(0.3, abs=0.02)
    assert result.pooled.between_study_variance == pytest.approx(0.05, rel=0.1)


def test_no_prediction_from_two_studies() -> None:
    assert prediction_interval(0.1, 0.1, 0.1, 2) is None
    assert prediction_interval(0.1, 0.1, 0.1, 3) is not None


@given(st.floats(0.05, 20), st.floats(0.01, 1.5), st.sampled_from([0.9, 0.95, 0.99]))
def test_a_published_interval_gives_back_its_standard_error(value, error, level) -> None:
    reach = float(ndtri(0.5 + level / 2)) * error
    low, high = value * math.exp(-reach), value * math.exp(reach)
    for printed in (value, None):
        estimate = PublishedEstimate(printed, ci_low=low, ci_high=high, ci_level=level)
        found = effect_of_published(estimate, Scale.LOG)
        assert found.value == pytest.approx(math.log(value), abs=1e-9)
        assert found.variance == pytest.approx(error**2, rel=1e-9)


@pytest.mark.parametrize(
    ("value", "error", "interval", "is_ratio"),
    [
        (None, None, None, False),
        (1.0, None, None, False),
        (-1.0, 0.2, None, True),
        (1.0, None, (0.0, 2.0), True),
        (1.0, None, (2.0, 2.0), False),
        (1.0, None, (3.0, 2.0), False),
        (math.nan, 0.1, None, False),
        (1.0, 0.0, None, False),
        (None, 0.2, None, True),
    ],
)
def test_an_estimate_that_says_too_little_gives_nothing(value, error, interval, is_ratio) -> None:
    low, high = interval or (None, None)
    estimate = PublishedEstimate(value, error, low, high)
    with pytest.raises(CannotComputeError):
        effect_of_published(estimate, Scale.LOG if is_ratio else Scale.IDENTITY)

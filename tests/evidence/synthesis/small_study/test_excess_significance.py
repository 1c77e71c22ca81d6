"""The test of excess significance."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.special import ndtr

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.excess_significance import excess_significance

effects = st.lists(
    st.tuples(st.integers(-200, 200), st.integers(1, 100)), min_size=2, max_size=8
).map(lambda pairs: tuple(np.array(each) / 100 for each in zip(*pairs, strict=True)))


@given(effects)
def test_the_exact_p_value_counts_every_outcome(data) -> None:
    try:
        found = excess_significance(*data)
    except CannotComputeError:
        assume(False)
        raise
    chances = np.array(found.power)
    total = 0.0
    for outcome in product((0, 1), repeat=len(chances)):
        if sum(outcome) >= found.observed:
            total += float(np.prod(np.where(outcome, chances, 1 - chances)))
    assert found.exact_p_value == pytest.approx(total)
    assert found.expected == pytest.approx(chances.sum())
    assert (found.p_value < 0.5) == (found.observed > found.expected)


def test_power_at_no_effect_is_the_level() -> None:
    found = excess_significance([0.5, -0.5], [0.04, 0.04])
    assert found.effect == 0
    assert found.power == pytest.approx((0.05, 0.05))


def test_power_with_variation_between_studies_is_an_average() -> None:
    values, variances, between = np.array([0.2, 0.5, 0.4]), np.array([0.02, 0.05, 0.1]), 0.03
    found = excess_significance(values, variances, between_study_variance=between)
    draws = found.effect + np.linspace(-8, 8, 4001) * between**0.5
    density = np.exp(-((draws - found.effect) ** 2) / (2 * between))
    for variance, power in zip(variances, found.power, strict=True):
        distance = draws / variance**0.5
        fixed = ndtr(distance - 1.959964) + ndtr(-distance - 1.959964)
        assert power == pytest.approx(np.average(fixed, weights=density), abs=1e-6)


def test_more_significant_studies_than_power_allows_are_an_excess() -> None:
    values, variances = np.full(10, 0.45), np.full(10, 0.05)  # z = 2.01 in every one
    found = excess_significance(values, variances)
    assert found.observed == 10
    assert found.p_value < 0.01
    assert found.exact_p_value < 0.01


def test_certain_significance_is_refused() -> None:
    with pytest.raises(CannotComputeError, match="certain to be significant"):
        excess_significance([50.0, 60.0], [0.01, 0.01])

"""Kendall's correlation against its definition, and Begg's test on top of it."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.begg import begg_test
from evidence.synthesis.small_study.rank_correlation import MOST_EXACT, kendall


def score_by_definition(x, y) -> int:
    return sum(
        int(np.sign(x[i] - x[j]) * np.sign(y[i] - y[j])) for i, j in combinations(range(len(x)), 2)
    )


pairs = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=15)


@given(pairs)
def test_the_score_is_that_of_the_definition(drawn) -> None:
    x, y = (np.array(each, dtype=float) for each in zip(*drawn, strict=True))
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        with pytest.raises(CannotComputeError, match="not all equal"):
            kendall(x, y)
        return
    found = kendall(x, y)
    assert found.score == score_by_definition(x, y)
    assert -1 <= found.tau <= 1
    assert 0 <= found.p_value <= 1
    assert kendall(y, x).statistic == pytest.approx(found.statistic)
    assert kendall(x, -y).score == -found.score


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_the_exact_p_value_counts_all_orders(count) -> None:
    x = np.arange(count, dtype=float)
    orders = [np.array(each, dtype=float) for each in permutations(range(count))]
    scores = np.array([score_by_definition(x, each) for each in orders])
    for order, score in zip(orders, scores, strict=True):
        found = kendall(x, order, exact=True)
        assert found.is_exact
        one_sided = min(np.mean(scores >= score), np.mean(scores <= score))
        assert found.p_value == pytest.approx(min(1.0, 2 * one_sided))


def test_the_standard_error_is_that_of_all_orders() -> None:
    # With ties on both sides, S over all orders of one side has mean 0 and the formula's variance.
    x, y = np.array([1.0, 1, 2, 3, 3, 3]), np.array([1.0, 2, 2, 2, 3, 4])
    scores = [score_by_definition(x, np.array(each)) for each in permutations(y)]
    assert np.mean(scores) == pytest.approx(0)
    assert kendall(x, y).score_standard_error == pytest.approx(np.std(scores))


def test_tied_or_very_many_pairs_are_not_counted_exactly() -> None:
    assert not kendall(np.array([1.0, 1, 2, 3]), np.array([1.0, 2, 3, 4]), exact=True).is_exact
    many = np.arange(MOST_EXACT + 1.0)
    assert not kendall(many, many[::-1], exact=True).is_exact
    near = kendall(np.arange(60.0), np.roll(np.arange(60.0), 25), exact=True)
    approximate = kendall(np.arange(60.0), np.roll(np.arange(60.0), 25))
    assert near.is_exact
    assert near.p_value == pytest.approx(approximate.p_value, rel=0.05)


def test_the_smallest_exact_p_value_keeps_its_digits() -> None:
    found = kendall(np.arange(12.0), np.arange(12.0), exact=True)
    assert found.p_value == pytest.approx(2 / 479001600, rel=1e-12)


@given(
    st.lists(
        st.tuples(st.integers(-200, 200), st.integers(1, 100)),
        min_size=4,
        max_size=10,
        unique_by=(lambda pair: pair[0], lambda pair: pair[1]),
    ),
    st.sampled_from([1e-4, 1.0, 1e5]),
)
def test_beggs_test_does_not_depend_on_unit_or_side(drawn, unit) -> None:
    values, variances = (np.array(each, dtype=float) / 100 for each in zip(*drawn, strict=True))
    one = begg_test(values, variances)
    assert begg_test(values * unit, variances * unit**2).p_value == pytest.approx(one.p_value)
    assert begg_test(-values, variances).score == -one.score


@pytest.mark.parametrize(
    ("values", "variances", "reason"),
    [
        ([0.1, 0.3], [0.01, 0.02], "at least 3"),
        ([0.2, 0.2, 0.2], [0.01, 0.02, 0.03], "are equal"),
        ([0.2, 0.3, 0.4], [0.01, 0.01, 0.01], "are equal"),
        ([0.2, 0.3, 0.4], [1e-18, 1.0, 2.0], "all the weight"),
    ],
)
def test_beggs_test_refuses(values, variances, reason) -> None:
    with pytest.raises(CannotComputeError, match=reason):
        begg_test(values, variances)

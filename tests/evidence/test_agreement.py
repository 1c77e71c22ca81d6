"""κ held against published tables, its own identities, and the cases where it does not exist."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.agreement import Weights, agreement, kappa

SCALE = ("a", "b", "c", "d")
pairs_of = st.lists(st.tuples(st.sampled_from(SCALE), st.sampled_from(SCALE)), max_size=40)


def pairs_from(table):
    return [
        (SCALE[row], SCALE[column])
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


# Fleiss JL, Levin B, Paik MC. Statistical Methods for Rates and Proportions. 3rd ed. 2003, table
# 18.1: two raters' diagnoses of 100 patients; κ 0.68 with standard error 0.087 (section 18.1).
DIAGNOSES = ((75, 1, 4), (5, 4, 1), (0, 0, 10))
# Agresti A. Categorical Data Analysis. 1990, table 2.10: 91 couples on four ordered answers. The
# figures are those that the R package vcd prints for it (``Kappa(SexualFun)``).
COUPLES = ((7, 7, 2, 3), (2, 8, 3, 7), (1, 5, 4, 9), (2, 8, 9, 14))


def test_the_diagnoses_of_fleiss():
    found = kappa(pairs_from(DIAGNOSES), SCALE[:3])
    assert found.value == pytest.approx(0.6765, abs=5e-5)
    assert found.standard_error == pytest.approx(0.088, abs=1e-3)
    assert found.ci_low == pytest.approx(found.value - 1.959963984540054 * found.standard_error)


def test_the_couples_of_agresti():
    plain = kappa(pairs_from(COUPLES), SCALE)
    linear = kappa(pairs_from(COUPLES), SCALE, weights=Weights.LINEAR)
    assert plain.value == pytest.approx(0.1293, abs=5e-5)
    assert plain.standard_error == pytest.approx(0.06860, abs=5e-6)
    assert linear.value == pytest.approx(0.2374, abs=5e-5)
    assert linear.standard_error == pytest.approx(0.07832, abs=5e-6)


@given(pairs=pairs_of)
@settings(deadline=None)
def test_kappa_is_within_its_range_and_the_same_for_both_raters(pairs):
    for weights in Weights:
        found = kappa(pairs, SCALE, weights=weights)
        turned = kappa([(second, first) for first, second in pairs], SCALE, weights=weights)
        if found.value is None:
            assert found.reason
            assert turned.value is None
            continue
        assert -1 - 1e-9 <= found.value <= 1 + 1e-9
        assert turned.value == pytest.approx(found.value, abs=1e-12)
        assert found.standard_error is not None
        if found.ci_low is None:
            assert found.reason
        else:
            assert -1 <= found.ci_low <= found.value <= found.ci_high <= 1


@given(pairs=pairs_of, seed=st.integers())
@settings(deadline=None)
def test_the_order_of_items_and_categories_nobody_used_do_not_matter(pairs, seed):
    shuffled = list(pairs)
    random.Random(seed).shuffle(shuffled)
    for weights in Weights:
        assert kappa(shuffled, SCALE, weights=weights) == kappa(pairs, SCALE, weights=weights)
        longer = kappa(pairs, (*SCALE, "never"), weights=weights)
        value = kappa(pairs, SCALE, weights=weights).value
        assert (longer.value is None) == (value is None)
        if value is not None:
            assert longer.value == pytest.approx(value, abs=1e-9)


@given(pairs=st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), max_size=30))
@settings(deadline=None)
def test_weights_make_no_difference_between_two_categories(pairs):
    plain, linear, square = (kappa(pairs, ("a", "b"), weights=each) for each in Weights)
    assert plain.value == linear.value == square.value
    assert plain.standard_error == linear.standard_error


def test_a_near_disagreement_counts_less_where_weighted():
    near = [("a", "b"), *pairs_from(((3, 0, 0, 0), (0, 3, 0, 0), (0, 0, 3, 0), (0, 0, 0, 3)))]
    far = [("a", "d"), *near[1:]]
    for weights in (Weights.LINEAR, Weights.QUADRATIC):
        assert kappa(near, SCALE, weights=weights).value > kappa(far, SCALE, weights=weights).value


def test_perfect_agreement_has_no_interval():
    found = kappa([("a", "a"), ("b", "b")], SCALE)
    assert (found.value, found.standard_error, found.ci_low) == (1.0, 0.0, None)
    assert "standard error" in found.reason


def test_one_category_throughout_leaves_kappa_undefined():
    found = agreement([("b", "b")] * 5, SCALE, ordered=True)
    assert (found.number, found.agreed, found.share) == (5, 5, 1.0)
    assert found.kappa.value is None
    assert "one and the same category" in found.kappa.reason
    assert found.weighted.value is None


def test_nothing_rated_by_both():
    found = agreement([], SCALE, ordered=False)
    assert (found.number, found.share, found.kappa.value) == (0, None, None)
    assert found.weighted is None


def test_a_rating_outside_the_scale_is_named():
    with pytest.raises(ValueError, match="'z' is not one of the ratings"):
        kappa([("a", "z")], SCALE)

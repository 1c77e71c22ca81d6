"""Trim and fill on funnels whose missing studies are known, and where it gives no answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evidence.synthesis.random_effects.pooling import pool
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.trim_and_fill import MissingCount, Side, trim_and_fill

#: A symmetric funnel around 1: pairs at the same distance and of the same variance.
OFFSETS = np.array([0.05, 0.1, 0.18, 0.27, 0.38, 0.5, 0.65, 0.85, 1.1, 1.4])
SPREAD = np.array([0.004, 0.006, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2, 0.3])
VALUES = np.concatenate((1 - OFFSETS[::-1], [1.0], 1 + OFFSETS))
VARIANCES = np.concatenate((SPREAD[::-1], [0.002], SPREAD))


@pytest.mark.parametrize("estimator", [MissingCount.L0, MissingCount.R0])
def test_nothing_is_missing_in_a_symmetric_funnel(estimator) -> None:
    found = trim_and_fill(VALUES, VARIANCES, side=Side.LEFT, estimator=estimator)
    assert found.missing == 0
    assert found.filled == ()
    assert found.pooling == pool(VALUES, VARIANCES, "common")


@pytest.mark.parametrize(
    ("estimator", "removed", "missing"), [("L0", 1, 1), ("L0", 2, 2), ("R0", 4, 3), ("Q0", 3, 3)]
)
def test_what_was_taken_from_the_left_is_filled_in_again(estimator, removed, missing) -> None:
    values, variances = VALUES[removed:], VARIANCES[removed:]
    found = trim_and_fill(values, variances, estimator=MissingCount(estimator))
    assert found.side is Side.LEFT
    assert found.missing == missing
    added = sorted(value for value, _ in found.filled)
    assert added == pytest.approx(VALUES[:missing], abs=0.02)
    assert sorted(variance for _, variance in found.filled) == sorted(VARIANCES[:missing])
    unfilled = pool(values, variances, "common").pooled.value
    assert 1 - 1e-9 <= found.pooling.pooled.value < unfilled


def test_the_test_of_r0_halves_with_each_missing_study() -> None:
    found = trim_and_fill(VALUES[4:], VARIANCES[4:], estimator=MissingCount.R0)
    assert found.p_value == 0.5**4
    assert found.missing_standard_error == pytest.approx(8**0.5)
    assert trim_and_fill(VALUES[4:], VARIANCES[4:]).p_value is None


hundredths = st.integers(-200, 200).map(lambda number: number / 100)
effects = st.lists(
    st.tuples(hundredths, st.integers(1, 99).map(lambda number: number / 100)),
    min_size=4,
    max_size=12,
    unique_by=lambda pair: pair[0],
).map(lambda pairs: (np.array([y for y, _ in pairs]), np.array([v for _, v in pairs])))


def filled(values, variances, **asked):
    try:
        return trim_and_fill(values, variances, **asked)
    except CannotComputeError:
        assume(False)
        raise


@settings(max_examples=50)
@given(effects, st.sampled_from(list(MissingCount)), st.sampled_from(["common", "DL"]))
def test_the_mirror_image_misses_the_same_on_the_other_side(data, estimator, method) -> None:
    values, variances = data
    left = filled(values, variances, estimator=estimator, method=method, side=Side.LEFT)
    right = filled(-values, variances, estimator=estimator, method=method, side=Side.RIGHT)
    assert right.missing == left.missing
    assert right.pooling.pooled.value == pytest.approx(-left.pooling.pooled.value)
    assert len(left.filled) == left.missing


@settings(max_examples=50)
@given(effects, st.sampled_from([1e-4, 2.0, 1e5]))
def test_the_unit_does_not_change_the_count(data, unit) -> None:
    values, variances = data
    one = filled(values, variances, method="DL", side=Side.LEFT)
    other = filled(values * unit, variances * unit**2, method="DL", side=Side.LEFT)
    # Ranks of effects at the same distance from the mean are decided by its last digit.
    assume(other.missing == one.missing)
    assert other.missing_standard_error == pytest.approx(one.missing_standard_error)
    assert other.pooling.pooled.value == pytest.approx(one.pooling.pooled.value * unit)


@settings(max_examples=50)
@given(effects)
def test_what_is_filled_in_mirrors_what_was_trimmed(data) -> None:
    values, variances = data
    found = filled(values, variances, side=Side.LEFT)
    assume(found.missing)
    largest = np.sort(values)[-found.missing :]
    centres = (largest + np.array([value for value, _ in found.filled])) / 2
    assert centres == pytest.approx(np.full(found.missing, centres[0]))


def test_q0_without_a_root_is_refused_with_the_reason() -> None:
    values = np.array([0.0, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5])
    variances = np.array([0.0001, 1, 1.1, 1.2, 1.3, 1.4, 1.5])
    with pytest.raises(CannotComputeError, match="ranks above the mean sum to 27 of 28") as refusal:
        trim_and_fill(values, variances, estimator=MissingCount.Q0, side=Side.LEFT)
    assert "use L0 or R0" in str(refusal.value)


def test_r0_without_a_study_below_the_mean_is_refused() -> None:
    with pytest.raises(CannotComputeError, match="no effect lies below the mean"):
        trim_and_fill(np.full(4, 0.3), [0.1, 0.2, 0.3, 0.4], estimator=MissingCount.R0)


@pytest.mark.parametrize(
    ("values", "variances", "asked", "reason"),
    [
        ([0.1, 0.4], [0.1, 0.2], {}, "at least 3"),
        ([0.1, 0.4, 0.2], [0.1, 0.2, 0.3], {"method": "XX"}, "unknown method"),
        ([0.1, 0.4, 0.2], [0.1, 0.1, 0.1], {}, "same precision"),
    ],
)
def test_what_cannot_be_filled_is_refused(values, variances, asked, reason) -> None:
    with pytest.raises(CannotComputeError, match=reason):
        trim_and_fill(values, variances, **asked)


def test_studies_of_one_precision_can_be_filled_on_a_named_side() -> None:
    assert trim_and_fill([0.1, 0.4, 0.2], [0.1, 0.1, 0.1], side=Side.LEFT).missing == 0

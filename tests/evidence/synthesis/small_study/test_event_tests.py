"""Tests of asymmetry for counts: both sides alike, and what each is made of."""

from __future__ import annotations

import numpy as np
import pytest

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.small_study.event_tests import (
    EventCounts,
    arcsine_test,
    deeks_test,
    harbord_test,
    peters_test,
    schwarzer_test,
)

COUNTS = EventCounts.of(
    [4, 12, 30, 2, 9, 55],
    [40, 80, 310, 22, 60, 500],
    [9, 20, 41, 6, 10, 60],
    [38, 85, 300, 25, 64, 510],
)
SWAPPED = EventCounts(
    COUNTS.comparator_events, COUNTS.comparator_total, COUNTS.events, COUNTS.total
)


def log_odds_ratios(counts: EventCounts):
    a, b = counts.events, counts.total - counts.events
    c, d = counts.comparator_events, counts.comparator_total - counts.comparator_events
    return np.log(a * d / (b * c))


@pytest.mark.parametrize("test", [harbord_test, schwarzer_test, arcsine_test])
def test_exchanging_the_arms_turns_the_sign(test) -> None:
    one, other = test(COUNTS), test(SWAPPED)
    assert other.statistic == pytest.approx(-one.statistic)
    assert other.p_value == pytest.approx(one.p_value)


@pytest.mark.parametrize("test", [peters_test, deeks_test])
def test_exchanging_the_arms_turns_the_sign_of_effects_too(test) -> None:
    one = test(log_odds_ratios(COUNTS), COUNTS)
    other = test(log_odds_ratios(SWAPPED), SWAPPED)
    assert other.statistic == pytest.approx(-one.statistic)


def test_harbords_test_is_of_z_over_root_v() -> None:
    """The published form: Z/√V regressed on √V without weights; its intercept is the bias."""
    n = COUNTS.both
    score = COUNTS.events - COUNTS.all_events * COUNTS.total / n
    information = (
        COUNTS.total * COUNTS.comparator_total * COUNTS.all_events * COUNTS.all_others
    ) / (n**2 * (n - 1))
    root = np.sqrt(information)
    design = np.column_stack((np.ones(6), root))
    coefficients, residual, *_ = np.linalg.lstsq(design, score / root)
    covariance = np.linalg.inv(design.T @ design) * residual / 4
    found = harbord_test(COUNTS)
    assert found.bias == pytest.approx(coefficients[0])
    assert found.bias_standard_error == pytest.approx(np.sqrt(covariance[0, 0]))


def test_equal_arms_make_both_forms_of_harbords_test_one() -> None:
    equal = EventCounts(COUNTS.events, COUNTS.total, COUNTS.comparator_events, COUNTS.total)
    one = harbord_test(equal, is_risk_ratio=True)
    other = harbord_test(equal, is_risk_ratio=True, assume_equal_arms=True)
    assert one.statistic == pytest.approx(other.statistic)
    unequal = EventCounts(
        COUNTS.events, COUNTS.total, COUNTS.comparator_events, 3 * COUNTS.comparator_total
    )
    one = harbord_test(unequal, is_risk_ratio=True)
    other = harbord_test(unequal, is_risk_ratio=True, assume_equal_arms=True)
    assert one.statistic != pytest.approx(other.statistic, rel=1e-3)


def test_studies_that_say_nothing_change_nothing() -> None:
    more = EventCounts.of(
        [*COUNTS.events, 0, 10],
        [*COUNTS.total, 20, 10],
        [*COUNTS.comparator_events, 0, 12],
        [*COUNTS.comparator_total, 25, 12],
    )
    for test in (harbord_test, schwarzer_test):
        assert test(more).statistic == pytest.approx(test(COUNTS).statistic)
        assert test(more).studies == 6
    assert arcsine_test(more).studies == 8


def test_events_in_one_arm_alone_are_corrected_for_the_odds_ratio() -> None:
    one_sided = EventCounts.of([0, 0, 0, 0], [20, 30, 50, 40], [3, 2, 6, 1], [20, 31, 52, 39])
    assert 0 <= schwarzer_test(one_sided).p_value <= 1
    with pytest.raises(CannotComputeError, match="0 or infinite"):
        schwarzer_test(one_sided, correction=0)


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        (([1, 2], [10, 10, 10], [1, 2, 3], [9, 9, 9]), "of both arms"),
        (([1, 2, 11], [10, 10, 10], [1, 2, 3], [9, 9, 9]), "between 0"),
        (([1, 2, -1], [10, 10, 10], [1, 2, 3], [9, 9, 9]), "between 0"),
        (([1, 2, 3], [10, 10, 0], [1, 2, 3], [9, 9, 9]), "between 0"),
        (([1, 2, float("nan")], [10, 10, 10], [1, 2, 3], [9, 9, 9]), "between 0"),
    ],
)
def test_impossible_counts_are_refused(counts, reason) -> None:
    with pytest.raises(CannotComputeError, match=reason):
        EventCounts.of(*counts)


def test_too_few_studies_and_broken_people_are_refused() -> None:
    two = EventCounts.of([1, 2], [10, 10], [2, 3], [11, 11])
    for test in (harbord_test, schwarzer_test, arcsine_test):
        with pytest.raises(CannotComputeError, match="at least 3"):
            test(two)
    halves = EventCounts.of([1.5, 2, 3], [10, 10, 10], [2, 3, 4], [11, 11, 11])
    with pytest.raises(CannotComputeError, match="whole numbers"):
        schwarzer_test(halves)
    with pytest.raises(CannotComputeError, match="a finite effect"):
        peters_test([0.1, 0.2], COUNTS)

"""Distributions matched to five-number summaries."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import gammaincinv, ndtri

from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.five_numbers import FiveNumbers
from evidence.synthesis.study_tables.quantile_matching import matched_distribution

SHARES = (0.01, 0.25, 0.5, 0.75, 0.99)


def summary(quantile) -> FiveNumbers:
    low, lower, median, upper, high = (float(quantile(share)) for share in SHARES)
    return FiveNumbers(median, 100, low, lower, upper, high)


def test_the_authors_own_example() -> None:
    """Median 4, range 2 to 9 of 100 people: estmeansd prints 4.347284 and 1.502171."""
    found = matched_distribution(FiveNumbers(4, 100, minimum=2, maximum=9))
    assert found.family == "log-normal"
    assert found.mean == pytest.approx(4.347284, rel=1e-5)
    assert found.sd == pytest.approx(1.502171, rel=1e-5)


@pytest.mark.parametrize(
    ("family", "quantile", "mean", "sd"),
    [
        ("normal", lambda share: 50 + 9 * ndtri(share), 50, 9),
        (
            "log-normal",
            lambda share: math.exp(2.5 + 0.6 * ndtri(share)),
            math.exp(2.5 + 0.18),
            math.exp(2.5 + 0.18) * math.sqrt(math.expm1(0.36)),
        ),
        ("gamma", lambda share: 3 * gammaincinv(2.0, share), 6, math.sqrt(18)),
        (
            "weibull",
            lambda share: 7 * (-math.log1p(-share)) ** 0.5,
            7 * math.sqrt(math.pi) / 2,
            7 * math.sqrt(1 - math.pi / 4),
        ),
    ],
)
def test_exact_quantiles_give_the_distribution_back(family, quantile, mean, sd) -> None:
    found = matched_distribution(summary(quantile))
    assert found.family == family
    assert found.distance == pytest.approx(0, abs=1e-6 * mean)
    assert found.mean == pytest.approx(mean, rel=1e-6)
    assert found.sd == pytest.approx(sd, rel=1e-5)


@settings(deadline=None, max_examples=15)
@given(st.floats(1e-6, 1e6))
def test_the_unit_does_not_matter(unit) -> None:
    one = matched_distribution(FiveNumbers(6, 40, 2, 4, 10, 30))
    other = matched_distribution(
        FiveNumbers(6 * unit, 40, 2 * unit, 4 * unit, 10 * unit, 30 * unit)
    )
    assert other.family == one.family
    assert other.mean == pytest.approx(one.mean * unit, rel=1e-6)
    assert other.sd == pytest.approx(one.sd * unit, rel=1e-6)


def test_numbers_that_are_not_positive_are_matched_by_the_normal_distribution() -> None:
    found = matched_distribution(FiveNumbers(0, 100, minimum=-2, maximum=9))
    assert found.family == "normal"
    assert found.mean == pytest.approx(7 / 3)


@pytest.mark.parametrize(
    "numbers",
    [
        FiveNumbers(5, 20, lower_quartile=5, upper_quartile=5),
        FiveNumbers(5, 2, minimum=4, maximum=7),
        FiveNumbers(5, 20),
    ],
)
def test_summaries_without_a_distribution_are_refused(numbers) -> None:
    with pytest.raises(CannotComputeError):
        matched_distribution(numbers)

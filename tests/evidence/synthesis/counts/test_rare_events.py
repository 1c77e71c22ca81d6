"""Logistic mixed models against integrals taken another way."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import minimize_scalar
from scipy.special import expit

from evidence.synthesis.counts.rare_events import (
    OddsRatioModel,
    pooled_odds_ratio,
    pooled_proportion,
)
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.study_tables.study_table import EventTable, ProportionTable

RARE = [
    EventTable(1, 44, 3, 35),
    EventTable(2, 208, 9, 195),
    EventTable(0, 130, 7, 136),
    EventTable(5, 151, 6, 157),
    EventTable(1, 98, 4, 139),
    EventTable(4, 60, 1, 58),
]
ALIKE = [EventTable(10, 100, 20, 100), EventTable(11, 110, 22, 110), EventTable(5, 50, 10, 50)]


def log_likelihood(tables, value, between) -> float:
    """The profile log-likelihood with baselines of each study's own, by adaptive integration."""
    total = 0.0
    for table in tables:
        a, b, c, d = table.cells

        def negative(baseline, cells=(a, b, c, d)) -> float:
            a, b, c, d = cells

            def integrand(u) -> float:
                one, two = expit(baseline + value + u / 2), expit(baseline - u / 2)
                logs = (
                    a * math.log(one)
                    + b * math.log(1 - one)
                    + c * math.log(two)
                    + d * math.log(1 - two)
                    + math.lgamma(a + b + 1)
                    - math.lgamma(a + 1)
                    - math.lgamma(b + 1)
                    + math.lgamma(c + d + 1)
                    - math.lgamma(c + 1)
                    - math.lgamma(d + 1)
                )
                return math.exp(logs - u * u / (2 * between)) / math.sqrt(2 * math.pi * between)

            reach = 8 * math.sqrt(between)
            return -math.log(quad(integrand, -reach, reach, epsabs=0, epsrel=1e-10)[0])

        total -= minimize_scalar(negative, bracket=(-4, -2), options={"xtol": 1e-9}).fun
    return total


def test_the_maximum_is_one_by_another_way_of_integrating() -> None:
    found = pooled_odds_ratio(RARE)
    value, between = found.value, found.between_study_variance
    best = log_likelihood(RARE, value, between)
    assert found.log_likelihood == pytest.approx(best, abs=1e-8)
    for step in (-0.02, 0.02):
        assert log_likelihood(RARE, value + step, between) < best
        assert log_likelihood(RARE, value, between * (1 + step)) < best


@pytest.mark.parametrize("model", OddsRatioModel)
def test_equal_studies_have_no_variance_between_them(model) -> None:
    found = pooled_odds_ratio(ALIKE, model)
    assert found.between_study_variance == 0
    assert found.i_squared == 0
    expected = math.log(1 / 9 / (2 / 8))
    if model is OddsRatioModel.CONDITIONAL:
        expected = math.log(0.5)
    assert found.value == pytest.approx(expected, abs=1e-6)
    assert found.likelihood_ratio_test is not None
    assert found.likelihood_ratio_test.statistic == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("model", OddsRatioModel)
def test_order_and_arms_do_not_matter(model) -> None:
    one = pooled_odds_ratio(RARE, model)
    other = pooled_odds_ratio(RARE[::-1], model)
    assert other.value == pytest.approx(one.value, rel=1e-7)
    assert other.standard_error == pytest.approx(one.standard_error, rel=1e-6)
    exchanged = [
        EventTable(each.comparator_events, each.comparator_total, each.events, each.total)
        for each in RARE
    ]
    turned = pooled_odds_ratio(exchanged, model)
    if model is not OddsRatioModel.RANDOM_STUDIES:
        assert turned.value == pytest.approx(-one.value, rel=1e-6)
        assert turned.between_study_variance == pytest.approx(
            one.between_study_variance, rel=1e-5, abs=1e-8
        )


def test_studies_without_contrast_are_left_out() -> None:
    more = pooled_odds_ratio([*RARE, EventTable(0, 118, 0, 105)])
    assert more.studies == len(RARE)
    assert more.value == pytest.approx(pooled_odds_ratio(RARE).value, rel=1e-12)


def test_proportions_of_one_probability() -> None:
    found = pooled_proportion([ProportionTable(5, 50), ProportionTable(10, 100)])
    assert found.value == pytest.approx(math.log(1 / 9), abs=1e-7)
    assert found.standard_error == pytest.approx(1 / math.sqrt(150 * 0.09), rel=1e-6)
    assert found.between_study_variance == 0


def test_a_wide_spread_of_proportions_is_found() -> None:
    random = np.random.default_rng(7)
    totals = random.integers(50, 200, 60)
    shares = expit(-1.0 + 1.2 * random.standard_normal(60))
    tables = [
        ProportionTable(float(events), float(total))
        for events, total in zip(random.binomial(totals, shares), totals, strict=True)
    ]
    found = pooled_proportion(tables)
    assert found.value == pytest.approx(-1.0, abs=4 * found.standard_error)
    assert math.sqrt(found.between_study_variance) == pytest.approx(1.2, abs=0.4)


def test_likelihoods_without_a_maximum_are_refused() -> None:
    with pytest.raises(CannotComputeError, match="two studies"):
        pooled_odds_ratio([EventTable(1, 10, 2, 10), EventTable(0, 10, 0, 10)])
    with pytest.raises(CannotComputeError, match="an arm has no events"):
        pooled_odds_ratio([EventTable(0, 10, 2, 10), EventTable(0, 10, 3, 10)])
    with pytest.raises(CannotComputeError, match="nobody or everybody"):
        pooled_proportion([ProportionTable(0, 10), ProportionTable(0, 20)])
    with pytest.raises(CannotComputeError, match="two studies"):
        pooled_proportion([ProportionTable(3, 10)])
    with pytest.raises(CannotComputeError):
        pooled_odds_ratio(
            [EventTable(273, 500, 0, 500), EventTable(0, 500, 22, 500)], OddsRatioModel.CONDITIONAL
        )

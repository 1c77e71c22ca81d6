"""Absolute effects against published summaries of findings, and the way back."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.grading.absolute_effects.absolute_effect import (
    AbsoluteEffect,
    absolute_effect,
    gives_risks,
    mean_effect,
    number_needed,
    relative_effect,
)
from evidence.model.synthesis import PooledEffect
from evidence.synthesis.refusal import CannotComputeError

MEASURES = ("RR", "OR", "PETO", "HR", "RD")


def pooled(value: float, low: float, high: float) -> PooledEffect:
    return PooledEffect("common", value, 0.1, low, high, 0.5)


def ratio(value: float, low: float, high: float) -> PooledEffect:
    return pooled(math.log(value), math.log(low), math.log(high))


# Compression stockings on long flights (Cochrane Handbook 5.1, figure 11.5.a), and stockings
# after thrombosis (Chest 2012;141(2 Suppl):e419S, tables 24 and 25, per 1,000).
@pytest.mark.parametrize(
    ("interval", "baseline", "risks"),
    [
        ((0.10, 0.04, 0.26), 10, (1, 0, 3)),
        ((0.10, 0.04, 0.26), 30, (3, 1, 8)),
        ((0.45, 0.18, 1.13), 13, (6, 2, 15)),
    ],
)
def test_risks_are_those_that_were_published(
    interval: tuple[float, float, float], baseline: int, risks: tuple[int, int, int]
) -> None:
    found = absolute_effect("RR", ratio(*interval), baseline / 1000)
    assert tuple(round(1000 * each) for each in (found.risk, found.risk_low, found.risk_high)) == (
        risks
    )


@pytest.mark.parametrize(
    ("interval", "baseline", "differences"),
    [
        ((0.46, 0.34, 0.63), 479, (-259, -316, -177)),
        ((1.01, 0.61, 1.67), 210, (2, -82, 141)),
        ((0.96, 0.70, 1.31), 579, (-23, -174, 179)),
    ],
)
def test_differences_are_those_that_were_published(
    interval: tuple[float, float, float], baseline: int, differences: tuple[int, int, int]
) -> None:
    found = absolute_effect("RR", ratio(*interval), baseline / 1000)
    ends = (found.difference, found.difference_low, found.difference_high)
    assert tuple(round(1000 * each) for each in ends) == differences


def test_an_odds_ratio_and_a_hazard_ratio_by_hand() -> None:
    # Odds of 0.25 halved are 0.125, a risk of 1 in 9.
    assert absolute_effect("OR", ratio(0.5, 0.5, 0.5), 0.2).risk == pytest.approx(1 / 9)
    # Of 64 % without the event under half the hazard, the square root: 80 %.
    assert absolute_effect("HR", ratio(0.5, 0.5, 0.5), 0.36).risk == pytest.approx(0.2)
    assert absolute_effect("RD", pooled(-0.05, -0.1, 0.0), 0.2).risk == pytest.approx(0.15)


def test_a_risk_beyond_one_is_shown_as_one_with_a_note() -> None:
    found = absolute_effect("RR", ratio(3, 2, 4), 0.4)
    assert [found.risk, found.risk_low, found.risk_high] == pytest.approx([1.0, 0.8, 1.0])
    assert found.notes


@pytest.mark.parametrize(
    ("measure", "risk", "told"),
    [("MD", 0.2, "compares no risks"), ("RR", 0.0, "not between"), ("RR", 1.2, "not between")],
)
def test_what_gives_no_risk_is_refused(measure: str, risk: float, told: str) -> None:
    assert gives_risks("RR")
    assert not gives_risks("MD")
    with pytest.raises(CannotComputeError, match=told):
        absolute_effect(measure, ratio(0.5, 0.4, 0.6), risk)


def test_a_ratio_beyond_all_numbers_is_refused() -> None:
    with pytest.raises(CannotComputeError, match="too large"):
        absolute_effect("RR", pooled(1.0, 0.0, 1e6), 0.1)


@given(st.sampled_from(MEASURES), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_there_and_back(measure: str, baseline: float, risk: float) -> None:
    value = relative_effect(measure, baseline, risk)
    found = absolute_effect(measure, pooled(value, value, value), baseline)
    assert found.risk == pytest.approx(risk, abs=1e-9)


@given(st.sampled_from(MEASURES), st.floats(0.01, 0.99), st.floats(-0.5, 1.5), st.floats(0, 0.5))
def test_the_relative_effect_rises_with_the_risk(
    measure: str, baseline: float, risk: float, more: float
) -> None:
    assert relative_effect(measure, baseline, risk) <= relative_effect(
        measure, baseline, risk + more
    )


class TestNumberNeeded:
    def effect(self, risk: float, low: float, high: float) -> AbsoluteEffect:
        return AbsoluteEffect(0.2, risk, low, high)

    def test_a_clear_benefit(self) -> None:
        found = number_needed(self.effect(0.15, 0.10, 0.18), "lower")
        assert (found.number, found.helps, found.benefit, found.harm) == (20, True, (10, 50), None)

    def test_a_clear_harm_of_more_events(self) -> None:
        found = number_needed(self.effect(0.25, 0.22, 0.30), "lower")
        assert (found.number, found.helps, found.benefit, found.harm) == (20, False, None, (10, 50))
        assert number_needed(self.effect(0.25, 0.22, 0.30), "higher").helps

    def test_an_interval_with_no_effect_runs_through_infinity(self) -> None:
        # Altman 1998: NNTB 10 to infinity to NNTH 50.
        found = number_needed(self.effect(0.18, 0.10, 0.22), "lower")
        assert (found.benefit, found.harm) == ((10, None), (50, None))

    def test_no_difference_has_no_number(self) -> None:
        assert number_needed(self.effect(0.2, 0.2, 0.2), "lower").number is None

    def test_a_part_of_a_person_is_rounded_up(self) -> None:
        assert number_needed(self.effect(0.17, 0.17, 0.17), "lower").number == 34


class TestMeans:
    def test_a_mean_difference_stays(self) -> None:
        found = mean_effect("MD", pooled(-4.7, -4.9, -4.5), instrument="points of oedema")
        assert (found.difference, found.unit) == (-4.7, "points of oedema")

    def test_a_standardised_difference_in_points(self) -> None:
        found = mean_effect(
            "SMD", pooled(-0.5, -0.8, -0.2), baseline_sd=8.0, instrument="Hamilton scale"
        )
        assert [found.difference, found.low] == pytest.approx([-4.0, -6.4])
        assert found.unit == "Hamilton scale"
        assert found.notes

    def test_without_a_deviation_it_stays_in_deviations(self) -> None:
        assert mean_effect("SMD", pooled(-0.5, -0.8, -0.2)).unit == "standard deviations"

    def test_a_ratio_is_no_mean(self) -> None:
        with pytest.raises(CannotComputeError):
            mean_effect("RR", pooled(0, 0, 0))

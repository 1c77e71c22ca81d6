"""What can be recovered from other printed numbers, and what is refused."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr

from evidence.synthesis.effects.event_effects import EVENT_EFFECTS
from evidence.synthesis.effects.proportion_interval import ProportionInterval, proportion_interval
from evidence.synthesis.effects.published_effect import effect_of_published, log_hazard_ratio
from evidence.synthesis.effects.revman import mantel_haenszel_risk_difference, revman_effect
from evidence.synthesis.measure import MEASURES
from evidence.synthesis.refusal import CannotComputeError
from evidence.synthesis.scale import Scale
from evidence.synthesis.study_tables.five_numbers import FiveNumbers, mean_and_sd, skewness
from evidence.synthesis.study_tables.reconstructed_table import table_of_odds_ratio
from evidence.synthesis.study_tables.study_table import (
    EventTable,
    LogRankTable,
    ProportionTable,
    PublishedEstimate,
)


@settings(deadline=None)
@given(st.floats(0.05, 20), st.floats(0.01, 2))
def test_every_mark_of_precision_gives_the_same_standard_error(ratio, error) -> None:
    value = math.log(ratio)
    reach = 1.959963984540054 * error
    z = value / error
    marks = [
        {"standard_error": error},
        {"ci_low": math.exp(value - reach), "ci_high": math.exp(value + reach)},
    ]
    if 0.01 < abs(z) < 5:
        marks += [{"z": z}, {"p_value": 2 * float(ndtr(-abs(z)))}]
    for mark in marks:
        found = effect_of_published(PublishedEstimate(ratio, **mark), Scale.LOG)
        assert found.value == pytest.approx(value, abs=1e-12)
        assert found.standard_error == pytest.approx(error, rel=1e-8)


@pytest.mark.parametrize(
    ("estimate", "reason"),
    [
        (PublishedEstimate(), "neither a value nor an interval"),
        (PublishedEstimate(0.5), "no standard error, interval, p value or z"),
        (PublishedEstimate(0.5, ci_low=0.7, ci_high=0.6), "lower end"),
        (PublishedEstimate(0.5, p_value=0.0), "p value of 0 or 1"),
        (PublishedEstimate(1.0, p_value=0.4), "at no effect"),
        (PublishedEstimate(-0.5, standard_error=0.1), "no log transformation"),
        (PublishedEstimate(0.5, standard_error=0.0), "not positive"),
        (PublishedEstimate(0.5, ci_low=0.2, ci_high=0.9, ci_level=95), "level"),
        (PublishedEstimate(math.inf, standard_error=0.1), "not finite"),
    ],
)
def test_estimates_without_precision_are_refused(estimate, reason) -> None:
    with pytest.raises(CannotComputeError, match=reason):
        effect_of_published(estimate, Scale.LOG)


def test_hazard_ratio_of_observed_minus_expected() -> None:
    found = log_hazard_ratio(LogRankTable(-8, 20))
    assert found.value == pytest.approx(-0.4)
    assert found.variance == pytest.approx(0.05)


@settings(deadline=None)
@given(st.floats(0.05, 20), st.integers(2, 200), st.integers(2, 200), st.data())
def test_a_table_has_the_odds_ratio_and_the_margins_it_was_made_of(ratio, n1, n2, data) -> None:
    events = data.draw(st.integers(1, n1 + n2 - 1))
    table = table_of_odds_ratio(ratio, n1 + n2, n1, events, rounds=False)
    assert min(table.cells) >= -1e-9 * (n1 + n2)
    assert table.events + table.comparator_events == pytest.approx(events)
    if min(table.cells) > 1e-6:
        assert EVENT_EFFECTS["OR"](table).value == pytest.approx(math.log(ratio), abs=1e-6)


def test_margins_that_do_not_fit_are_refused() -> None:
    for numbers in ((2.0, 100, 100, 10), (2.0, 100, 40, 120), (-1.0, 100, 40, 10)):
        with pytest.raises(CannotComputeError):
            table_of_odds_ratio(*numbers)


@settings(deadline=None)
@given(
    st.lists(st.floats(-50, 50), min_size=5, max_size=5).map(sorted),
    st.integers(5, 500),
    st.floats(0.01, 100),
    st.floats(-100, 100),
)
def test_mean_and_sd_follow_unit_and_shift(parts, total, unit, shift) -> None:
    low, lower, median, upper, high = parts
    one = mean_and_sd(FiveNumbers(median, total, low, lower, upper, high))
    moved = [part * unit + shift for part in parts]
    other = mean_and_sd(FiveNumbers(moved[2], total, moved[0], moved[1], moved[3], moved[4]))
    assert other.mean == pytest.approx(one.mean * unit + shift, abs=1e-7 * (1 + unit))
    assert other.sd == pytest.approx(one.sd * unit, abs=1e-7 * (1 + unit))
    assert low - 1e-9 <= one.mean <= high + 1e-9


def test_symmetric_summaries_have_their_median_as_mean() -> None:
    assert mean_and_sd(FiveNumbers(5, 60, lower_quartile=3, upper_quartile=7)).mean == 5
    # Quartiles of a normal distribution lie 0.6745 standard deviations out.
    found = mean_and_sd(FiveNumbers(0, 10**6, lower_quartile=-0.6744898, upper_quartile=0.6744898))
    assert found.sd == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize(
    "numbers",
    [
        FiveNumbers(5, 60),
        FiveNumbers(5, 60, minimum=1),
        FiveNumbers(5, 1, minimum=1, maximum=9),
        FiveNumbers(5, 60, lower_quartile=6, upper_quartile=7),
        FiveNumbers(math.nan, 60, minimum=1, maximum=9),
    ],
)
def test_summaries_that_no_sample_has_are_refused(numbers) -> None:
    with pytest.raises(CannotComputeError):
        mean_and_sd(numbers)


@pytest.mark.parametrize("known", ["range", "quartiles", "all"])
def test_the_test_of_skewness_keeps_its_level_and_finds_skewed_samples(known) -> None:
    random = np.random.default_rng(3)

    def share(samples) -> float:
        low, lower, median, upper, high = np.quantile(samples, (0, 0.25, 0.5, 0.75, 1), axis=1)
        found = []
        for row in zip(low, lower, median, upper, high, strict=True):
            parts = {
                "range": {"minimum": row[0], "maximum": row[4]},
                "quartiles": {"lower_quartile": row[1], "upper_quartile": row[3]},
            }
            chosen = {**parts["range"], **parts["quartiles"]} if known == "all" else parts[known]
            numbers = FiveNumbers(median=row[2], total=samples.shape[1], **chosen)
            found.append(skewness(numbers).is_beyond_chance)
        return float(np.mean(found))

    normal = random.standard_normal((2000, 101))
    assert share(normal) == pytest.approx(0.05, abs=0.02)
    assert share(np.exp(normal[:300])) > 0.5


def test_a_summary_without_spread_has_no_skewness() -> None:
    with pytest.raises(CannotComputeError, match="without spread"):
        skewness(FiveNumbers(5, 20, lower_quartile=5, upper_quartile=5))


@pytest.mark.parametrize("method", ProportionInterval)
@settings(deadline=None)
@given(total=st.integers(1, 400), data=st.data())
def test_intervals_of_proportions_hold_theirs_and_mirror(method, total, data) -> None:
    events = data.draw(st.integers(0, total))
    low, high = proportion_interval(ProportionTable(events, total), method)
    assert 0 <= low <= events / total <= high <= 1
    mirrored = proportion_interval(ProportionTable(total - events, total), method)
    assert mirrored == (pytest.approx(1 - high, abs=1e-9), pytest.approx(1 - low, abs=1e-9))


def test_newcombes_examples() -> None:
    """Table I of Newcombe 1998, 81/263 and 15/148."""
    for events, total, wilson, exact in (
        (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
        (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
    ):
        table = ProportionTable(events, total)
        assert proportion_interval(table) == pytest.approx(wilson, abs=5e-5)
        assert proportion_interval(table, ProportionInterval.CLOPPER_PEARSON) == pytest.approx(
            exact, abs=5e-5
        )


def test_revman_differs_only_where_a_cell_is_empty() -> None:
    whole = EventTable(3, 20, 6, 22)
    for measure in ("RR", "OR", "RD"):
        assert revman_effect(MEASURES[measure], whole) == EVENT_EFFECTS[measure](whole)
    empty = EventTable(0, 116, 3, 117)
    assert revman_effect(MEASURES["RR"], empty).value == pytest.approx(
        math.log((0.5 / 116.5) / (3.5 / 117.5))
    )
    assert revman_effect(MEASURES["RD"], empty).value == pytest.approx(-3 / 117)
    with pytest.raises(CannotComputeError, match="nothing about a ratio"):
        revman_effect(MEASURES["OR"], EventTable(0, 10, 0, 10))
    everybody = revman_effect(MEASURES["RR"], EventTable(10, 10, 12, 12))
    assert everybody.value == 0
    assert everybody.variance == pytest.approx(1 / 10 - 1 / 10.5 + 1 / 12 - 1 / 12.5)
    with pytest.raises(CannotComputeError, match="no studies"):
        mantel_haenszel_risk_difference([])
    assert mantel_haenszel_risk_difference([whole]).value == pytest.approx(3 / 20 - 6 / 22)

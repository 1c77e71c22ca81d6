"""GRIM, GRIMMER and DEBIT against published cases and against all data there are."""

from __future__ import annotations

import math
from itertools import combinations_with_replacement
from statistics import fmean, pstdev, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.audit.whole_numbers import (
    binary_sd_is_possible,
    nearest_means,
    possible_sums,
    sd_is_possible,
    share_caught,
)

#: Means and numbers of people of the demonstration data of the R package scrutiny, with what GRIM
#: says of them there.
SCRUTINY = [(7.22, 32, True), (4.74, 25, False), (5.23, 29, False), (2.57, 24, False)]


@pytest.mark.parametrize(("mean", "people", "possible"), SCRUTINY)
def test_published_means(mean: float, people: int, possible: bool) -> None:
    assert bool(possible_sums(mean, people)) is possible


@pytest.mark.parametrize(("mean", "people", "total"), [(8.96, 30, 269), (5.27, 43, 227)])
def test_means_that_only_cutting_off_explains_pass(mean: float, people: int, total: int) -> None:
    """Both are impossible for tests that allow rounding alone."""
    assert list(possible_sums(mean, people)) == [total]
    assert round(total / people, 2) != mean
    assert math.floor(100 * total / people) / 100 == mean


def test_an_impossible_mean_has_neighbours() -> None:
    assert list(possible_sums(3.47, 20)) == []
    assert nearest_means(3.47, 20) == (3.45, 3.5)


@pytest.mark.parametrize(
    ("mean", "people", "share"),
    [(3.47, 10, 0.9), (3.47, 20, 0.8), (3.47, 50, 0.5), (3.47, 67, 0.0), (3.5, 10, 0.0)],
)
def test_the_share_of_invented_means_that_is_found(mean: float, people: int, share: float) -> None:
    """Of 20 people only means that end in 5 or 0 are possible."""
    assert share_caught(mean, people) == pytest.approx(share)


@pytest.mark.parametrize("sd", [0.18, 0.11])
def test_published_spreads_of_zeros_and_ones(sd: float) -> None:
    assert not binary_sd_is_possible(0.35, sd, 20)
    assert binary_sd_is_possible(0.35, 0.49, 20)


def test_spreads_of_whole_numbers() -> None:
    """Mean 3.44 and SD 2.47 of 18 people, Allard's example, is possible when cut off from 2.479."""
    assert possible_sums(3.44, 18)
    assert sd_is_possible(3.44, 2.47, 18)
    assert not sd_is_possible(3.45, 2.12, 20)


@pytest.mark.parametrize("people", [2, 3, 5, 7])
def test_no_sample_of_small_whole_numbers_is_called_impossible(people: int) -> None:
    for values in combinations_with_replacement(range(5), people):
        for spread in (stdev, pstdev):
            mean, sd = round(fmean(values), 2), round(spread(values), 2)
            assert possible_sums(mean, people)
            assert sd_is_possible(mean, sd, people), values


def test_what_passes_for_few_people_is_nearly_always_some_sample() -> None:
    """Of all printed pairs for five people from 0 to 4, the test lets few through that are none."""
    people = 5
    real = {
        (round(fmean(values), 1), round(stdev(values), 2))
        for values in combinations_with_replacement(range(5), people)
    }
    pairs = [(m / 10, s / 100) for m in range(0, 41, 2) for s in range(1, 225)]
    passed = [pair for pair in pairs if sd_is_possible(*pair, people)]
    assert {pair for pair in real if pair[1] > 0} <= set(passed)
    assert len(passed) < 0.45 * len(pairs)


@settings(max_examples=200, deadline=None)
@given(
    values=st.lists(
        st.lists(st.integers(-30, 30), min_size=3, max_size=3), min_size=2, max_size=40
    ),
    places=st.integers(0, 3),
    summed=st.booleans(),
    cut=st.booleans(),
)
def test_scores_of_several_items_always_pass(
    values: list[list[int]], places: int, summed: bool, cut: bool
) -> None:
    scores = [sum(each) if summed else sum(each) / 3 for each in values]

    def shown(number: float) -> float:
        unit = 10.0**places
        return math.trunc(round(number * unit, 9)) / unit if cut else round(number, places)

    mean, sd = shown(fmean(scores)), shown(stdev(scores))
    assert possible_sums(mean, 3 * len(scores))
    assert sd_is_possible(mean, sd, len(scores), 3)

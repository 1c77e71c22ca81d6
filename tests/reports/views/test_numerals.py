"""Numbers as they are printed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.views import numerals


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.334, "0.33"),
        (-0.18, "−0.18"),
        (-0.001, "0.00"),
        (12.34, "12.3"),
        (123.4, "123"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "not a number"),
    ],
)
def test_decimals_have_a_true_minus_sign_and_no_negative_zero(value, shown):
    assert numerals.decimal(value) == shown


def test_a_ratio_never_reads_as_zero():
    assert numerals.ratio(0.001) == "<0.01"
    assert numerals.estimate(-1000.0, is_ratio=True) == "0.00"
    assert numerals.estimate(1000.0, is_ratio=True) == "∞"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0004, "p < 0.001"), (0.003, "p = 0.003"), (0.049, "p = 0.049"), (0.4, "p = 0.40")],
)
def test_p_values_keep_the_decimals_that_matter(value, shown):
    assert numerals.p_value(value).replace("\u00a0", " ") == shown


def test_an_effect_is_printed_with_its_interval():
    shown = numerals.effect("RR", math.log(0.333), math.log(0.16), math.log(0.7), is_ratio=True)
    assert shown.replace("\u00a0", " ") == "RR 0.33 (95 % CI 0.16 to 0.70)"
    shown = numerals.effect("MD", -0.18, -0.84, 0.49, is_ratio=False)
    assert shown.replace("\u00a0", " ") == "MD −0.18 (95 % CI −0.84 to 0.49)"


def test_differences_in_risk_keep_the_decimal_that_tells_them_from_nothing():
    shown = numerals.effect("RD", -0.0071, -0.0101, -0.0042, is_ratio=False)
    assert shown.replace("\u00a0", " ") == "RD −0.007 (95 % CI −0.010 to −0.004)"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0.00"), (0.0014, "0.0014"), (0.31, "0.31"), (685.2, "685")]
)
def test_a_variance_does_not_read_as_zero_when_it_is_not(value, shown):
    assert numerals.variance(value) == shown


def test_a_ratio_beyond_imagination_is_a_bound():
    assert numerals.estimate(18.7, is_ratio=True) == ">10,000"
    assert numerals.ratio(1919.6) == "1920"


@pytest.mark.parametrize(("change", "shown"), [(-2, "−2"), (0, "0"), (1, "+1")])
def test_changes_in_levels_carry_their_sign(change, shown):
    assert numerals.signed(change) == shown


def test_nouns_follow_their_numbers():
    assert numerals.counted(1, "trial") == "1\u00a0trial"
    assert numerals.counted(1204, "person", "people") == "1,204\u00a0people"


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_no_number_is_printed_with_a_hyphen(value):
    assert "-" not in numerals.decimal(value)
    assert "-" not in numerals.estimate(value, is_ratio=True) or math.isnan(value)

"""A number with a final zero is the same number, and still knows how it was written."""

from __future__ import annotations

import copy
import json
import pickle

import numpy as np
import pytest

from evidence.model.study import Arm, ArmRole
from evidence.model.written_number import WrittenNumber, decimals, number_of, written
from references.source import Location

PLACE = Location("studies.yaml")


@pytest.mark.parametrize(
    ("text", "number", "places"),
    [
        ("3.50", 3.5, 2),
        ("-3.50", -3.5, 2),
        ("+0.050", 0.05, 3),
        (".10", 0.1, 2),
        ("0.00", 0.0, 2),
        (" 3.50 ", 3.5, 2),
        ("3.5", 3.5, 1),
        ("3", 3.0, 0),
        ("30", 30.0, 0),
        ("3.0", 3.0, 0),
        ("3.", 3.0, 0),
        ("1e3", 1000.0, 0),
        ("1.50e0", 1.5, 1),
        ("-12", -12.0, 0),
    ],
)
def test_final_zeros_count_where_two_decimals_or_more_are_written(
    text: str, number: float, places: int
) -> None:
    assert number_of(text) == number
    assert decimals(number_of(text)) == places


def test_it_is_the_number_it_stands_for() -> None:
    number = number_of("3.50")
    assert (number, hash(number)) == (3.5, hash(3.5))
    assert {3.5: "same"}[number] == "same"
    assert Arm(ArmRole.OTHER, PLACE, mean=number) == Arm(ArmRole.OTHER, PLACE, mean=3.5)
    assert json.dumps([number]) == "[3.5]"
    assert f"{number} {number!r} {number:g}" == "3.5 3.5 3.5"
    assert np.array([number, 1]).dtype == np.float64


def test_what_is_computed_of_it_is_a_plain_number() -> None:
    number = number_of("3.50")
    assert [type(each) for each in (number + 0, -number, abs(number), 2 * number)] == [float] * 4


@pytest.mark.parametrize(
    "make", [copy.copy, copy.deepcopy, lambda n: pickle.loads(pickle.dumps(n))]
)
def test_copies_know_it_too(make) -> None:
    made = make(number_of("-3.50"))
    assert isinstance(made, WrittenNumber)
    assert (made, written(made), decimals(made)) == (-3.5, "-3.50", 2)


@pytest.mark.parametrize("text", ["3.50", "-0.10", "3.5", "25", "1e-05", "0.333333333333333"])
def test_a_number_is_written_as_it_was_read(text: str) -> None:
    assert written(number_of(text)) == text

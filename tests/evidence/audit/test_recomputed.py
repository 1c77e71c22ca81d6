"""Recomputed z values and what the STU rules make of them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.assessment import assess
from evidence.audit.example import example
from evidence.audit.printed import Range, half_unit
from evidence.audit.recomputed import printed_z, table_of, z_of_estimate, z_of_table
from evidence.audit.runner import audit
from evidence.model.study import Arm, ArmRole, Estimate, Outcome
from evidence.synthesis.effects.effect_sizes import EventTable
from evidence.workspace.load import load_files
from references.source import Location

PLACE = Location("studies.yaml")


def found(code: str, **outcome: str) -> list[str]:
    lines = "".join(f"        {key}: {value}\n" for key, value in outcome.items())
    files = example(
        studies="studies:\n  - id: s\n    references: [k]\n    design: randomised-trial\n"
        f"    outcomes:\n      o:\n{lines}"
    )
    result = audit(assess(load_files(files)))
    assert not result.invalid_input
    return [item.message for item in result.findings if item.code == code]


def arms(a: int, n: int, c: int, m: int) -> str:
    treated = f"{{role: intervention, events: {a}, total: {n}}}"
    return f"[{treated}, {{role: comparator, events: {c}, total: {m}}}]"


@pytest.mark.parametrize(
    ("number", "half"), [(0.05, 0.005), (0.1, 0.05), (12.0, 0.5), (0.001, 0.0005), (0.0, 0.5)]
)
def test_half_unit_of_the_last_digit(number: float, half: float) -> None:
    assert half_unit(number) == pytest.approx(half)


def test_ranges_that_meet_have_no_gap() -> None:
    assert Range(1, 2).gap(Range(2, 3)) == 0
    assert Range(1, 2).gap(Range(3, 4)) == 1
    assert Range(3, 4).gap(Range(1, 2)) == 1


def test_printed_p_values_and_their_relations() -> None:
    def z(p: float, relation: str = "=") -> Range:
        made = printed_z(Estimate("RR", PLACE, p_value=p, p_relation=relation))
        assert made is not None
        return made

    assert z(0.05).low < 1.96 < z(0.05).high
    assert z(0.05, "<") == Range(pytest.approx(1.959964, abs=1e-6), math.inf)
    assert z(0.05, ">") == Range(0.0, pytest.approx(1.959964, abs=1e-6))
    assert printed_z(Estimate("RR", PLACE, p_value=1.2)) is None
    assert printed_z(Estimate("RR", PLACE)) is None


def test_tests_of_a_table_agree_with_published_values() -> None:
    """6/25 against 18/25: chi-squared 11.54 (p .0007), Yates 9.70, Fisher p .00157 (R 4.2)."""
    span = z_of_table(EventTable(6, 25, 18, 25))
    assert span.low < math.sqrt(9.70) < span.high
    assert span.high >= math.sqrt(11.538) - 0.01
    assert span.low <= 2.92 + 0.01


@settings(max_examples=60, deadline=None)
@given(n=st.integers(1, 60), m=st.integers(1, 60), data=st.data())
def test_tables_give_finite_ranges_that_know_no_order_of_arms(n: int, m: int, data) -> None:
    a, c = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    one, other = z_of_table(EventTable(a, n, c, m)), z_of_table(EventTable(c, m, a, n))
    assert 0 <= one.low <= one.high < math.inf
    assert one.low == pytest.approx(other.low, abs=1e-9)
    assert one.high == pytest.approx(other.high, abs=1e-9)


@settings(max_examples=100, deadline=None)
@given(
    effect=st.floats(-1.5, 1.5),
    error=st.floats(0.08, 0.8),
    ratio=st.booleans(),
    relation=st.sampled_from(["=", "<"]),
)
def test_a_p_value_rounded_from_its_own_numbers_is_never_flagged(
    effect: float, error: float, ratio: bool, relation: str
) -> None:
    low, high = effect - 1.959964 * error, effect + 1.959964 * error
    shown = [round(math.exp(x) if ratio else x, 2) for x in (effect, low, high)]
    p = math.erfc(abs(effect / error) / math.sqrt(2))
    printed = round(p, 3) if relation == "=" else math.ceil(p * 100) / 100
    estimate = Estimate(
        "RR" if ratio else "MD",
        PLACE,
        value=shown[0],
        ci_low=shown[1],
        ci_high=shown[2],
        p_value=printed,
        p_relation=relation,
    )
    own, given_z = z_of_estimate(estimate), printed_z(estimate)
    assert given_z is not None
    if own is not None:
        assert given_z.gap(own) < 0.05


def test_tables_need_one_whole_arm_on_each_side() -> None:
    def outcome(*given_arms: Arm) -> Outcome:
        return Outcome("o", PLACE, arms=given_arms)

    treated = Arm(ArmRole.INTERVENTION, PLACE, events=1, total=4)
    control = Arm(ArmRole.COMPARATOR, PLACE, events=2, total=4)
    assert table_of(outcome(treated, control)) == EventTable(1, 4, 2, 4)
    assert table_of(outcome(treated, treated, control)) is None
    assert table_of(outcome(treated)) is None
    assert table_of(outcome(treated, Arm(ArmRole.COMPARATOR, PLACE, events=9, total=4))) is None


@pytest.mark.parametrize(
    ("p", "flagged"),
    [
        ('"<0.01"', False),
        ("0.001", False),
        ("0.0007", False),
        ("0.002", False),
        ("0.005", False),
        ('"<0.05"', False),
        ("0.04", True),
        ("0.5", True),
        ('">0.05"', True),
        ('"<0.000001"', True),
    ],
)
def test_p_values_of_a_trial(p: str, flagged: bool) -> None:
    estimate = f"[{{measure: RR, value: 0.33, ci: [0.16, 0.70], p: {p}}}]"
    hits = found("STU007", arms=arms(6, 25, 18, 25), estimates=estimate)
    assert bool(hits) is flagged


def test_an_adjusted_effect_is_not_held_against_the_table() -> None:
    estimate = "[{measure: HR, value: 0.9, ci: [0.6, 1.35], p: 0.61}]"
    assert not found("STU007", arms=arms(6, 25, 18, 25), estimates=estimate)


@pytest.mark.parametrize(
    ("percent", "total", "flagged"),
    [
        (26, 50, False),
        (26, 25, True),
        (86, 71, False),
        (33, 3, False),
        (33.3, 3, False),
        (66, 3, False),
        (67, 3, False),
        (65, 3, True),
        (12.5, 8, False),
        (12.4, 8, True),
        (101, 8, True),
        (0, 8, False),
        (100, 8, False),
        (47, 1000, False),
    ],
)
def test_percentages(percent: float, total: int, flagged: bool) -> None:
    arm = f"[{{role: intervention, percent: {percent}, total: {total}}}]"
    assert bool(found("STU002", arms=arm)) is flagged


@settings(max_examples=60, deadline=None)
@given(total=st.integers(1, 400), places=st.integers(0, 2), data=st.data())
def test_no_true_percentage_is_called_impossible(total: int, places: int, data) -> None:
    events = data.draw(st.integers(0, total))
    percent = round(100 * events / total, places)
    arm = f"[{{role: intervention, percent: {percent}, total: {total}, events: {events}}}]"
    bare = f"[{{role: intervention, percent: {percent}, total: {total}}}]"
    assert not found("STU002", arms=arm)
    assert not found("STU002", arms=bare)


def test_a_test_of_ranks_may_stand_beside_means() -> None:
    """The interval gives z = 0.65, a p value of 0.27 stands for 1.10 and one of 0.03 for 2.17."""
    estimate = "[{{measure: MD, value: -2, ci: [-8, 4], p: {}}}]"
    assert not found("STU007", estimates=estimate.format("0.27"))
    assert found("STU007", estimates=estimate.format("0.03"))


def test_a_final_zero_says_how_exact_a_percentage_is() -> None:
    """One of 3 people is 33.33%; 33.0 may be how a program writes 33."""
    arm = "[{{role: intervention, percent: {}, total: 3}}]"
    assert not found("STU002", arms=arm.format("33.3"))
    assert not found("STU002", arms=arm.format("33.0"))
    (said,) = found("STU002", arms=arm.format("33.30"))
    assert "no number of 3 is 33.30% (nearest are 0.00% and 33.33%)" in said


def test_a_final_zero_says_how_exact_a_mean_is() -> None:
    """Of 11 people 3.5 may be 38/11, which is 3.45; what prints as 3.50 is no eleventh."""
    arm = "[{{role: intervention, mean: {}, sd: 1.1, total: 11}}]"
    assert not found("STU021", items="1", arms=arm.format("3.5"))
    (said,) = found("STU021", items="1", arms=arm.format("3.50"))
    assert "have a mean of 3.50 (nearest are 3.455 and 3.545; 84% of" in said


@pytest.mark.parametrize(
    ("value", "low", "high", "outside", "off"),
    [
        (1.04, 0.84, 1.29, False, False),
        (0.80, 0.41, 1.58, False, False),
        (0.59, 0.36, 1.0, False, False),
        (0.08, 0.05, 0.12, False, False),
        (1.4, 0.84, 1.29, True, False),
        (0.8, 1.29, 0.84, True, False),
        (0.34, 0.26, 4.40, False, True),
        (1.3, 1.3, 1.3, False, False),
    ],
)
def test_intervals(value: float, low: float, high: float, outside: bool, off: bool) -> None:
    estimate = f"[{{measure: RR, value: {value}, ci: [{low}, {high}]}}]"
    assert bool(found("STU005", estimates=estimate)) is outside
    assert bool(found("STU014", estimates=estimate)) is off

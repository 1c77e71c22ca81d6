"""Comparisons of two groups and of baseline tables against values from R."""

from __future__ import annotations

import math

import pytest
from scipy.special import ndtr

from evidence.audit.baseline_balance import balance, z_of_row
from evidence.audit.printed import Range, as_printed, overlap
from evidence.audit.same_arms import chance_of_agreement, same_numbers
from evidence.audit.score_range import largest_sd, score_range
from evidence.audit.two_groups import groups_of
from evidence.model.study import Arm, ArmRole, BaselineRow, Outcome
from references.source import Location

PLACE = Location("studies.yaml")
ROLES = (ArmRole.INTERVENTION, ArmRole.COMPARATOR, ArmRole.OTHER)


def arms(*groups: tuple[float, float, int]) -> tuple[Arm, ...]:
    return tuple(
        Arm(role, PLACE, mean=mean, sd=sd, total=total)
        for role, (mean, sd, total) in zip(ROLES, groups, strict=False)
    )


def test_students_and_welchs_p_lie_within_the_range() -> None:
    """R 4.2: t = -2.1237 (df 44), p = .03935; Welch df 43.19, p = .03986; SE 1.0971."""
    groups = groups_of(Outcome("o", PLACE, arms=arms((5.12, 3.63, 24), (7.45, 3.81, 22))))
    assert groups is not None
    found = groups.z_range
    p_low, p_high = 2 * ndtr(-found.high), 2 * ndtr(-found.low)
    assert p_low < 0.03935 < 0.03986 < p_high
    assert p_high - p_low < 0.005
    assert groups.standard_error_range.low < 1.0971 < groups.standard_error_range.high


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [(0.7, 0.65, 0.8), (-0.7, -0.8, -0.65), (12.0, 11.5, 13.0), (0.0, -1.0, 1.0)],
)
def test_what_a_printed_number_may_have_been(number: float, low: float, high: float) -> None:
    found = as_printed(number)
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5))


def test_ranges_share_values_up_to_the_last_bits() -> None:
    assert overlap(Range(0, 0.1 + 0.2), Range(0.3, 1))
    assert not overlap(Range(0, 0.29), Range(0.3, 1))


def test_a_row_of_means_gives_the_p_of_analysis_of_variance() -> None:
    """R 4.2: F(2, 87) = 2.28, p = .1084 for means 50, 52 and 55 with SD 9.1287 of 30 each."""
    groups = ((50.0001, 9.1287, 30), (52.0001, 9.1287, 30), (55.0001, 9.1287, 30))
    row = BaselineRow("age", PLACE, arms(*groups))
    z = z_of_row(row)
    assert z is not None
    between = 30 * sum((m - 52.33343) ** 2 for m, _, _ in groups) / 2
    f = between / 9.1287**2
    assert f == pytest.approx(2.28, abs=0.001)
    # Survival of F with 2 and 87 degrees of freedom has a closed form.
    assert float(ndtr(z)) == pytest.approx((1 + 2 * f / 87) ** (-87 / 2), rel=1e-3)


def test_a_row_of_counts_gives_the_middle_of_fishers_p() -> None:
    """Fisher's p of 6/25 against 18/25 is .001567 (R 4.2); without ties it is less."""
    row = BaselineRow(
        "women",
        PLACE,
        tuple(
            Arm(role, PLACE, events=events, total=25)
            for role, events in zip(ROLES, (6.0, 18.0), strict=False)
        ),
    )
    z = z_of_row(row)
    assert z is not None
    assert 0.0002 < float(ndtr(z)) < 0.001567


def test_the_order_and_the_unit_of_groups_do_not_matter() -> None:
    one = balance([BaselineRow("a", PLACE, arms((54.2, 11.3, 40), (56.1, 12.2, 38)))])
    other = balance([BaselineRow("a", PLACE, arms((56.1, 12.2, 38), (54.2, 11.3, 40)))])
    larger = balance([BaselineRow("a", PLACE, arms((542, 113, 40), (561, 122, 38)))])
    assert one is not None
    assert other is not None
    assert larger is not None
    assert one.alike == pytest.approx(other.alike, abs=0.01)
    assert one.alike == pytest.approx(larger.alike, abs=0.01)
    assert one.alike + one.apart == pytest.approx(1)


@pytest.mark.parametrize(
    "row",
    [
        BaselineRow("one group", PLACE, arms((5, 1, 10))),
        BaselineRow("no spread", PLACE, arms((5, 0, 10), (6, 0, 10))),
        BaselineRow("no people", PLACE, (Arm(ROLES[0], PLACE), Arm(ROLES[1], PLACE))),
        BaselineRow("infinite", PLACE, arms((math.inf, 1, 10), (6, 1, 10))),
        BaselineRow(
            "everybody",
            PLACE,
            tuple(Arm(role, PLACE, events=9, total=9) for role in ROLES[:2]),
        ),
    ],
    ids=lambda row: row.variable,
)
def test_rows_that_tell_nothing(row: BaselineRow) -> None:
    assert z_of_row(row) is None
    assert balance([row]) is None


def test_the_chance_that_two_samples_agree() -> None:
    """Half a unit over √π standard errors, for mean and SD of 100 people: 0.0282 · 0.0399."""
    arm = arms((45.2, 10.0, 100))[0]
    unit_of_sd = 1.0  # 10.0 is read as 10
    expected = (0.05 / math.sqrt(math.pi)) * (unit_of_sd / 2 / math.sqrt(math.pi) * math.sqrt(2))
    assert chance_of_agreement(arm) == pytest.approx(expected)
    assert chance_of_agreement(Arm(ROLES[0], PLACE, events=3, total=9)) == 1
    assert same_numbers(arm, arm)
    assert not same_numbers(Arm(ROLES[0], PLACE, total=9), Arm(ROLES[0], PLACE, total=9))


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("0-100", (0, 100)),
        ("0 to 10 points", (0, 10)),
        ("-3 to 3", (-3, 3)),
        ("1–7", (1, 7)),
        ("mmHg", None),
        ("10-0", None),
        ("0-100 mm in 2 weeks", None),
    ],
)
def test_ranges_of_scales(text: str, limits: tuple[float, float] | None) -> None:
    assert score_range(text) == (None if limits is None else Range(*limits))


def test_the_largest_spread_is_that_of_values_at_both_ends() -> None:
    assert largest_sd(0.5, Range(0, 1), 2) == pytest.approx(math.sqrt(0.5))
    assert largest_sd(0, Range(0, 1), 9) == 0

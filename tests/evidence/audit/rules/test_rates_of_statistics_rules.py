"""How often the statistics rules speak on simulated data that are right, and on damaged ones.

The data are drawn as people and analysed as papers do, then printed rounded or cut off; a rule may
say nothing about them, whatever the seed. The bounds on what is found hold for the damage named.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy.special import ndtr, stdtr

from evidence.assessment import Assessment
from evidence.audit.registry import rule_named
from evidence.model.review import Review
from evidence.model.study import (
    Arm,
    ArmRole,
    Estimate,
    Outcome,
    Study,
    StudyDesign,
)
from references.source import Location

PLACE = Location("studies.yaml")
ROLES = (ArmRole.INTERVENTION, ArmRole.COMPARATOR)


def shorten(number: float, places: int, cut: bool) -> float:
    if not cut:
        return round(number, places)
    return math.trunc(round(number * 10**places, 6)) / 10**places


def study(name: str = "s", outcome: Outcome | None = None, **more: object) -> Study:
    outcomes = (outcome,) if outcome else ()
    return Study(name, (name,), StudyDesign.RANDOMISED_TRIAL, PLACE, outcomes=outcomes, **more)  # type: ignore[arg-type]


def hits(code: str, *studies: Study) -> list[str]:
    review = Review("t", "grade", PLACE, studies=studies)
    return [hit.message for hit in rule_named(code).check(Assessment(review, (), {}, frozenset()))]


def share(code: str, make: Callable[[np.random.Generator], Study], count: int, seed: int) -> float:
    rng = np.random.default_rng(seed)
    return sum(bool(hits(code, make(rng))) for _ in range(count)) / count


def scores(rng: np.random.Generator, *, people: int, items: int, high: int = 7) -> np.ndarray:
    """Mean scores of people who differ, on items from 1 to ``high``."""
    level = rng.uniform(0.2, 0.8)
    own = np.clip(rng.normal(level, 0.2, people), 0.01, 0.99)
    return 1 + rng.binomial(high - 1, own[:, None], (people, items))


def scored_study(
    rng: np.random.Generator, *, people: tuple[int, int], damage: str = "", items: int | None = None
) -> Study:
    n = int(rng.integers(*people))
    k = items or int(rng.choice([1, 1, 3, 10]))
    each = scores(rng, people=n, items=k)
    values = each.mean(axis=1) if rng.random() < 0.5 else each.sum(axis=1)
    places, cut = int(rng.integers(0, 4)), bool(rng.random() < 0.3)
    mean, sd = values.mean(), values.std(ddof=int(rng.random() < 0.8))
    if damage:
        places, cut = 2, False
    if damage == "mean":
        mean = rng.uniform(2, 6)
    if damage == "sd":
        sd *= rng.uniform(0.7, 1.3)
    arm = Arm(
        ROLES[0], PLACE, total=n, mean=shorten(mean, places, cut), sd=shorten(sd, places, cut)
    )
    return study(outcome=Outcome("o", PLACE, arms=(arm,), items=k, scale="1-7"))


@pytest.mark.parametrize("code", ["STU021", "STU022"])
def test_whole_numbers_are_never_called_impossible(code: str) -> None:
    assert share(code, lambda rng: scored_study(rng, people=(2, 120)), 1500, 1) == 0


def test_invented_means_and_spreads_of_small_groups_are_found() -> None:
    def damaged(code: str, damage: str, people: tuple[int, int]) -> float:
        return share(
            code, lambda rng: scored_study(rng, people=people, damage=damage, items=1), 400, 2
        )

    assert damaged("STU021", "mean", (8, 13)) > 0.75
    assert damaged("STU021", "mean", (20, 31)) > 0.5
    assert damaged("STU021", "mean", (100, 150)) == 0
    assert damaged("STU022", "sd", (8, 13)) > 0.4
    assert damaged("STU022", "sd", (20, 31)) > 0.1


def binary_study(rng: np.random.Generator, *, damaged: bool = False) -> Study:
    n = int(rng.integers(5, 300))
    values = rng.random(n) < rng.uniform(0.1, 0.9)
    places, cut = int(rng.integers(1, 4)), bool(rng.random() < 0.3)
    sd = values.std(ddof=int(rng.random() < 0.8)) * (rng.uniform(0.4, 0.8) if damaged else 1)
    arm = Arm(
        ROLES[0],
        PLACE,
        events=float(values.sum()),
        total=n,
        mean=shorten(values.mean(), places, cut),
        sd=shorten(sd, places, cut),
    )
    return study(outcome=Outcome("o", PLACE, arms=(arm,)))


def test_zeros_and_ones() -> None:
    assert share("STU022", binary_study, 1500, 3) == 0
    assert share("STU022", lambda rng: binary_study(rng, damaged=True), 400, 4) > 0.75


def summarised_study(rng: np.random.Generator, *, damaged: bool = False) -> Study:
    n = int(rng.integers(2, 80))
    values = 100 * rng.beta(*rng.uniform(0.2, 3, 2), n)
    places, cut = int(rng.integers(0, 3)), bool(rng.random() < 0.3)
    sd = values.std(ddof=1)
    kept = sd * (rng.uniform(2.5, 4) if damaged else 1)

    def shown(number: float) -> float:
        return shorten(float(number), places, cut)

    q1, middle, q3 = np.quantile(values, [0.25, 0.5, 0.75])
    arm = Arm(
        ROLES[0],
        PLACE,
        total=n,
        mean=shown(values.mean()),
        sd=shown(kept),
        standard_error=shown(sd / math.sqrt(n)),
        median=shown(middle),
        q1=shown(q1),
        q3=shown(q3),
        minimum=shown(values.min()),
        maximum=shown(values.max()),
    )
    return study(outcome=Outcome("o", PLACE, arms=(arm,), scale="0-100", score="final"))


def test_summaries_of_people_hang_together() -> None:
    assert share("STU023", summarised_study, 1500, 5) == 0
    assert share("STU023", lambda rng: summarised_study(rng, damaged=True), 400, 6) > 0.8


def compared_means(rng: np.random.Generator, *, damage: str = "") -> Study:
    """A trial of skewed or normal data with the interval and p value of Student or Welch."""
    sizes = rng.integers(8, 120, 2)
    skewed = rng.random() < 0.5
    groups = [
        (np.exp(rng.normal(3, 0.5, n)) if skewed else rng.normal(50, 10, n)) + shift
        for n, shift in zip(sizes, (rng.choice([0, 4, 9]), 0), strict=True)
    ]
    places, cut = int(rng.integers(0, 3)), bool(rng.random() < 0.3)
    (m1, m2), (s1, s2) = [g.mean() for g in groups], [g.std(ddof=1) for g in groups]
    n1, n2 = sizes
    if rng.random() < 0.5:
        freedom = n1 + n2 - 2
        pooled = ((n1 - 1) * s1**2 + (n2 - 1) * s2**2) / freedom
        error = math.sqrt(pooled * (1 / n1 + 1 / n2))
    else:
        parts = s1**2 / n1, s2**2 / n2
        error = math.sqrt(sum(parts))
        freedom = sum(parts) ** 2 / (parts[0] ** 2 / (n1 - 1) + parts[1] ** 2 / (n2 - 1))
    reach = error * 1.98
    difference = m1 - m2
    p = 2 * stdtr(freedom, -abs(difference) / error)
    low, high = difference - reach, difference + reach
    printed = difference
    if damage == "turned":
        printed, low, high = -difference, -high, -low
    if damage == "error as sd":
        s1, s2 = s1 / math.sqrt(n1), s2 / math.sqrt(n2)
    if damage == "p":
        p = float(rng.choice([0.001, 0.9]) if 0.01 < p < 0.5 else 0.2)

    def shown(number: float) -> float:
        return shorten(float(number), places, cut)

    arms = tuple(
        Arm(role, PLACE, total=int(n), mean=shown(m), sd=shown(s))
        for role, n, m, s in zip(ROLES, sizes, (m1, m2), (s1, s2), strict=True)
    )
    estimate = Estimate(
        "MD",
        PLACE,
        value=shown(printed),
        ci_low=shown(low) if damage != "p" else None,
        ci_high=shown(high) if damage != "p" else None,
        p_value=shorten(p, 3, False),
    )
    return study(outcome=Outcome("o", PLACE, arms=arms, estimates=(estimate,)))


@pytest.mark.parametrize("code", ["STU005", "STU007", "STU014", "STU015", "STU016"])
def test_right_comparisons_of_means_are_left_alone(code: str) -> None:
    assert share(code, compared_means, 800, 7) == 0


def test_wrong_comparisons_of_means_are_found() -> None:
    def damaged(code: str, damage: str) -> float:
        return share(code, lambda rng: compared_means(rng, damage=damage), 300, 8)

    assert damaged("STU016", "turned") > 0.4
    assert damaged("STU015", "error as sd") > 0.8
    assert damaged("STU007", "p") > 0.5


def compared_counts(rng: np.random.Generator, *, damage: str = "") -> Study:
    n1, n2 = (int(n) for n in rng.integers(20, 400, 2))
    a, c = (int(rng.binomial(n, rng.uniform(0.1, 0.6))) for n in (n1, n2))
    a, c = min(max(a, 1), n1 - 1), min(max(c, 1), n2 - 1)
    kind = str(rng.choice(["RR", "OR"]))
    if kind == "RR":
        log, variance = math.log(a / n1 / (c / n2)), 1 / a - 1 / n1 + 1 / c - 1 / n2
    else:
        log = math.log(a * (n2 - c) / (c * (n1 - a)))
        variance = 1 / a + 1 / (n1 - a) + 1 / c + 1 / (n2 - c)
    error = math.sqrt(variance)
    places, cut = int(rng.integers(1, 4)), bool(rng.random() < 0.3)
    low, high = math.exp(log - 1.96 * error), math.exp(log + 1.96 * error)
    ratio, printed_error = math.exp(log), error
    if damage == "symmetric":
        low, high, places = ratio * (1 - 1.96 * error), ratio * (1 + 1.96 * error), 3
    if damage == "raw error":
        printed_error, places = error * ratio, 3
    if damage == "ten times":
        low, high, places = ratio - (ratio - low) / 10, ratio + (high - ratio) / 10, 3

    def shown(number: float) -> float:
        return shorten(number, places, cut)

    arms = tuple(
        Arm(role, PLACE, events=float(e), total=n)
        for role, e, n in zip(ROLES, (a, c), (n1, n2), strict=True)
    )
    estimate = Estimate(
        kind,
        PLACE,
        value=shown(ratio),
        standard_error=shown(printed_error) or None,
        ci_low=shown(low),
        ci_high=shown(high),
        p_value=round(2 * float(ndtr(-abs(log / error))), 3),
    )
    return study(outcome=Outcome("o", PLACE, arms=arms, estimates=(estimate,)))


@pytest.mark.parametrize(
    "code", ["STU005", "STU007", "STU011", "STU014", "STU015", "STU017", "STU018"]
)
def test_right_comparisons_of_counts_are_left_alone(code: str) -> None:
    assert share(code, compared_counts, 800, 9) == 0


def test_wrong_comparisons_of_counts_are_found() -> None:
    def damaged(code: str, damage: str) -> float:
        return share(code, lambda rng: compared_counts(rng, damage=damage), 300, 10)

    assert damaged("STU018", "symmetric") > 0.7
    assert damaged("STU017", "raw error") > 0.8
    assert damaged("STU015", "ten times") > 0.9

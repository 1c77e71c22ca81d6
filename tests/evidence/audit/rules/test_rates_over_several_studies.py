"""How often rules that compare studies, or rows of a table, speak on simulated data."""

from __future__ import annotations

import math

import numpy as np
import pytest

from evidence.assessment import Assessment
from evidence.audit.baseline_balance import balance
from evidence.audit.registry import rule_named
from evidence.model.review import Review
from evidence.model.study import Arm, ArmRole, BaselineRow, Outcome, Study, StudyDesign
from references.source import Location

PLACE = Location("studies.yaml")
ROLES = (ArmRole.INTERVENTION, ArmRole.COMPARATOR)


def hits(code: str, *studies: Study) -> list[str]:
    review = Review("t", "grade", PLACE, studies=studies)
    return [hit.message for hit in rule_named(code).check(Assessment(review, (), {}, frozenset()))]


def measured(name: str, arms: tuple[Arm, ...]) -> Study:
    outcome = Outcome("o", PLACE, arms=arms)
    return Study(name, (name,), StudyDesign.RANDOMISED_TRIAL, PLACE, outcomes=(outcome,))


def arm(rng: np.random.Generator, role: ArmRole, level: float, sd: float, places: int) -> Arm:
    n = int(rng.integers(10, 90))
    values = rng.normal(level, sd, n)
    mean, spread = values.mean(), values.std(ddof=1)
    return Arm(role, PLACE, total=n, mean=round(mean, places), sd=round(spread, places))


def family(rng: np.random.Generator, size: int, fewest_places: int = 0) -> list[Study]:
    """Studies of one outcome whose populations differ in level and in spread."""
    places = int(rng.integers(fewest_places, 3))
    return [
        measured(
            f"s{number}",
            tuple(
                arm(rng, role, level, sd, places)
                for level, sd in [(rng.normal(50, 4), rng.uniform(8, 13))]
                for role in ROLES
            ),
        )
        for number in range(size)
    ]


def with_error_as_sd(one: Study) -> Study:
    arms = tuple(
        Arm(a.role, PLACE, total=a.total, mean=a.mean, sd=round(a.sd / math.sqrt(a.total), 2))
        for a in one.outcomes[0].arms
    )
    return measured(one.id, arms)


def test_sound_families_of_studies_are_left_alone() -> None:
    rng = np.random.default_rng(11)
    families = [family(rng, int(rng.integers(2, 16))) for _ in range(300)]
    assert [found for each in families for found in hits("STU019", *each)] == []
    assert [found for each in families for found in hits("STU020", *each)] == []


def test_standard_errors_among_deviations_are_found() -> None:
    rng = np.random.default_rng(12)
    found = 0
    for _ in range(100):
        first, *others = family(rng, 8)
        found += bool(hits("STU019", with_error_as_sd(first), *others))
    assert found > 85


def test_an_arm_copied_to_another_study_is_found() -> None:
    rng = np.random.default_rng(13)
    found = 0
    for _ in range(100):
        one, other = family(rng, 2, fewest_places=1)
        copied = measured(other.id, (other.outcomes[0].arms[0], one.outcomes[0].arms[1]))
        found += bool(hits("STU020", one, copied))
    assert found > 50


def table(
    rng: np.random.Generator, *, rows: int, likeness: float = 1.0, correlation: float = 0.0
) -> tuple[BaselineRow, ...]:
    """A baseline table of normal, skewed and yes-or-no variables of one trial.

    Differences between groups are ``likeness`` times what chance gives.
    """
    n = int(rng.integers(15, 200))
    shared = rng.normal(size=(2, n))
    made = []
    for number in range(rows):
        own = rng.normal(size=(2, n))
        latent = math.sqrt(correlation) * shared + math.sqrt(1 - correlation) * own
        if likeness != 1:
            centres = latent.mean(axis=1, keepdims=True)
            latent = latent - centres + centres.mean() + likeness * (centres - centres.mean())
        kind, places = number % 3, int(rng.integers(0, 3))
        arms = []
        for role, values in zip(ROLES, latent, strict=True):
            if kind == 2:
                arms.append(Arm(role, PLACE, total=n, events=float((values > 0.4).sum())))
                continue
            shown = np.exp(3 + 0.6 * values) if kind == 1 else 50 + 12 * values
            mean, sd = round(shown.mean(), places), round(shown.std(ddof=1), places)
            arms.append(Arm(role, PLACE, total=n, mean=mean, sd=sd))
        made.append(BaselineRow(f"v{number}", PLACE, tuple(arms)))
    return tuple(made)


def trial(rows: tuple[BaselineRow, ...]) -> Study:
    return Study("t", ("t",), StudyDesign.RANDOMISED_TRIAL, PLACE, baseline=rows)


@pytest.mark.slow
def test_sound_baseline_tables_are_seldom_called_odd() -> None:
    rng = np.random.default_rng(14)
    odd = 0
    for number in range(900):
        rows = int(rng.integers(5, 25))
        made = trial(table(rng, rows=rows, correlation=(0.0, 0.15, 0.3)[number % 3]))
        odd += bool(hits("STU024", made)) + bool(hits("STU025", made))
    assert odd <= 1


def test_tables_that_are_too_good_are_found() -> None:
    rng = np.random.default_rng(15)
    alike = sum(bool(hits("STU024", trial(table(rng, rows=15, likeness=0.02)))) for _ in range(60))
    assert alike > 30


def test_tables_of_standard_errors_are_found() -> None:
    rng = np.random.default_rng(16)
    found = 0
    for _ in range(40):
        rows = [
            BaselineRow(
                row.variable,
                PLACE,
                tuple(
                    Arm(a.role, PLACE, total=a.total, mean=a.mean, sd=a.sd / math.sqrt(a.total))
                    for a in row.arms
                ),
            )
            for row in table(rng, rows=18)
            if row.arms[0].sd
        ]
        found += bool(hits("STU025", trial(tuple(rows))))
    assert found > 35


def test_tables_three_times_too_far_apart_are_often_found() -> None:
    rng = np.random.default_rng(15)
    apart = sum(bool(hits("STU025", trial(table(rng, rows=15, likeness=3.0)))) for _ in range(60))
    assert apart > 25


def test_categories_that_add_up_count_once() -> None:
    def row(name: str, first: float, second: float) -> BaselineRow:
        pairs = zip(ROLES, (first, second), strict=True)
        return BaselineRow(
            name, PLACE, tuple(Arm(role, PLACE, events=e, total=40) for role, e in pairs)
        )

    rows = (row("women", 22, 19), row("men", 18, 21), row("I", 20, 15), row("II", 12, 17),
            row("III", 8, 8))  # fmt: skip
    found = balance(rows)
    assert found is not None
    assert found.rows == 3

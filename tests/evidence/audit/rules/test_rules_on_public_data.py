"""The statistics rules say nothing about published meta-analyses that were checked many times."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from evidence.assessment import Assessment
from evidence.audit.registry import review_rules
from evidence.model.review import Review
from evidence.model.study import Arm, ArmRole, Estimate, Outcome, Study, StudyDesign
from references.source import Location

INPUTS = Path(__file__).resolve().parents[3] / "alignment" / "metafor" / "inputs"
PLACE = Location("studies.yaml")
# Rules about studies that nothing refers to; these stand without a review around them.
ALONE = {"STU012", "STU013"}


def rows(name: str) -> list[dict[str, str]]:
    with (INPUTS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def study(number: int, outcome: Outcome, design: StudyDesign) -> Study:
    return Study(f"s{number}", (f"k{number}",), design, PLACE, outcomes=(outcome,))


def odds_ratios() -> list[Study]:
    made = []
    for number, row in enumerate(rows("hackshaw1998")):
        low, high = float(row["or.lb"]), float(row["or.ub"])
        estimate = Estimate("OR", PLACE, value=float(row["or"]), ci_low=low, ci_high=high)
        outcome = Outcome("lung-cancer", PLACE, estimates=(estimate,))
        made.append(study(number, outcome, StudyDesign.CASE_CONTROL))
    return made


def means() -> list[Study]:
    made = []
    for number, row in enumerate(rows("normand1999")):
        arms = tuple(
            Arm(
                role,
                PLACE,
                mean=float(row[f"m{group}i"]),
                sd=float(row[f"sd{group}i"]),
                total=int(row[f"n{group}i"]),
            )
            for role, group in ((ArmRole.INTERVENTION, 1), (ArmRole.COMPARATOR, 2))
        )
        outcome = Outcome("days", PLACE, arms=arms)
        made.append(study(number, outcome, StudyDesign.RANDOMISED_TRIAL))
    return made


def tables() -> list[Study]:
    made = []
    for number, row in enumerate(rows("bcg")):
        counts = {name: int(row[name]) for name in ("tpos", "tneg", "cpos", "cneg")}
        arms = tuple(
            Arm(
                role,
                PLACE,
                events=float(counts[f"{group}pos"]),
                total=counts[f"{group}pos"] + counts[f"{group}neg"],
            )
            for role, group in ((ArmRole.INTERVENTION, "t"), (ArmRole.COMPARATOR, "c"))
        )
        outcome = Outcome("tuberculosis", PLACE, arms=arms)
        made.append(study(number, outcome, StudyDesign.RANDOMISED_TRIAL))
    return made


@pytest.mark.parametrize("make", [odds_ratios, means, tables])
def test_nothing_is_said_of_published_data(make) -> None:
    studies = make()
    assert len(studies) >= 9
    review = Review("t", "grade", PLACE, studies=tuple(studies))
    assessment = Assessment(review, (), {}, frozenset())
    rules = [rule for rule in review_rules() if rule.code[:3] == "STU" and rule.code not in ALONE]
    assert len(rules) > 20
    assert [hit.message for rule in rules for hit in rule.check(assessment)] == []

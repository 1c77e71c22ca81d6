"""Which way a body of evidence points: each row of the table in `evidence.grading.body`."""

from __future__ import annotations

import pytest

from evidence.grading.body import build_body, counting_items
from evidence.grading.framework import Body, Direction, framework_named
from evidence.grading.verdict import verdict_of
from evidence.model.claim import (
    Anchor,
    Claim,
    ClaimKind,
    Link,
    Stance,
    SynthesisRequest,
    Verdict,
)
from evidence.model.study import Arm, ArmRole, Outcome, Study, StudyDesign
from references.source import Location

HERE = Location("x")


def study(name: str, design: str = "randomised-trial", table: tuple | None = None) -> Study:
    outcomes = ()
    if table:
        a, n1, c, n2 = table
        arms = (
            Arm(ArmRole.INTERVENTION, HERE, events=a, total=n1),
            Arm(ArmRole.COMPARATOR, HERE, events=c, total=n2),
        )
        outcomes = (Outcome("o", HERE, arms=arms),)
    return Study(name, (name,), StudyDesign(design), HERE, outcomes=outcomes)


def body(*evidence: tuple[str, Study | None], retracted: tuple[str, ...] = (), **request) -> Body:
    links, studies = [], {}
    for number, (stance, found) in enumerate(evidence):
        key = found.id if found else f"r{number}"
        links.append(Link(key, Stance(stance), HERE))
        if found:
            studies[key] = (found,)
    pooled = SynthesisRequest("o", "RR", HERE, **request) if request else None
    claim = Claim(
        "c", "s", ClaimKind.THERAPY, Anchor("q"), HERE, links=tuple(links), synthesis=pooled
    )
    return build_body(claim, studies, frozenset(retracted))


A, B, C, D = (study(name) for name in "abcd")
MOUSE = study("mouse", "animal")
COHORT = study("cohort", "cohort")


@pytest.mark.parametrize(
    ("evidence", "direction"),
    [
        ([], "none"),
        ([("background", A)], "none"),
        ([("qualifies", A)], "qualifies"),
        ([("supports", A), ("qualifies", B)], "supports"),
        ([("disputes", A)], "disputes"),
        ([("supports", A), ("disputes", B)], "mixed"),
        ([("supports", A), ("supports", B), ("disputes", C)], "mixed"),
        ([("supports", A), ("supports", B), ("supports", C), ("disputes", D)], "supports"),
        ([("disputes", A), ("disputes", B), ("disputes", C), ("supports", D)], "disputes"),
        ([("supports", A), ("disputes", MOUSE)], "supports"),
        ([("supports", MOUSE), ("disputes", A)], "disputes"),
        ([("supports", A), ("disputes", COHORT)], "supports"),
        ([("supports", COHORT), ("disputes", None)], "supports"),
        ([("supports", None)], "supports"),
        ([("supports", A), ("disputes", A)], "mixed"),
    ],
)
def test_stances_give_the_direction(evidence, direction: str) -> None:
    assert body(*evidence).direction is Direction(direction)


def test_a_retracted_reference_does_not_count() -> None:
    assert body(("supports", A), retracted=("a",)).direction is Direction.NONE
    of = body(("supports", A), ("disputes", B), retracted=("b", "elsewhere"))
    assert of.direction is Direction.SUPPORTS
    assert of.retracted == {"b"}
    assert len(of.items) == 2
    assert [item.link.reference for item in counting_items(of)] == ["a"]


GOOD = study("good", table=(50, 500, 150, 500))
NOT_SO = study("not-so", table=(48, 100, 50, 100))


def test_a_clear_pooled_effect_settles_a_disagreement() -> None:
    of = body(("supports", GOOD), ("disputes", NOT_SO), method="common")
    assert of.direction is Direction.SUPPORTS


def test_an_unclear_one_does_not() -> None:
    of = body(("supports", GOOD), ("disputes", NOT_SO), method="REML")
    assert of.direction is Direction.MIXED


def test_nor_one_that_leaves_a_disputing_study_out() -> None:
    of = body(("supports", GOOD), ("disputes", NOT_SO), ("disputes", D), method="common")
    assert of.direction is Direction.MIXED


def test_a_study_left_out_of_the_synthesis_does_not_vote() -> None:
    evidence = (("supports", GOOD), ("disputes", NOT_SO))
    assert body(*evidence, exclude=("not-so",)).direction is Direction.SUPPORTS
    assert body(*evidence, sensitivity=("not-so",)).direction is Direction.SUPPORTS


def test_a_retracted_study_is_not_pooled() -> None:
    of = body(("supports", GOOD), ("supports", NOT_SO), retracted=("good",), method="REML")
    assert of.synthesis is not None
    assert [each.study for each in of.synthesis.effects] == ["not-so"]


def test_two_references_to_one_study_are_one_vote() -> None:
    twice = Study("s", ("x", "y"), StudyDesign.RANDOMISED_TRIAL, HERE)
    links = (
        Link("x", Stance.SUPPORTS, HERE),
        Link("y", Stance.SUPPORTS, HERE),
        Link("b", Stance.DISPUTES, HERE),
    )
    claim = Claim("c", "s", ClaimKind.THERAPY, Anchor("q"), HERE, links=links)
    of = build_body(claim, {"x": (twice,), "y": (twice,), "b": (B,)}, frozenset())
    assert of.direction is Direction.MIXED


@pytest.mark.parametrize(
    ("evidence", "level", "verdict"),
    [
        ([], None, Verdict.NO_EVIDENCE),
        ([("background", A)], "high", Verdict.NO_EVIDENCE),
        ([("supports", A)], None, Verdict.UNGRADED),
        ([("supports", A)], "high", Verdict.WELL_SUPPORTED),
        ([("supports", A)], "moderate", Verdict.WELL_SUPPORTED),
        ([("supports", A)], "low", Verdict.LIMITED),
        ([("supports", A)], "very-low", Verdict.LIMITED),
        ([("supports", A), ("disputes", B)], "high", Verdict.CONFLICTING),
        ([("disputes", A)], "moderate", Verdict.CONTRADICTED),
        ([("qualifies", A)], "high", Verdict.LIMITED),
    ],
)
def test_level_and_direction_give_the_verdict(evidence, level, verdict: Verdict) -> None:
    grade = framework_named("grade")
    assert verdict_of(grade, body(*evidence), grade.level(level or "")) is verdict

"""Two gradings compared: agreement part by part, and every difference with both reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.grading.framework import framework_named
from evidence.grading.second_grading import FirstGrading, compare_gradings
from tests.evidence.grading.published_bodies import judged

GRADE, SORT = framework_named("grade"), framework_named("sort")


def first(name, certainty, framework=GRADE, **ratings):
    judgement = replace(judged(framework.name, certainty, **ratings), reason=f"first on {name}")
    return FirstGrading(name, "", framework, judgement)


def part(found, name, framework="grade"):
    return next(
        each.agreement for each in found.parts if (each.framework, each.part) == (framework, name)
    )


FIRST = [
    first("a", "high"),
    first("b", "moderate", imprecision="serious"),
    first("c", "low", imprecision="very-serious"),
    first("d", "low", risk_of_bias="serious", imprecision="serious"),
    first("e", "b", SORT, quality="limited"),
    FirstGrading("f", "", GRADE, None),
    first("g", "high"),
]
SECOND = {
    ("a", ""): judged("grade", "high"),
    ("b", ""): judged("grade", "high"),
    ("c", ""): judged("grade", "low", imprecision="very-serious"),
    ("d", ""): judged("grade", "very-low", risk_of_bias="very-serious", imprecision="serious"),
    ("e", ""): judged("sort", "c", quality="other"),
    ("f", ""): judged("grade", "low"),
}


def test_levels_and_domains_are_counted_within_a_framework():
    found = compare_gradings(FIRST, SECOND)
    assert found.compared == (("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", ""))
    level = part(found, "certainty")
    assert (level.number, level.agreed, level.share) == (4, 2, 0.5)
    # By hand: agreement 0.5, by chance (1·2 + 1·0 + 2·1 + 0·1)/16 = 0.25.
    assert level.kappa.value == pytest.approx(1 / 3)
    # Linear weights: observed 1 − (1 + 1)/12; by chance 1 − (0·2 + 2·1 + 3·1 + 1·2 + 1·1 + 2·1
    # + 2·(2·2 + 0·1 + 1·1))/48.
    assert level.weighted.value == pytest.approx(1 - (2 / 12) / (20 / 48))
    assert part(found, "imprecision").agreed == 3
    assert part(found, "indirectness").share == 1.0
    assert part(found, "certainty", "sort").number == 1


def test_who_graded_alone_is_listed():
    found = compare_gradings(FIRST, SECOND)
    assert found.first_only == (("g", ""),)
    assert found.second_only == (("f", ""),)


def test_differences_hold_both_reasons():
    found = compare_gradings(FIRST, SECOND)
    listed = [(each.claim, each.part, each.first, each.second) for each in found.differences]
    assert listed == [
        ("b", "certainty", "moderate", "high"),
        ("b", "imprecision", "serious", "not-serious"),
        ("d", "certainty", "low", "very-low"),
        ("d", "risk-of-bias", "serious", "very-serious"),
        ("e", "certainty", "b", "c"),
        ("e", "quality", "limited", "other"),
    ]
    assert found.differences[0].first_reason == "first on b"
    assert found.differences[3].second_reason == "as published"


def test_what_is_not_mentioned_changes_nothing_in_a_sum_and_is_unknown_in_a_table():
    found = compare_gradings(
        [first("e", "b", SORT, quality="limited")], {("e", ""): judged("sort", "b")}
    )
    assert part(found, "quality", "sort").number == 0
    assert found.differences == ()


def test_words_that_no_framework_knows_are_not_compared():
    found = compare_gradings([first("a", "high")], {("a", ""): judged("grade", "highest")})
    assert part(found, "certainty").number == 0
    odd = {("a", ""): judged("grade", "high", imprecision="lots")}
    assert part(compare_gradings([first("a", "high")], odd), "imprecision").number == 0


def test_nothing_in_common():
    found = compare_gradings(FIRST, {})
    assert (found.compared, found.parts, found.differences) == ((), (), ())

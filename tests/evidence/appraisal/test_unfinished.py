"""An appraisal with a domain that nobody rated: in the whole, in exports, agreement and grades."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from evidence.appraisal.appraised import appraised
from evidence.appraisal.assessors import assessor_agreement
from evidence.appraisal.exporting import exported
from evidence.appraisal.risk_of_bias import risk_of_bias
from evidence.appraisal.tool import tool_named
from evidence.grading.domain_rules.risk_of_bias import risk_of_bias_concern
from evidence.model.study import Appraisal, Study, StudyDesign
from references.source import Location

HERE = Location("x")
ROB2 = tool_named("rob2")
FOUR = dict.fromkeys(("randomisation", "deviations", "measurement", "selection"), "low")
WHY = "not rated: missing outcome data"


def study(name: str, *appraisals: Appraisal) -> Study:
    design = StudyDesign.RANDOMISED_TRIAL
    return Study(name, (), design, HERE, name, size=100, appraisals=appraisals)


def rob2(domains: dict[str, str], **more: str) -> Appraisal:
    return Appraisal("rob2", HERE, domains=domains, **more)


@pytest.mark.parametrize(
    ("appraisal", "overall", "then"),
    [
        (rob2(FOUR), None, "so that no overall rating follows"),
        (rob2(FOUR | {"selection": "some-concerns"}), None, "so that no overall rating follows"),
        (rob2(FOUR | {"selection": "high"}), "high", "though it is high overall whatever"),
        (rob2(FOUR, overall="low"), "low", "and a person calls the whole low all the same"),
    ],
)
def test_what_is_missing_is_named_with_what_follows(appraisal, overall, then: str) -> None:
    found = appraised(appraisal)
    assert (found.overall.rating.id if found.overall.rating else None) == overall
    (left,) = (each for each in found.discrepancies if each.kind == "unrated")
    assert left.message.startswith(f"{WHY}, {then}")


@pytest.mark.parametrize("domains", [{}, FOUR | {"missing": "no-information"}])
def test_nothing_is_missing_where_nothing_or_everything_is_said(domains: dict[str, str]) -> None:
    assert not appraised(rob2(domains, overall="low")).discrepancies


def test_the_risk_counts_as_not_known_and_is_left_to_a_person() -> None:
    unfinished, sound = study("a", rob2(FOUR)), study("b", rob2(FOUR | {"missing": "low"}))
    assert risk_of_bias(unfinished).risk is None
    assert risk_of_bias(unfinished).reason == f"no overall rating (RoB 2; {WHY})"
    found = risk_of_bias_concern([unfinished, replace(sound, size=99)], None)
    assert found.open
    assert found.levels == 1
    assert "25 % of the weight" in found.reason or "26 % of the weight" in found.reason
    assert f"no overall rating (RoB 2; {WHY}): a" in found.reason


def test_a_checklist_without_cut_off_says_how_many_items_are_left() -> None:
    domains = {"item-1": "yes", "item-2": "no", "item-3": "not-applicable"}
    found = tool_named("jbi-case-reports").overall(domains)
    assert found.reason == "1 of 2 items met, 5 not rated; the checklist has no cut-off"


def test_an_export_leaves_the_cell_empty_and_says_why() -> None:
    table = exported([study("a", rob2(FOUR)), study("b", rob2(FOUR | {"missing": "high"}))], ROB2)
    assert table.rows[1] == ("a", "Low", "Low", "", "Low", "Low", "")
    assert table.rows[2][-1] == "High"
    assert table.unfinished == (("a", WHY),)


def test_what_one_assessor_left_open_is_compared_with_nothing_and_named() -> None:
    whole = FOUR | {"missing": "high"}
    (found,) = assessor_agreement([study("a", rob2(FOUR, by="ab"), rob2(whole, by="cd"))])
    assert found.alone == (("a", "Missing outcome data", "cd"), ("a", "Overall", "cd"))
    assert {each.domain for each in found.domains} == set(FOUR)
    assert not found.conflicts


@pytest.mark.parametrize("name", ["rob1", "rob2", "quadas2", "probast", "robins-i"])
def test_only_the_worst_rating_decides_while_a_domain_is_not_rated(name: str) -> None:
    tool = tool_named(name)
    domains = [each.id for each in tool.domains if not each.beside]
    scale = [each.id for each in tool.ratings_of(domains[0]) if each.risk is not None]
    for left, rating in itertools.product(domains, scale):
        found = tool.overall({each: rating for each in domains if each != left})
        decided = rating in ("high", "serious", "critical")
        assert found.rating == (rating if decided else "")
        missing = f"not rated: {tool.domain(left).label.lower()}"
        assert (missing in found.reason) == (not decided or rating == "serious")


def test_a_domain_without_information_and_one_not_rated_are_named_apart() -> None:
    given = {key: value for key, value in FOUR.items() if key != "selection"}
    found = tool_named("rob2").overall(given | {"missing": "no-information"})
    assert found.rating == ""
    assert found.reason == (
        "not rated: selection of the reported result; no information on missing outcome data"
    )

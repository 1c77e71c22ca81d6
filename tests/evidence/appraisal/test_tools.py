"""Appraisal tools: how an overall rating follows, and what it says of a study."""

from __future__ import annotations

import itertools

import pytest

from evidence.appraisal.tool import Tool, overall_rating, risk_of_bias, tool_named, tools
from evidence.model.study import Appraisal, Study, StudyDesign
from references.source import Location

HERE = Location("x")


@pytest.mark.parametrize("tool", tools(), ids=lambda each: each.name)
def test_a_tool_is_whole(tool: Tool) -> None:
    assert tool_named(tool.name) is tool
    assert tool.url.startswith("https://doi.org/")
    assert len({domain.id for domain in tool.domains}) == len(tool.domains)
    assert all(len(rating.symbol) == 1 for rating in (*tool.ratings, *tool.overall_ratings))
    known = {rating.id for rating in tool.overall_ratings} | {""}
    for ratings in itertools.islice(
        itertools.product([*(r.id for r in tool.ratings), "nonsense"], repeat=3), 300
    ):
        domains = {d.id: r for d, r in zip(tool.domains, itertools.cycle(ratings), strict=False)}
        assert tool.overall(domains) in known
    assert tool.overall({}) == ""


def overall(tool: str, **domains: str) -> str | None:
    given = {name.replace("_", "-"): rating for name, rating in domains.items()}
    found = overall_rating(Appraisal(tool, HERE, domains=given))
    return found.id if found else None


ROB2 = dict.fromkeys(("randomisation", "deviations", "missing", "measurement", "selection"), "low")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "low"),
        ({"missing": "some-concerns"}, "some-concerns"),
        ({"missing": "some-concerns", "selection": "some-concerns"}, "some-concerns"),
        ({"missing": "some-concerns", "selection": "high"}, "high"),
        ({"missing": "no-information"}, "some-concerns"),
    ],
)
def test_rob2_overall_follows_its_algorithm(change, expected: str) -> None:
    assert overall("rob2", **ROB2 | change) == expected


def test_rob2_is_not_low_while_a_domain_is_open() -> None:
    assert overall("rob2", randomisation="low") == "some-concerns"


ROBINS = dict.fromkeys(
    (
        "confounding",
        "selection",
        "classification",
        "deviations",
        "missing",
        "measurement",
        "reported_result",
    ),
    "low",
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "low"),
        ({"missing": "moderate"}, "moderate"),
        ({"missing": "serious", "selection": "no-information"}, "serious"),
        ({"missing": "serious", "selection": "critical"}, "critical"),
        ({"missing": "moderate", "selection": "no-information"}, "no-information"),
    ],
)
def test_robins_i_overall_is_the_worst_domain(change, expected: str) -> None:
    assert overall("robins-i", **ROBINS | change) == expected


@pytest.mark.parametrize(
    ("weak", "expected"),
    [
        ((), "high"),
        ((1,), "high"),
        ((1, 3), "moderate"),
        ((2,), "low"),
        ((2, 1, 3), "low"),
        ((2, 4), "critically-low"),
    ],
)
def test_amstar_2_counts_critical_flaws(weak, expected: str) -> None:
    items = {f"item_{number}": "no" if number in weak else "yes" for number in range(1, 17)}
    assert overall("amstar2", **items) == expected
    partial = {key: "partial-yes" if value == "yes" else value for key, value in items.items()}
    assert overall("amstar2", **partial) == expected


def test_what_a_person_wrote_goes_before_what_follows() -> None:
    appraisal = Appraisal("rob2", HERE, domains=ROB2, overall="high")
    found = overall_rating(appraisal)
    assert found is not None
    assert found.id == "high"


def study(*appraisals: Appraisal, design: str = "randomised-trial", quality: str = "") -> Study:
    return Study("s", (), StudyDesign(design), HERE, quality=quality, appraisals=appraisals)


@pytest.mark.parametrize(
    ("found", "risk"),
    [
        (study(), None),
        (study(quality="high"), 0.0),
        (study(quality="low"), 1.0),
        (study(Appraisal("rob2", HERE, overall="low")), 0.0),
        (study(Appraisal("rob2", HERE, overall="low"), quality="low"), 0.0),
        (
            study(
                Appraisal("rob2", HERE, overall="low"),
                Appraisal("rob2", HERE, overall="some-concerns"),
            ),
            0.5,
        ),
        (study(Appraisal("unknown", HERE, overall="low")), None),
        (study(Appraisal("rob2", HERE, overall="low"), design="quasi-randomised-trial"), 1.0),
        (study(design="case-report"), 1.0),
    ],
)
def test_the_risk_of_a_study(found: Study, risk: float | None) -> None:
    assert risk_of_bias(found).risk == risk

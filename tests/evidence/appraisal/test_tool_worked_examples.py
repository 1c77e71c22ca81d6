"""Overall ratings as the tools' papers and tables of published reviews give them."""

from __future__ import annotations

import itertools

import pytest

from evidence.appraisal.appraised import appraised, overall_rating
from evidence.appraisal.tool import tool_named
from evidence.model.study import Appraisal
from references.source import Location

HERE = Location("x")


def overall(tool: str, domains: dict[str, str]) -> str | None:
    found = overall_rating(Appraisal(tool, HERE, domains=domains))
    return found.id if found else None


ROB2 = dict.fromkeys(("randomisation", "deviations", "missing", "measurement", "selection"), "low")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "low"),
        ({"missing": "some-concerns"}, "some-concerns"),
        ({"missing": "some-concerns", "selection": "some-concerns"}, "some-concerns"),
        ({"missing": "some-concerns", "selection": "high"}, "high"),
        ({"missing": "no-information"}, None),
        ({"missing": "no-information", "selection": "some-concerns"}, None),
        ({"missing": "no-information", "selection": "high"}, "high"),
    ],
)
def test_rob2_overall_follows_its_algorithm(change, expected: str | None) -> None:
    assert overall("rob2", ROB2 | change) == expected


def test_rob2_asks_a_person_about_several_concerns() -> None:
    tool = tool_named("rob2")
    one = tool.overall(ROB2 | {"missing": "some-concerns"})
    two = tool.overall(ROB2 | {"missing": "some-concerns", "selection": "some-concerns"})
    assert not one.ask
    assert "2 domains" in two.ask


ROBINS = dict.fromkeys(
    (
        "confounding",
        "selection",
        "classification",
        "deviations",
        "missing",
        "measurement",
        "reported-result",
    ),
    "low",
)


# Table 2 of the paper (doi:10.1136/bmj.i4919), row by row.
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
    assert overall("robins-i", ROBINS | change) == expected


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
    items = {f"item-{number}": "no" if number in weak else "yes" for number in range(1, 17)}
    assert overall("amstar2", items) == expected
    allowed = (2, 4, 7, 8, 9)
    partial = {
        key: "partial-yes" if value == "yes" and int(key[5:]) in allowed else value
        for key, value in items.items()
    }
    assert overall("amstar2", partial) == expected


_WORDS = {"Y": "yes", "PY": "partial-yes", "N": "no", "NMA": "not-applicable"}


def amstar(row: str) -> str | None:
    items = {f"item-{n}": _WORDS[word] for n, word in enumerate(row.split(), start=1)}
    assert len(items) == 16
    found = appraised(Appraisal("amstar2", HERE, domains=items))
    assert not found.discrepancies
    return found.overall.rating.id if found.overall.rating else None


# Reviews as two published tables rate them: table 3 of an overview in BMJ Paediatrics Open, table
# 2 of PMC9188066. The last three are printed otherwise there ("moderate", "low", "moderate"),
# against the rule: item 7 alone, items 2 and 13, items 2 and 7 are critical and were not met.
@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Y Y N Y Y Y Y Y Y Y NMA NMA Y Y NMA Y", "high"),
        ("Y Y N Y Y Y Y Y Y N NMA NMA Y Y NMA N", "moderate"),
        ("Y N N N Y N N Y N N NMA NMA N N NMA Y", "critically-low"),
        ("Y Y N Y Y Y N Y Y N NMA NMA Y Y NMA Y", "low"),
        ("Y N N Y Y Y Y PY Y Y Y N N Y Y Y", "critically-low"),
        ("Y N N PY Y N N Y PY N Y Y Y Y Y Y", "critically-low"),
    ],
)
def test_amstar_2_on_published_rows(row: str, expected: str) -> None:
    assert amstar(row) == expected


def test_amstar_2_lets_only_some_items_be_partial_or_not_apply() -> None:
    tool = tool_named("amstar2")
    for number in range(1, 17):
        words = {each.id for each in tool.ratings_of(f"item-{number}")}
        assert ("partial-yes" in words) == (number in (2, 4, 7, 8, 9))
        assert ("not-applicable" in words) == (number in (11, 12, 15))


# Footnote of table 4, doi:10.1111/clr.13860: the thresholds that turn stars into AHRQ standards.
def test_every_number_of_stars_is_converted_as_printed() -> None:
    last = {"cohort": "outcome", "case-control": "exposure"}
    tool = tool_named("newcastle-ottawa")
    for variant, third in last.items():
        for s, c, o in itertools.product(range(5), range(3), range(4)):
            given = {"selection": str(s), "comparability": str(c), third: str(o)}
            if s in (3, 4) and c in (1, 2) and o in (2, 3):
                expected = "good"
            elif s == 2 and c in (1, 2) and o in (2, 3):
                expected = "fair"
            else:
                assert s in (0, 1) or c == 0 or o in (0, 1)
                expected = "poor"
            assert tool.overall(given, variant).rating == expected


def test_stars_are_counted_from_letters() -> None:
    answers = {"s1": "b", "s2": "a", "s3": "c", "s4": "a", "c1": "yes", "c2": "no"}
    answers |= {"o1": "b", "o2": "a", "o3": "c"}
    found = appraised(Appraisal("newcastle-ottawa", HERE, answers=answers))
    assert {name: each.rating.id for name, each in found.domains.items()} == {
        "selection": "3",
        "comparability": "1",
        "outcome": "2",
    }
    assert found.domains["selection"].reason == "3 of 4 (s1, s2, s4)"
    assert found.overall.rating.id == "good"
    assert found.variant == "cohort"


def test_letters_of_the_case_control_form_are_its_own() -> None:
    answers = {"s1": "b", "s2": "a", "s3": "a", "s4": "a", "c1": "yes", "c2": "yes"}
    answers |= {"e1": "b", "e2": "a", "e3": "b"}
    found = appraised(Appraisal("newcastle-ottawa", HERE, answers=answers))
    assert found.variant == "case-control"
    assert [each.rating.id for each in found.domains.values()] == ["3", "2", "2"]
    assert not found.discrepancies


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"1": "yes", "1a": "fit", "2": "yes", "2a": "fit", "3": "yes"}, "5"),
        ({"1": "yes", "1a": "not-described", "2": "yes", "2a": "fit", "3": "yes"}, "4"),
        ({"1": "yes", "1a": "unfit", "2": "no", "3": "yes"}, "1"),
        ({"1": "no", "2": "no", "3": "no"}, "0"),
    ],
)
def test_jadad_points(answers, expected: str) -> None:
    found = appraised(Appraisal("jadad", HERE, answers=answers))
    assert found.overall.rating.id == expected
    assert not found.discrepancies
    assert found.overall.rating.risk == (0.0 if int(expected) > 2 else 1.0)


# Table 3 of doi:10.3748/wjg.v24.i21.2311: points of items 1 to 5, and the score printed.
@pytest.mark.parametrize(
    ("points", "score"),
    [
        ((1, -1, 0, 0, 0), 0),
        ((1, 1, 1, 1, 1), 5),
        ((1, -1, 1, -1, 1), 1),
    ],
)
def test_jadad_on_published_rows(points, score: int) -> None:
    said = {1: "yes", 0: "no"}
    method = {1: "fit", 0: "not-described", -1: "unfit"}
    answers = {"1": said[points[0]], "1a": method[points[1]], "2": said[points[2]]}
    answers |= {"2a": method[points[3]]} if points[2] else {}
    answers |= {"3": said[points[4]]}
    found = appraised(Appraisal("jadad", HERE, answers=answers))
    assert not found.discrepancies
    assert found.overall.rating.id == str(score)


_SIGNS = {"+": "low", "?": "unclear", "-": "high"}


# Rows of table 5 of doi:10.1186/s12876-021-01655-2 and of table 3 of doi:10.3389/fmed.2021.699880:
# participants, predictors, outcome, analysis; the risk of bias printed.
@pytest.mark.parametrize(
    ("row", "printed"),
    [("++?-", "-"), ("+++-", "-"), ("++--", "-"), ("++++", "+"), ("+++?", "?"), ("++??", "?")],
)
def test_probast_on_published_rows(row: str, printed: str) -> None:
    names = ("participants", "predictors", "outcome", "analysis")
    given = {name: _SIGNS[sign] for name, sign in zip(names, row, strict=True)}
    assert overall("probast", given) == _SIGNS[printed]


QUADAS = ("patient-selection", "index-test", "reference-standard", "flow-and-timing")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "low"),
        ({"index-test": "unclear"}, "unclear"),
        ({"index-test": "unclear", "flow-and-timing": "high"}, "high"),
        ({"applicability-patients": "high"}, "low"),
    ],
)
def test_quadas_2_is_at_risk_unless_every_domain_is_low(change, expected: str) -> None:
    assert overall("quadas2", dict.fromkeys(QUADAS, "low") | change) == expected


@pytest.mark.parametrize(
    ("answers", "rating", "asks"),
    [
        ({"1.1": "yes", "1.2": "yes", "1.3": "yes"}, "low", False),
        ({"1.1": "yes", "1.2": "unclear", "1.3": "yes"}, "unclear", False),
        ({"1.1": "no", "1.2": "unclear", "1.3": "yes"}, None, True),
    ],
)
def test_quadas_2_leaves_a_no_to_a_person(answers, rating, asks: bool) -> None:
    found = appraised(Appraisal("quadas2", HERE, answers=answers)).domains["patient-selection"]
    assert (found.rating.id if found.rating else None) == rating
    assert bool(found.ask) == asks


# Cochrane Handbook 5.1, table 8.7.a; PROBAST, table 4 of doi:10.7326/M18-1376.
@pytest.mark.parametrize("tool", ["rob1", "probast"])
@pytest.mark.parametrize(
    ("worst", "expected"),
    [((), "low"), (("unclear",), "unclear"), (("unclear", "high"), "high"), (("high",), "high")],
)
def test_low_when_all_are_and_high_when_any_is(tool: str, worst, expected: str) -> None:
    domains = [each.id for each in tool_named(tool).domains if not each.beside]
    given = dict.fromkeys(domains, "low") | dict(zip(domains, worst, strict=False))
    assert overall(tool, given) == expected


def test_concerns_about_applicability_stand_beside_the_whole() -> None:
    for name in ("quadas2", "probast"):
        tool = tool_named(name)
        beside = [each.id for each in tool.domains if each.beside]
        assert len(beside) == 3
        given = {each.id: "low" for each in tool.domains}
        assert overall(name, given | dict.fromkeys(beside, "high")) == "low"


def test_a_checklist_of_jbi_has_no_cut_off() -> None:
    items = {f"item-{number}": "yes" for number in range(1, 9)} | {"item-8": "not-applicable"}
    found = appraised(Appraisal("jbi-case-reports", HERE, domains=items))
    assert found.overall.rating is None
    assert found.overall.reason == "7 of 7 items met; the checklist has no cut-off"
    said = appraised(Appraisal("jbi-case-reports", HERE, domains=items, overall="low"))
    assert said.overall.rating.id == "low"
    assert not said.discrepancies

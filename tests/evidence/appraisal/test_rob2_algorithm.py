"""RoB 2's algorithms over every reachable set of answers, against a second reading of them."""

from __future__ import annotations

import pytest

from evidence.appraisal.tool import tool_named
from tests.evidence.appraisal.answer_sets import answer_sets

ROB2 = tool_named("rob2")
YES, NO = ("y", "py"), ("n", "pn")
UNSURE_OR_YES = ("y", "py", "ni")
LOW, SOME, HIGH = "low", "some-concerns", "high"


# A second transcription, as nested decisions after the figures of the guidance of 22 August 2019;
# the tool itself is a table of rules.


def randomisation(q):
    if q["1.2"] in NO:
        return HIGH
    if q["1.2"] == "ni":
        return HIGH if q["1.3"] in YES else SOME
    if q["1.1"] in NO:
        return SOME
    return SOME if q["1.3"] in YES else LOW


def assignment_deviations(q):
    if q["2.1"] in NO and q["2.2"] in NO:
        return LOW
    if q["2.3"] in NO:
        return LOW
    if q["2.3"] == "ni":
        return SOME
    if q["2.4"] in NO:
        return SOME
    return SOME if q["2.5"] in YES else HIGH


def assignment_analysis(q):
    if q["2.6"] in YES:
        return LOW
    return SOME if q["2.7"] in NO else HIGH


def assignment(q):
    parts = {assignment_deviations(q), assignment_analysis(q)}
    if HIGH in parts:
        return HIGH
    return LOW if parts == {LOW} else SOME


def adhering(q):
    blind = q["2.1"] in NO and q["2.2"] in NO
    unbalanced = not blind and q["2.3"] in ("n", "pn", "ni")
    if not unbalanced and q["2.4"] not in UNSURE_OR_YES and q["2.5"] not in UNSURE_OR_YES:
        return LOW
    return SOME if q["2.6"] in YES else HIGH


def missing(q):
    if q["3.1"] in YES or q["3.2"] in YES or q["3.3"] in NO:
        return LOW
    return SOME if q["3.4"] in NO else HIGH


def measurement(q):
    if q["4.1"] in YES or q["4.2"] in YES:
        return HIGH
    base = SOME if q["4.2"] == "ni" else LOW
    if q["4.3"] in NO or q["4.4"] in NO:
        return base
    return SOME if q["4.5"] in NO else HIGH


def selection(q):
    if q["5.2"] in YES or q["5.3"] in YES:
        return HIGH
    if "ni" in (q["5.2"], q["5.3"]):
        return SOME
    return LOW if q["5.1"] in YES else SOME


DOMAINS = [
    ("randomisation", "assignment", randomisation, 125),
    ("deviations", "assignment", assignment, 13_277),
    ("deviations", "adherence", adhering, 20_988),
    ("missing", "assignment", missing, 110),
    ("measurement", "assignment", measurement, 493),
    ("selection", "assignment", selection, 125),
]


@pytest.mark.parametrize(("domain", "variant", "read", "number"), DOMAINS)
def test_every_reachable_set_of_answers(domain, variant, read, number) -> None:
    sets = list(answer_sets(ROB2, domain, variant))
    assert len(sets) == number
    wrong = [
        (answers, ROB2.judge(domain, answers, variant).rating, read(answers))
        for answers in sets
        if ROB2.judge(domain, answers, variant).rating != read(answers)
    ]
    assert not wrong[:5]


def test_the_numbers_of_sets_add_up() -> None:
    assert sum(number for *_, number in DOMAINS) == 35_118


@pytest.mark.parametrize("variant", ["assignment", "adherence"])
def test_other_domains_are_the_same_in_both_variants(variant) -> None:
    for domain in ("randomisation", "missing", "measurement", "selection"):
        for answers in answer_sets(ROB2, domain, variant):
            assert ROB2.judge(domain, answers, variant) == ROB2.judge(domain, answers)


def test_the_way_to_a_rating_is_told() -> None:
    judged = ROB2.judge("measurement", {"4.1": "n", "4.2": "pn", "4.3": "y", "4.4": "n"})
    assert judged.rating == "low"
    assert judged.path == (("4.1", "n"), ("4.2", "pn"), ("4.3", "y"), ("4.4", "n"))
    assert judged.reason == "assessment could not be influenced by awareness"


def test_every_reason_for_the_same_rating_is_told() -> None:
    answers = {"2.1": "y", "2.2": "y", "2.3": "y", "2.4": "y", "2.5": "n", "2.6": "n", "2.7": "y"}
    judged = ROB2.judge("deviations", answers, "assignment")
    assert judged.rating == "high"
    assert "unbalanced" in judged.reason
    assert "not analysed as randomised" in judged.reason


def test_an_open_question_leaves_the_domain_open() -> None:
    judged = ROB2.judge("missing", {"3.1": "n"})
    assert (judged.rating, judged.unanswered) == ("", ("3.2",))
    assert "3.2" in judged.reason


def test_answers_to_questions_not_asked_do_not_count() -> None:
    answers = {"3.1": "y", "3.2": "n", "3.3": "y", "3.4": "y"}
    assert ROB2.judge("missing", answers).rating == "low"

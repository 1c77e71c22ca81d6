"""A framework made of a declaration: starts, domains that ask the data, and verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.grading.declared import framework_from, known_frameworks
from evidence.grading.framework import Direction, frameworks
from evidence.model.claim import Verdict
from evidence.model.judgement import DomainRating
from references.source import Location
from tests.evidence.grading.panel_framework import PANEL
from tests.evidence.grading.published_bodies import body_of, judged

OWN = framework_from(PANEL)


def level(body, judgement=None):
    found = OWN.derive(body, judgement).level
    return found.id if found else None


@pytest.mark.parametrize(
    ("words", "kind", "against", "expected"),
    [
        (["2 randomised-trial good"], "therapy", 0, "strong"),
        (["2 cohort good"], "therapy", 0, "fair"),
        (["2 cohort good"], "prognosis", 0, "strong"),
        (["2 randomised-trial poor"], "therapy", 0, "weak"),
        (["4 randomised-trial good"], "therapy", 2, "fair"),
        (["1 randomised-trial good", "5 case-series good"], "therapy", 0, "strong"),
        (["1 animal good"], "therapy", 0, None),
        (["2 randomised-trial good"], "diagnosis", 0, None),
    ],
)
def test_level(words, kind, against, expected):
    assert level(body_of(*words, kind=kind, against=against)) == expected


def test_a_person_decides_what_no_data_can():
    body = body_of("2 randomised-trial good")
    assert {left.domain for left in OWN.derive(body, None).undecided} == {"fit", "cost"}
    assert level(body, judged("panel-2026", cost="yes")) == "fair"
    assert level(body, judged("panel-2026", bias="much")) == "strong"


def test_kinds_that_it_does_not_grade_are_outside():
    found = OWN.derive(body_of("1 randomised-trial good", kind="diagnosis"), None)
    assert found.outside
    assert "diagnosis" in found.reason


def test_verdicts():
    assert OWN.verdicts["strong", Direction.SUPPORTS] is Verdict.WELL_SUPPORTED
    assert OWN.verdicts["fair", Direction.SUPPORTS] is Verdict.LIMITED
    assert OWN.verdicts["fair", Direction.DISPUTES] is Verdict.CONTRADICTED
    assert OWN.verdicts["weak", Direction.DISPUTES] is Verdict.LIMITED


def test_a_judgement_is_held_against_its_words_and_sums():
    body = body_of("2 randomised-trial good")
    judgement = judged("panel-2026", "strong", cost="yes", price="high")
    judgement = replace(
        judgement, domains={**judgement.domains, "bias": DomainRating("lots", "because")}
    )
    kinds = {found.kind for found in OWN.check(body, judgement, OWN.derive(body, judgement))}
    assert {"unknown-domain", "unknown-rating"} <= kinds
    plain = judged("panel-2026", "strong", cost="yes")
    kinds = {found.kind for found in OWN.check(body, plain, OWN.derive(body, plain))}
    assert "arithmetic" in kinds


def test_equal_declarations_are_one_framework_wherever_they_stand():
    assert framework_from(replace(PANEL, location=Location("elsewhere", 3))) is OWN
    known = known_frameworks([PANEL])
    assert known["panel-2026"] is OWN
    assert set(known) == {"panel-2026", *(each.name for each in frameworks())}

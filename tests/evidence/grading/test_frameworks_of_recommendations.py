"""NHMRC FORM, USPSTF and ACC/AHA on published recommendations and the rows of their tables."""

from __future__ import annotations

from itertools import product

import pytest

from evidence.grading.framework import framework_named
from evidence.grading.scales.nhmrc_scale import guarded
from tests.evidence.grading.published_bodies import body_of, judged

NHMRC = framework_named("nhmrc-form")
USPSTF = framework_named("uspstf")
HEART = framework_named("acc-aha")


def level(framework, body, judgement=None):
    found = framework.derive(body, judgement).level
    return found.id if found else None


def rating(framework, body, domain):
    return next(s.rating for s in framework.derive(body, None).steps if s.domain == domain)


# Table 1 of Hillier and others 2011, row "evidence base".
@pytest.mark.parametrize(
    ("words", "kind", "letter"),
    [
        (["1 systematic-review-of-trials good"], "therapy", "a"),
        (["3 randomised-trial good"], "therapy", "a"),
        (["2 randomised-trial good"], "therapy", "b"),
        (["1 randomised-trial good"], "therapy", "b"),
        (["1 systematic-review good"], "therapy", "b"),
        (["3 cohort good"], "therapy", "b"),
        (["2 cohort good"], "therapy", "c"),
        (["1 quasi-randomised-trial good"], "therapy", "c"),
        (["2 randomised-trial fair"], "therapy", "c"),
        (["1 systematic-review-of-trials fair"], "therapy", "c"),
        (["4 case-series good"], "therapy", "d"),
        (["3 randomised-trial poor"], "therapy", "d"),
        (["3 cohort poor"], "therapy", "d"),
        (["3 randomised-trial"], "therapy", "c"),
        (["1 systematic-review good"], "diagnosis", "a"),
        (["3 diagnostic-accuracy good"], "diagnosis", "a"),
        (["1 case-control good"], "diagnosis", "c"),
        (["1 systematic-review good"], "prognosis", "a"),
    ],
)
def test_nhmrc_evidence_base(words, kind, letter):
    assert rating(NHMRC, body_of(*words, kind=kind), "evidence-base") == letter


def test_nhmrc_consistency():
    assert rating(NHMRC, body_of("3 randomised-trial good"), "consistency") == "a"
    assert rating(NHMRC, body_of("1 randomised-trial good"), "consistency") == "not-applicable"
    assert rating(NHMRC, body_of("4 randomised-trial good", against=1), "consistency") == "c"
    assert rating(NHMRC, body_of("4 randomised-trial good", against=2), "consistency") == "d"


@pytest.mark.parametrize(("base", "agreement"), list(product("abcd", "abcd")))
def test_nhmrc_guard(base, agreement):
    """ "A or B only where evidence base and consistency are both A or B"."""
    ratings = {"evidence-base": base, "consistency": agreement}
    assert guarded(ratings) == (base in "cd" or agreement in "cd")


def test_nhmrc_grade_is_a_panels_and_held_to_the_guard():
    sound, weak = body_of("3 randomised-trial good"), body_of("2 cohort good")
    assert level(NHMRC, sound) is None
    assert "level" in {left.domain for left in NHMRC.derive(sound, None).undecided}
    assert level(NHMRC, sound, judged("nhmrc-form", "a")) == "a"
    assert level(NHMRC, weak, judged("nhmrc-form", "c")) == "c"
    for grade in ("a", "b"):
        judgement = judged("nhmrc-form", grade)
        derivation = NHMRC.derive(weak, judgement)
        assert derivation.level is None
        assert "closed" in derivation.reason
        kinds = {found.kind for found in NHMRC.check(weak, judgement, derivation)}
        assert kinds == {"arithmetic"}


# The grid of the Task Force, and recommendation statements that name both of its sides:
# colorectal cancer screening 2021 (doi:10.1001/jama.2021.6238) at 50 to 75, 45 to 49 and 76 to 85
# years, and prostate cancer screening from 70 years 2018 (doi:10.1001/jama.2018.3710).
@pytest.mark.parametrize(
    ("certainty", "net_benefit", "grade"),
    [
        ("high", "substantial", "a"),
        ("moderate", "moderate", "b"),
        ("moderate", "small", "c"),
        ("moderate", "zero-or-negative", "d"),
        ("high", "moderate", "b"),
        ("moderate", "substantial", "b"),
        ("high", "small", "c"),
        ("high", "zero-or-negative", "d"),
        ("low", "substantial", "i"),
        ("low", "zero-or-negative", "i"),
    ],
)
def test_uspstf_grid(certainty, net_benefit, grade):
    body = body_of("3 randomised-trial good", kind="diagnosis")
    judgement = judged("uspstf", grade, certainty=certainty, net_benefit=net_benefit)
    derivation = USPSTF.derive(body, judgement)
    assert derivation.level.id == grade
    assert USPSTF.check(body, judgement, derivation) == ()
    other = judged(
        "uspstf", "a" if grade != "a" else "i", certainty=certainty, net_benefit=net_benefit
    )
    kinds = {found.kind for found in USPSTF.check(body, other, derivation)}
    assert "arithmetic" in kinds


def test_uspstf_leaves_both_sides_to_a_person():
    body = body_of("3 randomised-trial good")
    derivation = USPSTF.derive(body, None)
    assert derivation.level is None
    assert [left.domain for left in derivation.undecided] == ["certainty", "net-benefit"]
    assert level(USPSTF, body, judged("uspstf", certainty="high")) is None
    assert level(USPSTF, body, judged("uspstf", certainty="low")) == "i"


def test_uspstf_without_a_study_in_people_is_insufficient():
    assert level(USPSTF, body_of("2 expert-opinion", "1 animal good")) == "i"


# Table 1 of Halperin and others 2016.
@pytest.mark.parametrize(
    ("words", "loe"),
    [
        (["2 randomised-trial good"], "a"),
        (["1 systematic-review-of-trials good"], "a"),
        (["1 randomised-trial good"], "b-r"),
        (["3 randomised-trial fair"], "b-r"),
        (["1 systematic-review-of-trials fair"], "b-r"),
        (["2 cohort good"], "b-nr"),
        (["1 systematic-review good"], "b-nr"),
        (["2 cohort fair"], "c-ld"),
        (["2 randomised-trial poor"], "c-ld"),
        (["3 case-series good"], "c-ld"),
        (["1 expert-opinion"], "c-eo"),
        (["1 guideline"], "c-eo"),
        (["1 in-vitro good"], None),
    ],
)
def test_heart_levels_of_evidence(words, loe):
    assert level(HEART, body_of(*words)) == loe


@pytest.mark.parametrize("cor", ["1", "2a", "2b", "3-no-benefit", "3-harm"])
def test_heart_class_does_not_move_the_level(cor):
    for words in (["2 randomised-trial good"], ["1 expert-opinion"]):
        body = body_of(*words)
        judgement = judged("acc-aha", class_of_recommendation=cor)
        assert level(HEART, body, judgement) == level(HEART, body)
        assert HEART.derive(body, judgement).undecided == ()

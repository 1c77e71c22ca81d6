"""SORT and SIGN on the rows of their published tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.grading.body import build_body
from evidence.grading.framework import framework_named
from evidence.model.claim import SynthesisRequest
from evidence.model.study import Appraisal
from tests.evidence.grading.published_bodies import HERE, body_of, judged, studies_of

SORT = framework_named("sort")
SIGN = framework_named("sign")


def level(framework, body, judgement=None):
    found = framework.derive(body, judgement).level
    return found.id if found else None


# Rows of table 2 and of the algorithm in figure 1 of Ebell and others 2004.
@pytest.mark.parametrize(
    ("words", "kind", "against", "strength"),
    [
        (["1 systematic-review-of-trials good"], "therapy", 0, "a"),
        (["2 randomised-trial good"], "therapy", 0, "a"),
        (["1 randomised-trial good"], "therapy", 0, "b"),
        (["2 randomised-trial good"], "therapy", 1, "b"),
        (["1 systematic-review-of-trials poor"], "therapy", 0, "b"),
        (["3 randomised-trial poor"], "therapy", 0, "b"),
        (["4 cohort good"], "therapy", 0, "b"),
        (["2 case-control good"], "harm", 0, "b"),
        (["5 case-series good"], "therapy", 0, "c"),
        (["1 expert-opinion"], "therapy", 0, "c"),
        (["1 guideline"], "advice", 0, "c"),
        (["3 in-vitro good"], "therapy", 0, "c"),
        (["2 diagnostic-accuracy good"], "diagnosis", 0, "a"),
        (["2 diagnostic-accuracy poor"], "diagnosis", 0, "b"),
        (["2 case-control good"], "diagnosis", 0, "b"),
        (["2 cohort good"], "prognosis", 0, "a"),
        (["2 case-series good"], "prognosis", 0, "b"),
        (["1 expert-opinion"], "prognosis", 0, "c"),
    ],
)
def test_sort_table(words, kind, against, strength):
    assert level(SORT, body_of(*words, kind=kind, against=against)) == strength


def test_sort_disease_oriented_evidence_is_c_however_good():
    body = body_of("3 randomised-trial good")
    assert level(SORT, body) == "a"
    assert level(SORT, body, judged("sort", outcome="disease-oriented")) == "c"
    assert [left.domain for left in SORT.derive(body, None).undecided] == ["outcome"]


def test_sort_leaves_the_quality_of_unappraised_trials_to_a_person():
    body = body_of("2 randomised-trial")
    assert level(SORT, body) == "b"
    assert "quality" in {left.domain for left in SORT.derive(body, None).undecided}
    assert level(SORT, body, judged("sort", quality="good")) == "a"


def test_sort_does_not_let_a_person_raise_what_the_data_settle():
    body = body_of("2 randomised-trial poor")
    assert level(SORT, body, judged("sort", quality="good")) == "b"


# Rows of the table in SIGN 50 (2008), annex B.
@pytest.mark.parametrize(
    ("words", "against", "grade"),
    [
        (["1 systematic-review-of-trials good"], 0, "a"),
        (["1 randomised-trial good"], 0, "a"),
        (["1 randomised-trial good", "1 randomised-trial poor"], 0, "a"),
        (["3 randomised-trial fair"], 0, "a"),
        (["1 randomised-trial fair", "2 randomised-trial poor"], 0, "b"),
        (["2 randomised-trial fair"], 1, "b"),
        (["2 cohort good"], 0, "b"),
        (["2 cohort fair"], 0, "c"),
        (["2 cohort fair"], 1, "d"),
        (["3 case-series good"], 0, "d"),
        (["1 expert-opinion"], 0, "d"),
        (["2 randomised-trial poor"], 0, None),
        (["2 cohort poor"], 0, None),
        (["2 randomised-trial"], 0, None),
        (["1 animal good"], 0, None),
    ],
)
def test_sign_table(words, against, grade):
    assert level(SIGN, body_of(*words, against=against)) == grade


@pytest.mark.parametrize(
    ("words", "direct", "extrapolated"),
    [
        (["1 randomised-trial good"], "a", "b"),
        (["3 randomised-trial fair"], "a", "b"),
        (["2 cohort good"], "b", "c"),
        (["2 cohort fair"], "c", "d"),
        (["3 case-series good"], "d", "d"),
    ],
)
def test_sign_extrapolated_evidence_is_a_grade_lower(words, direct, extrapolated):
    assert level(SIGN, body_of(*words)) == direct
    by_person = judged("sign", applicability="extrapolated")
    assert level(SIGN, body_of(*words), by_person) == extrapolated
    assert level(SIGN, body_of(*words, directness="indirect population")) == extrapolated


def test_the_appraisal_of_the_outcome_graded_counts():
    body = body_of("1 randomised-trial good")
    (study,) = studies_of("1 randomised-trial good")
    of_another = Appraisal("rob2", HERE, overall="high", outcome="pain")
    request = SynthesisRequest("pain", "RR", HERE)
    study = replace(study, appraisals=(*study.appraisals, of_another))
    graded = {
        asked: build_body(replace(body.claim, synthesis=asked), {"s0": (study,)}, frozenset())
        for asked in (None, request)
    }
    assert [level(SIGN, graded[asked]) for asked in (None, request)] == ["a", None]


def test_sign_says_why_there_is_no_grade():
    assert "nobody appraised" in SIGN.derive(body_of("2 cohort"), None).reason
    assert "support no grade" in SIGN.derive(body_of("2 cohort poor"), None).reason
    by_person = judged("sign", evidence="2+")
    assert level(SIGN, body_of("2 cohort"), by_person) == "c"

"""The keys under ``analyses`` of a synthesis: read, and refused with their place."""

import pytest

from evidence.grading.fingerprint import fingerprint
from evidence.model.analysis_choices import AnalysisChoices, JointOutcomes, PriorChoice
from tests.evidence.workspace.test_outcomes_and_appraisals import CLAIMS, review

ASKED = """
          mixed-model: conditional
          analyses:
            asymmetry-tests: [peters, arcsine, peters]
            trim-and-fill: {estimator: R0, side: left}
            subgroup-variance: common
            variance-interval: profile-likelihood
            predict-at: [{latitude: 13}, {latitude: 55}]
            prior: {of-tau: half-cauchy, scale: 0.3, mean: 0.1, mean-sd: 2}
            cluster-correlation: 0.6
            joint: {outcomes: [rash], correlation: -0.4}
"""
BEFORE = "\n          baseline-risk: 0.02"


def claims(asked=ASKED):
    assert BEFORE in CLAIMS
    return CLAIMS.replace(BEFORE, f"{asked.rstrip()}{BEFORE}")


def test_every_choice_is_read():
    loaded = review(claims=claims())
    assert loaded.problems == ()
    request = loaded.claims[0].outcomes[1].synthesis
    assert request.mixed_model == "conditional"
    assert request.analyses == AnalysisChoices(
        asymmetry_tests=("peters", "arcsine"),
        missing_count="R0",
        missing_side="left",
        subgroup_variance="common",
        variance_interval="profile-likelihood",
        predict_at=({"latitude": "13"}, {"latitude": "55"}),
        prior=PriorChoice("half-cauchy", 0.3, 0.1, 2.0),
        cluster_correlation=0.6,
        joint=JointOutcomes(("rash",), -0.4),
    )


def test_without_choices_the_usual_is_meant():
    plain, empty = review(), review(claims=claims("\n          analyses: {}"))
    assert plain.claims[0].outcomes[1].synthesis.analyses == AnalysisChoices()
    assert fingerprint(plain, plain.claims[0]) == fingerprint(empty, empty.claims[0])
    asked = review(claims=claims())
    assert fingerprint(plain, plain.claims[0]) != fingerprint(asked, asked.claims[0])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[peters, arcsine, peters]", "[peter]", "asymmetry-tests"),
        ("estimator: R0", "estimator: R1", "trim-and-fill.estimator"),
        ("side: left", "side: up", "trim-and-fill.side"),
        ("variance: common", "variance: shared", "subgroup-variance"),
        ("interval: profile-likelihood", "interval: wide", "variance-interval"),
        ("scale: 0.3", "scale: 0", "prior.scale must be a number above 0"),
        ("mean-sd: 2", "mean-sd: -2", "prior.mean-sd must be a number above 0"),
        ("correlation: 0.6", "correlation: 1", "must be a correlation from 0 to below 1"),
        ("correlation: -0.4", "correlation: -1", "must be a correlation above -1 and below 1"),
        ("outcomes: [rash]", "outcomes: []", "joint.outcomes"),
        ("mixed-model: conditional", "mixed-model: random", "mixed-model"),
        ("joint:", "jiont:", "jiont"),
    ],
)
def test_what_is_no_choice_is_named_with_its_place(old, new, words):
    text = claims()
    assert old in text
    (problem, *_) = review(claims=text.replace(old, new, 1)).problems
    assert words in problem.message
    assert problem.location.path == "claims.yaml"
    assert problem.location.line > 20

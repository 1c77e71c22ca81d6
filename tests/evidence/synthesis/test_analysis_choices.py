"""Analyses that a review asks for by ``analyses:``, against R's metafor.

Values of BCG are those of the reference set; the others come from metafor 3.8-1 on the numbers
that stand here: ``vcalc`` with ``rma.mv``, ``robust``, and ``rma.mv`` with ``struct="UN"``, with
the optimiser told to go on.
"""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from evidence.model.analysis_choices import AnalysisChoices, JointOutcomes, PriorChoice
from evidence.model.claim import SynthesisRequest
from evidence.model.study import Estimate, Outcome, Study, StudyDesign
from evidence.synthesis.analyses import analyse
from evidence.synthesis.counts.rare_events import OddsRatioModel, pooled_odds_ratio
from evidence.synthesis.random_effects.bayesian import (
    MeanPrior,
    TauPrior,
    TauShape,
    bayesian_pool,
)
from evidence.synthesis.synthesise import synthesise
from evidence.workspace.load import load_review
from references.source import Location

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT / "tests" / "alignment" / "metafor" / "cases" / "bcg.json"
REVIEW = load_review(ROOT / "examples" / "bcg-vaccine")
CLAIM = REVIEW.claim_by_id["bcg-protects"]
STUDIES = REVIEW.studies_of(CLAIM)
HERE = Location("studies.yaml")


@pytest.fixture(scope="module")
def reference():
    cases = json.loads(REFERENCE.read_text("utf-8"))["cases"]
    return {case["id"].removeprefix("bcg/RR/"): case.get("expected") for case in cases}


def asked(**choices):
    return analyse(replace(CLAIM.synthesis, analyses=AnalysisChoices(**choices)), STUDIES)


def close(value, rel=1e-8):
    return pytest.approx(value, rel=rel, abs=1e-9)


def study(name, cluster="", **effects):
    """A study with an effect and its variance on each outcome."""
    outcomes = tuple(
        Outcome(
            each,
            HERE,
            estimates=(Estimate("GEN", HERE, value=value, standard_error=variance**0.5),),
        )
        for each, (value, variance) in effects.items()
    )
    return Study(
        name, (name,), StudyDesign.RANDOMISED_TRIAL, HERE, outcomes=outcomes, cluster=cluster
    )


def test_what_nobody_has_to_ask_for(reference):
    found = asked()
    assert sorted(each.value for each in found.best_linear_predictions) == [
        close(each) for each in sorted(reference["blup"]["pred"])
    ]
    assert sorted(each.prediction_low for each in found.best_linear_predictions) == [
        close(each) for each in sorted(reference["blup"]["pi_lb"])
    ]
    assert found.henmi_copas.value == close(reference["hc"]["estimate"])
    # metafor's own root search ends at four digits.
    assert found.henmi_copas.ci_low == close(reference["hc"]["ci_lb"], rel=1e-3)
    assert 0 < found.inconsistency.i_squared_low < 92 < found.inconsistency.i_squared_high
    assert found.refused == {}


def test_subgroups_may_share_a_variance(reference):
    expected = reference["subgroup/alloc/REML/common"]
    found = asked(subgroup_variance="common").moderation.subgroups
    assert [each.pooled.value for each in found.groups] == [close(x) for x in expected["estimate"]]
    assert found.between.statistic == close(expected["Q_between"])
    assert found.regression.between_study_variance == close(expected["tau2"])


def test_the_interval_of_the_variance_is_made_as_asked(reference):
    expected = reference["tau2ci/PL/REML"]
    found = asked(variance_interval="profile-likelihood").between_study
    assert (found.low, found.high) == (close(expected["tau2_lb"]), close(expected["tau2_ub"]))


def test_the_regression_predicts_where_asked(reference):
    expected = reference["predict/ablat"]
    at = tuple({"latitude": each} for each in ("0", "13", "30", "55"))
    found = asked(predict_at=at).moderation
    assert [name for name, _ in found.expected] == [
        "latitude 0",
        "latitude 13",
        "latitude 30",
        "latitude 55",
    ]
    for name, attribute in (
        ("pred", "value"),
        ("se", "standard_error"),
        ("ci_lb", "ci_low"),
        ("pi_lb", "prediction_low"),
        ("pi_ub", "prediction_high"),
    ):
        values = [getattr(each, attribute) for _, each in found.expected]
        assert values == [close(each) for each in expected[name]]


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ({"altitude": "3"}, "needs a value of moderator 'latitude'"),
        ({"latitude": "north"}, "is a number in all studies"),
        ({"latitude": "3", "altitude": "3"}, "no moderator 'altitude'"),
    ],
)
def test_a_prediction_that_does_not_fit_the_regression_is_refused(at, why):
    found = asked(predict_at=(at,))
    assert found.moderation.expected == ()
    assert why in next(reason for name, reason in found.refused.items() if "effect at" in name)


def test_a_category_is_predicted_by_its_word():
    request = replace(
        CLAIM.synthesis,
        moderators=("allocation",),
        analyses=AnalysisChoices(
            predict_at=tuple({"allocation": each} for each in ("alternate", "random", "lottery"))
        ),
    )
    found = analyse(request, STUDIES)
    coefficients = {each.name: each.value for each in found.moderation.regression.coefficients}
    values = [each.value for _, each in found.moderation.expected]
    assert values == [
        close(coefficients["intercept"]),
        close(coefficients["intercept"] + coefficients["allocation: random"]),
    ]
    assert "no study has 'lottery'" in found.refused["effect at allocation lottery"]


def test_trim_and_fill_counts_as_asked(reference):
    expected = reference["trimfill/R0/REML"]
    found = asked(missing_count="R0").small_study.trim_and_fill
    assert (found.estimator.value, found.missing) == ("R0", expected["k0"])
    assert found.pooling.pooled.value == close(expected["estimate"])
    assert asked(missing_side="left").small_study.trim_and_fill.side.value == "left"
    assert asked(missing_side="right").small_study.trim_and_fill.side.value == "right"


def test_tests_of_asymmetry_are_those_named(reference):
    names = (
        "egger-random-effects",
        "egger",
        "thompson-sharp",
        "harbord",
        "peters",
        "macaskill",
        "deeks",
        "arcsine",
        "schwarzer",
        "pustejovsky",
    )
    found = asked(asymmetry_tests=names).small_study
    assert [each.name for each in found.tests] == [
        "Egger's test with τ²",
        "Egger's test",
        "Thompson and Sharp's test",
        "Harbord's test",
        "Peters' test",
        "Macaskill's test",
        "Deeks' test",
        "arcsine test",
        "Schwarzer's test",
    ]
    assert [name for name, _ in found.refused] == ["Pustejovsky's test"]
    first, second = reference["regtest/rma/sei"], reference["regtest/lm/sei"]
    assert (found.tests[0].statistic, found.tests[0].p_value) == (
        close(first["stat"]),
        close(first["pval"]),
    )
    assert found.tests[1].statistic == close(second["stat"])
    assert [each.name for each in asked().small_study.tests] == [
        "Egger's test",
        "Harbord's test",
        "Peters' test",
    ]


EFFECTS = (0.12, 0.61, 0.25, 0.94, 0.52, 1.18, 0.13, 0.40, -0.35, 0.27, 0.85, -0.22)
VARIANCES = (0.02, 0.05, 0.03, 0.04, 0.06, 0.03, 0.08, 0.05, 0.02, 0.03, 0.09, 0.04)
CLUSTERED = tuple(
    study(f"s{at}", cluster, pain=pair)
    for at, (cluster, *pair) in enumerate(zip("aaabbbcccdee", EFFECTS, VARIANCES, strict=True))
)
PAIN = SynthesisRequest("pain", "GEN", HERE)


def test_errors_within_a_cluster_may_be_correlated():
    request = replace(PAIN, analyses=AnalysisChoices(cluster_correlation=0.6))
    found = analyse(request, CLUSTERED).dependence.clustered
    (mean,) = found.coefficients
    assert (mean.value, mean.standard_error, mean.ci_low, mean.ci_high) == (
        close(0.3631038110, rel=1e-7),
        close(0.1684105177, rel=1e-6),
        close(0.0330252620, rel=1e-6),
        close(0.6931823601, rel=1e-7),
    )
    assert found.between_clusters == close(0.0432862200, rel=1e-5)
    assert found.within_clusters == close(0.1480394042, rel=1e-5)
    apart = analyse(PAIN, CLUSTERED).dependence.clustered
    assert apart.between_clusters > found.between_clusters


def test_the_error_may_be_robust_to_clusters():
    found = analyse(PAIN, CLUSTERED).dependence.robust
    assert (found.value, found.standard_error, found.ci_low, found.ci_high, found.p_value) == (
        close(0.3797382584617),
        close(0.1747668331320),
        close(-0.1054922599386),
        close(0.8649687768621),
        close(0.0955074239219),
    )
    assert analyse(PAIN, CLUSTERED[::3]).dependence.robust is None


ATTACHMENT = {"al": (-0.32, -0.60, -0.12, -0.31), "pd": (0.47, 0.20, 0.40, 0.26, 0.56)}
SPREAD = {"al": (0.0075, 0.0057, 0.0021, 0.0029), "pd": (0.0077, 0.0008, 0.0014, 0.0015, 0.002)}


def test_several_outcomes_are_pooled_together():
    studies = [
        study(
            f"t{at}",
            **{
                name: (ATTACHMENT[name][at], SPREAD[name][at])
                for name in ATTACHMENT
                if at < len(ATTACHMENT[name])
            },
        )
        for at in range(5)
    ]
    joint = AnalysisChoices(joint=JointOutcomes(("al",), 0.4))
    found = analyse(SynthesisRequest("pd", "GEN", HERE, analyses=joint), studies).dependence.joint
    assert [each.name for each in found.means] == ["al", "pd"]
    # metafor's optimiser ends just below: its log-likelihood is 3.6386188585.
    assert found.log_likelihood > 3.6386188585
    assert [each.value for each in found.means] == [
        close(-0.2623510258, rel=1e-4),
        close(0.3644218054, rel=1e-4),
    ]
    assert [each.standard_error for each in found.means] == [
        close(0.1113005836, rel=1e-4),
        close(0.0644333082, rel=1e-4),
    ]
    assert found.between_studies[0][1] == close(0.0280240206, rel=1e-3)


def test_an_outcome_that_nobody_has_is_named():
    joint = AnalysisChoices(joint=JointOutcomes(("sleep",), 0.4))
    found = analyse(replace(PAIN, analyses=joint), CLUSTERED)
    assert found.dependence.joint is None
    assert "outcome 'sleep'" in found.refused["several outcomes at once"]


def test_priors_are_those_of_the_review():
    prior = PriorChoice("half-cauchy", 0.3, 0.1, 2.0)
    found = analyse(replace(PAIN, analyses=AnalysisChoices(prior=prior)), CLUSTERED)
    expected = bayesian_pool(
        np.array(EFFECTS),
        np.array(VARIANCES),
        TauPrior(TauShape.HALF_CAUCHY, 0.3),
        mean_prior=MeanPrior(0.1, 2.0),
    )
    assert found.bayesian.effect.mean == close(expected.effect.mean)
    assert found.prior_of_tau == TauPrior(TauShape.HALF_CAUCHY, 0.3)
    assert analyse(PAIN, CLUSTERED).bayesian is None


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("fixed-studies", OddsRatioModel.FIXED_STUDIES),
        ("random-studies", OddsRatioModel.RANDOM_STUDIES),
        ("conditional", OddsRatioModel.CONDITIONAL),
    ],
)
def test_a_mixed_model_takes_baselines_as_asked(name, model):
    request = replace(CLAIM.synthesis, measure="OR", method="GLMM", mixed_model=name)
    tables = analyse(request, STUDIES).tables
    expected = pooled_odds_ratio(tables, model)
    assert synthesise(request, STUDIES, details=False).pooled.value == close(expected.value)

"""RevMan's random effects of counts, asked for as a review asks for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Arm, ArmRole, Outcome, Study, StudyDesign
from evidence.model.synthesis import Synthesis
from evidence.synthesis.analyses import analyse
from evidence.synthesis.random_effects.between_study_variance import dersimonian_laird
from evidence.synthesis.random_effects.linear_model import CommonMean
from evidence.synthesis.synthesise import synthesise
from references.source import Location
from tests.alignment.reference import HERE, document

PLACE = Location("studies.yaml")


def studies_of(dataset: str) -> list[Study]:
    columns = document(HERE, "cases-meta", dataset).columns("ai", "n1i", "ci", "n2i")
    rows = zip(*(columns[name] for name in ("ai", "n1i", "ci", "n2i")), strict=True)
    return [
        Study(
            f"s{number}",
            (f"s{number}",),
            StudyDesign("randomised-trial"),
            PLACE,
            outcomes=(
                Outcome(
                    "event",
                    PLACE,
                    arms=(
                        Arm(ArmRole.INTERVENTION, PLACE, events=a, total=int(n1)),
                        Arm(ArmRole.COMPARATOR, PLACE, events=c, total=int(n2)),
                    ),
                ),
            ),
        )
        for number, (a, n1, c, n2) in enumerate(rows)
    ]


def asked(measure: str, **choices: str) -> SynthesisRequest:
    return SynthesisRequest("event", measure, PLACE, "MH-DL", **choices)


@pytest.mark.parametrize(
    ("dataset", "measure"), [("bcg", "RR"), ("bcg", "OR"), ("bcg", "RD"), ("nielweise2007", "OR")]
)
def test_the_numbers_are_those_of_the_package_that_follows_revman(dataset, measure):
    expected = document(HERE, "cases-meta", dataset).case(f"meta/{measure}/MH/DL/classic").expected
    found = synthesise(asked(measure), studies_of(dataset))
    pooled, random = found.pooled, expected["random"]
    assert numbers(found) == pytest.approx(
        [random[name] for name in ("estimate", "se", "ci_lb", "ci_ub", "pval")], rel=1e-8
    )
    assert pooled.between_study_variance == pytest.approx(expected["tau2"], rel=1e-8)
    assert [pooled.prediction_low, pooled.prediction_high] == pytest.approx(
        [expected["predict"]["lb"], expected["predict"]["ub"]], rel=1e-8
    )
    spread = found.heterogeneity
    assert [spread.q, spread.p_value, spread.i_squared] == pytest.approx(
        [expected["Q"], expected["pval_Q"], 100 * expected["I2"]], rel=1e-8
    )
    assert spread.tau_squared == pooled.between_study_variance
    weights = [each for each in expected["w_random"] if each]
    assert [each.weight for each in found.effects] == pytest.approx(
        [100 * each / sum(weights) for each in weights], rel=1e-8
    )


def numbers(found: Synthesis) -> list[float]:
    pooled = found.pooled
    return [pooled.value, pooled.standard_error, pooled.ci_low, pooled.ci_high, pooled.p_value]


def test_a_q_of_its_own_gives_the_same_estimate_beside_a_giant_study():
    variances = np.array([1e-18, 1.0, 2.0, 0.5])
    model = CommonMean(np.array([0.0, 3.0, -4.0, 5.0]), variances)
    own = model.moments(1 / variances).q
    assert dersimonian_laird(model, own) == dersimonian_laird(model) > 0


def test_it_lies_beside_the_estimator_around_the_inverse_variance_mean():
    studies = studies_of("bcg")
    found = synthesise(asked("RR"), studies).pooled
    usual = synthesise(replace(asked("RR"), method="DL"), studies).pooled
    assert found.value != usual.value
    assert found.value == pytest.approx(usual.value, rel=1e-3)


def test_its_further_analyses_are_those_of_dersimonian_and_laird():
    studies = studies_of("bcg")
    found = analyse(asked("RR"), studies)
    usual = analyse(replace(asked("RR"), method="DL"), studies)
    assert found.method == "DL"
    assert found.in_turn == usual.in_turn


def test_a_test_asked_for_is_used_and_equal_trials_fall_back_to_the_normal_one():
    studies = studies_of("bcg")
    scaled = synthesise(asked("RR", test="knapp-hartung"), studies).pooled
    assert (scaled.test, scaled.degrees_of_freedom) == ("knapp-hartung", 12)
    equal = [replace(studies[0], id=name) for name in ("a", "b", "c")]
    found = synthesise(asked("RR", test="knapp-hartung"), equal)
    assert found.pooled.test == "z"
    assert any("normal distribution" in note for note in found.notes)


def test_one_trial_is_its_own_effect():
    (first, *_) = studies_of("bcg")
    found = synthesise(asked("RR"), [first])
    assert found.pooled.between_study_variance == 0
    assert found.pooled.value == pytest.approx(found.effects[0].value, rel=1e-12)


def test_measures_without_tables_are_refused():
    assert synthesise(asked("MD"), studies_of("bcg")).notes == (
        "Mantel-Haenszel pools OR, RR, RD, IRR, IRD, and not MD",
    )


def test_trials_without_events_add_nothing_to_a_ratio():
    studies = studies_of("nielweise2007")
    found = synthesise(asked("OR"), studies)
    assert len(found.effects) + len(found.excluded) == len(studies)
    assert found.excluded
    assert "0.5 was added to every cell of studies with a zero cell" in found.notes

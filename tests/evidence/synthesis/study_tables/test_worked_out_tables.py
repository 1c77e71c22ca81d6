"""Tables and means that a paper does not print, worked out from what it does."""

import math

import pytest

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Arm, ArmRole, Estimate, Outcome, Study, StudyDesign
from evidence.synthesis.study_tables.five_numbers import FiveNumbers
from evidence.synthesis.study_tables.quantile_matching import matched_distribution
from evidence.synthesis.synthesise import synthesise
from references.source import Location

HERE = Location("studies.yaml")


def study(name="a", *, arms=(), estimates=()):
    outcome = Outcome("o", HERE, arms=tuple(arms), estimates=tuple(estimates))
    return Study(name, (name,), StudyDesign.RANDOMISED_TRIAL, HERE, outcomes=(outcome,))


def odds_ratio(value=0.25, **margins):
    kept = {"total": 50, "group_total": 25, "events": 24, **margins}
    return Estimate("OR", HERE, value=value, ci_low=0.05, ci_high=0.9, **kept)


@pytest.mark.parametrize(("measure", "method"), [("OR", "MH"), ("RR", "REML"), ("RD", "common")])
def test_an_odds_ratio_with_its_margins_gives_the_table(measure, method):
    """(8/17)/(16/9) = 0.265 is the odds ratio of whole counts nearest to 0.25."""
    found = synthesise(
        SynthesisRequest("o", measure, HERE, method=method), [study(estimates=[odds_ratio()])]
    )
    (effect,) = found.effects
    assert effect.data == ("8/25", "16/25")
    assert "worked out from the odds ratio and its margins" in effect.note
    assert (found.total_participants, found.total_events) == (50, 24)
    expected = {"OR": math.log((8 / 17) / (16 / 9)), "RR": math.log(8 / 16), "RD": -8 / 25}
    assert effect.value == pytest.approx(expected[measure])


def test_without_its_margins_the_printed_odds_ratio_is_taken():
    found = synthesise(
        SynthesisRequest("o", "OR", HERE), [study(estimates=[odds_ratio(events=None)])]
    )
    assert found.effects[0].note == "published estimate"
    assert found.effects[0].value == pytest.approx(math.log(0.25))


def test_margins_that_do_not_fit_are_refused_with_the_reason():
    found = synthesise(
        SynthesisRequest("o", "RR", HERE), [study(estimates=[odds_ratio(group_total=60)])]
    )
    assert "must fit into the total" in found.excluded[0].reason


def test_a_skewed_outcome_takes_the_distribution_that_comes_closest():
    quantiles = {"median": 4.0, "q1": 2.0, "q3": 9.0, "minimum": 0.5, "maximum": 40.0}
    arms = [
        Arm(ArmRole.INTERVENTION, HERE, total=60, skewed=True, **quantiles),
        Arm(ArmRole.COMPARATOR, HERE, total=60, mean=10.0, sd=3.0),
    ]
    (effect,) = synthesise(SynthesisRequest("o", "MD", HERE), [study(arms=arms)]).effects
    matched = matched_distribution(FiveNumbers(4.0, 60, 0.5, 2.0, 9.0, 40.0))
    assert matched.family == "log-normal"
    assert effect.value == pytest.approx(matched.mean - 10)
    assert "to which a log-normal distribution comes closest" in effect.note

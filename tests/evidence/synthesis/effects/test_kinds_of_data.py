"""Rates, single groups, correlations, log-rank statistics and medians on their way to a pool."""

import math

import pytest

from evidence.model.claim import ContinuityChoice, SynthesisRequest
from evidence.model.study import Arm, ArmRole, Estimate, Outcome, Study, StudyDesign
from evidence.synthesis.synthesise import synthesise
from references.source import Location

HERE = Location("studies.yaml")


def study(name, *, arms=(), estimates=(), design="randomised-trial", size=None):
    made = tuple(Arm(ArmRole(role), HERE, **given) for role, given in arms)
    found = tuple(Estimate(location=HERE, **each) for each in estimates)
    outcome = Outcome("pain", HERE, arms=made, estimates=found)
    return Study(name, (name,), StudyDesign(design), HERE, outcomes=(outcome,), size=size)


def effect(measure, *studies, **asked):
    found = synthesise(SynthesisRequest("pain", measure, HERE, **asked), studies)
    assert found.effects, found.excluded
    return found.effects[0], found


def two(one, other):
    return (("intervention", one), ("comparator", other))


def test_rates_are_compared_by_person_time():
    arms = two({"events": 10, "person_time": 200}, {"events": 30, "person_time": 300})
    found, whole = effect("IRR", study("a", arms=arms))
    assert found.value == pytest.approx(math.log((10 / 200) / (30 / 300)))
    assert found.standard_error == pytest.approx(math.sqrt(1 / 10 + 1 / 30))
    assert found.data == ("10/200", "30/300")
    assert (whole.total_participants, whole.total_events) == (None, 40)


def test_rates_without_person_time_are_refused_in_words():
    arms = two({"events": 10, "total": 20}, {"events": 30, "person_time": 300})
    found = synthesise(SynthesisRequest("pain", "IRR", HERE), (study("a", arms=arms),))
    assert "events and person-time are not both recorded" in found.excluded[0].reason


def test_a_single_group_gives_a_proportion():
    found, whole = effect("PLO", study("a", arms=(("comparator", {"events": 5, "total": 50}),)))
    assert found.value == pytest.approx(math.log(5 / 45))
    assert found.standard_error == pytest.approx(math.sqrt(1 / 5 + 1 / 45))
    assert (found.data, whole.total_participants) == (("5/50", ""), 50)


def test_a_correlation_needs_its_number_of_pairs():
    found, whole = effect(
        "ZCOR", study("a", estimates=[{"measure": "r", "value": 0.5, "total": 53}])
    )
    assert found.value == pytest.approx(math.atanh(0.5))
    assert found.standard_error == pytest.approx(1 / math.sqrt(50))
    assert whole.total_participants == 53
    bare = study("b", estimates=[{"measure": "r", "value": 0.5}])
    refused = synthesise(SynthesisRequest("pain", "ZCOR", HERE), (bare,))
    assert "no usable standard error" in refused.excluded[0].reason


def test_a_hazard_ratio_comes_from_its_interval_its_p_value_or_the_log_rank_statistics():
    by_interval, _ = effect(
        "HR", study("a", estimates=[{"measure": "HR", "value": 0.5, "ci_low": 0.25, "ci_high": 1}])
    )
    assert by_interval.value == pytest.approx(math.log(0.5))
    assert by_interval.standard_error == pytest.approx(math.log(4) / (2 * 1.959963984540054))
    by_p, _ = effect("HR", study("a", estimates=[{"measure": "HR", "value": 0.5, "p_value": 0.05}]))
    assert by_p.standard_error == pytest.approx(math.log(2) / 1.959963984540054)
    assert "p value" in by_p.note
    log_rank = {"measure": "HR", "observed_minus_expected": -6.0, "variance": 12.0}
    by_difference, _ = effect("HR", study("a", estimates=[log_rank]))
    assert by_difference.value == pytest.approx(-0.5)
    assert by_difference.standard_error == pytest.approx(math.sqrt(1 / 12))


def test_a_standard_error_of_a_mean_gives_its_standard_deviation_and_says_so():
    arms = two(
        {"mean": 4.0, "standard_error": 0.5, "total": 16}, {"mean": 5.0, "sd": 2.0, "total": 16}
    )
    found, _ = effect("MD", study("a", arms=arms))
    assert found.value == pytest.approx(-1)
    assert found.standard_error == pytest.approx(math.sqrt(4 / 16 + 4 / 16))
    assert "worked out from the standard error" in found.note


def test_the_ratio_of_means_is_a_logarithm():
    arms = two({"mean": 4.0, "sd": 1.0, "total": 20}, {"mean": 8.0, "sd": 2.0, "total": 20})
    found, whole = effect("ROM", study("a", arms=arms))
    assert whole.is_ratio
    assert math.exp(found.value) == pytest.approx(0.5, rel=0.01)


def test_the_correction_of_empty_cells_is_the_one_asked_for():
    zero = study("a", arms=two({"events": 0, "total": 20}, {"events": 4, "total": 20}))
    full = study("b", arms=two({"events": 2, "total": 20}, {"events": 4, "total": 20}))
    plain, _ = effect("OR", full, zero)
    everywhere, whole = effect(
        "OR", full, zero, continuity=ContinuityChoice(0.25, "all-studies-if-any-zero")
    )
    assert plain.value == pytest.approx(math.log((2 / 18) / (4 / 16)))
    assert everywhere.value == pytest.approx(math.log((2.25 / 18.25) / (4.25 / 16.25)))
    assert "0.25 was added to every cell of all studies" in " ".join(whole.notes)
    refused = synthesise(
        SynthesisRequest("pain", "OR", HERE, continuity=ContinuityChoice(0.5, "no-study")),
        (full, zero),
    )
    assert [each.study for each in refused.excluded] == ["a"]


def test_measures_by_arcsines_are_corrected_where_the_review_says_so():
    """The values are metafor's escalc("AS", ...), without and with add=0.5, to="only0"."""
    zero = study("a", arms=two({"events": 0, "total": 20}, {"events": 4, "total": 20}))
    alone, whole = effect("AS", zero)
    assert (alone.value, alone.note) == (pytest.approx(-math.asin(math.sqrt(0.2))), "")
    assert not any("added" in note for note in whole.notes)
    named, whole = effect("AS", zero, continuity=ContinuityChoice(0.5))
    expected = math.asin(math.sqrt(0.5 / 21)) - math.asin(math.sqrt(4.5 / 21))
    assert named.value == pytest.approx(expected)
    assert named.standard_error == pytest.approx(math.sqrt(1 / 84 + 1 / 84))
    assert any(note.startswith("0.5 was added") for note in whole.notes)


@pytest.mark.parametrize(
    ("asked", "is_said"),
    [({}, True), ({"prediction": "normal"}, True), ({"method": "MH"}, False)],
)
def test_two_studies_give_no_prediction_interval_and_say_so(asked, is_said):
    trials = [
        study(f"s{i}", arms=two({"events": 5 + 4 * i, "total": 50}, {"events": 20, "total": 50}))
        for i in range(2)
    ]
    _, whole = effect("RR", *trials, **asked)
    assert whole.pooled.prediction_low is None
    said = [note for note in whole.notes if "no prediction interval: three are" in note]
    assert bool(said) == is_said


def test_test_level_and_prediction_are_those_asked_for():
    trials = [
        study(f"s{i}", arms=two({"events": 5 + 4 * i, "total": 50}, {"events": 20, "total": 50}))
        for i in range(4)
    ]
    _, plain = effect("RR", *trials)
    _, asked = effect(
        "RR", *trials, test="knapp-hartung", level=0.9, prediction="normal", method="PM"
    )
    assert (plain.pooled.test, plain.pooled.degrees_of_freedom) == ("z", None)
    assert (asked.pooled.test, asked.pooled.degrees_of_freedom) == ("knapp-hartung", 3)
    assert (asked.pooled.level, asked.pooled.method) == (0.9, "PM")
    width = asked.effects[0].ci_high - asked.effects[0].ci_low
    assert width == pytest.approx(2 * 1.6448536269514722 * asked.effects[0].standard_error)
    reach = 1.6448536269514722 * math.sqrt(
        asked.pooled.standard_error**2 + asked.pooled.between_study_variance
    )
    assert asked.pooled.prediction_high == pytest.approx(asked.pooled.value + reach)


def test_where_a_test_has_no_answer_the_normal_one_stands_in_and_is_named():
    same = [
        study(f"s{i}", arms=two({"events": 5, "total": 50}, {"events": 20, "total": 50}))
        for i in range(3)
    ]
    _, found = effect("RR", *same, test="knapp-hartung")
    assert found.pooled.test == "z"
    assert any("normal distribution" in note for note in found.notes)


def test_median_and_quartiles_stand_for_mean_and_deviation_and_are_named():
    arms = two(
        {"median": 8.0, "q1": 4.0, "q3": 10.0, "total": 50}, {"mean": 5.0, "sd": 2.0, "total": 50}
    )
    found, _ = effect("MD", study("a", arms=arms))
    # Luo 2018: 0.7078 of the middle of the quartiles and the rest of the median.
    share = 0.7 + 0.39 / 50
    assert found.value == pytest.approx(share * 7 + (1 - share) * 8 - 5)
    assert "worked out from the median, quartiles" in found.note
    assert "skewed" not in found.note
    lopsided = two(
        {"median": 2.0, "q1": 1.9, "q3": 30.0, "total": 50}, {"mean": 5.0, "sd": 2.0, "total": 50}
    )
    assert "skewed" in effect("MD", study("a", arms=lopsided))[0].note
    disordered = two(
        {"median": 8.0, "q1": 9.0, "q3": 10.0, "total": 50}, {"mean": 5.0, "sd": 2.0, "total": 50}
    )
    refused = synthesise(SynthesisRequest("pain", "MD", HERE), (study("a", arms=disordered),))
    assert "out of order" in refused.excluded[0].reason


def test_mantel_haenszel_and_peto_pool_counts_without_a_correction():
    tables = [(0, 20, 4, 20), (3, 30, 6, 30), (2, 25, 5, 25)]
    trials = [
        study(f"s{i}", arms=two({"events": a, "total": n}, {"events": c, "total": m}))
        for i, (a, n, c, m) in enumerate(tables)
    ]
    printed = study("p", estimates=[{"measure": "RR", "value": 0.5, "ci_low": 0.2, "ci_high": 1.1}])
    above = sum(a * m / (n + m) for a, n, c, m in tables)
    below = sum(c * n / (n + m) for a, n, c, m in tables)
    _, found = effect("RR", *trials, printed, method="MH")
    assert found.pooled.value == pytest.approx(math.log(above / below))
    assert [each.study for each in found.excluded] == ["p"]
    assert "no counts" in found.excluded[0].reason
    assert sum(each.weight for each in found.effects) == pytest.approx(100)
    assert "the counts are pooled as they are" in " ".join(found.notes)
    _, peto = effect("OR", *trials, method="Peto")
    assert peto.pooled.method == "Peto"
    assert len(peto.left_out) == 3


@pytest.mark.parametrize(("measure", "method"), [("MD", "MH"), ("RR", "Peto"), ("HR", "MH")])
def test_a_method_that_cannot_pool_a_measure_says_so(measure, method):
    found = synthesise(SynthesisRequest("pain", measure, HERE, method=method), ())
    assert f"not {measure}" in found.notes[0]


def test_a_logistic_mixed_model_pools_counts_of_rare_events():
    tables = [(0, 200, 3, 200), (1, 150, 4, 150), (2, 300, 3, 300), (0, 100, 2, 100)]
    trials = [
        study(f"s{i}", arms=two({"events": a, "total": n}, {"events": c, "total": m}))
        for i, (a, n, c, m) in enumerate(tables)
    ]
    _, found = effect("OR", *trials, method="GLMM")
    assert found.pooled.method == "GLMM"
    assert found.pooled.value < 0
    assert found.pooled.ci_low < found.pooled.value < found.pooled.ci_high
    assert sum(each.weight for each in found.effects) == pytest.approx(100)
    groups = [
        study(f"g{i}", arms=(("intervention", {"events": a, "total": n}),))
        for i, (a, n, _, _) in enumerate(tables)
    ]
    _, shares = effect("PLO", *groups, method="GLMM")
    # The pooled share of 3 events in 750 people.
    assert 1 / (1 + math.exp(-shares.pooled.value)) == pytest.approx(0.004, abs=0.001)
    refused = synthesise(SynthesisRequest("pain", "RR", HERE, method="GLMM"), trials)
    assert "not RR" in refused.notes[0]

"""Which studies enter a synthesis, and what is said of the others."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.model.claim import SynthesisRequest
from evidence.model.study import Arm, ArmRole, Estimate, Outcome, Study, StudyDesign
from evidence.synthesis.synthesise import synthesise
from references.source import Location

HERE = Location("studies.yaml")
REQUEST = SynthesisRequest("jerks", "RR", HERE)


def study(name: str, *tables: tuple, design: str = "randomised-trial", **given) -> Study:
    """A study with events and totals of its arms, the intervention first."""
    arms = tuple(
        Arm(ArmRole(role), HERE, events=events, total=total) for role, events, total in tables
    )
    outcome = Outcome("jerks", HERE, arms=arms, estimates=given.pop("estimates", ()))
    return Study(name, (name,), StudyDesign(design), HERE, outcomes=(outcome,), **given)


def trial(name: str, events: float, total: int, other_events: float, other_total: int, **given):
    return study(
        name, ("intervention", events, total), ("comparator", other_events, other_total), **given
    )


GULER = trial("guler", 6, 25, 18, 25)
RASHDI = trial("rashdi", 16, 25, 15, 25, design="quasi-randomised-trial")


def ratio(synthesis) -> tuple[float, float, float]:
    pooled = synthesis.pooled
    return tuple(round(math.exp(x), 2) for x in (pooled.value, pooled.ci_low, pooled.ci_high))


def test_two_trials_give_the_known_answers() -> None:
    """The check values of the etomidate trials, by two methods that disagree."""
    studies = (GULER, RASHDI)
    found = synthesise(replace(REQUEST, method="DL"), studies)
    assert ratio(found) == (0.62, 0.20, 1.94)
    assert ratio(synthesise(replace(REQUEST, method="common"), studies)) == (0.79, 0.54, 1.15)
    assert round(found.heterogeneity.i_squared) == 86
    assert (found.total_participants, found.total_events) == (100, 55)
    assert found.comparator_risk == pytest.approx(33 / 50)
    assert [each.data for each in found.effects] == [("6/25", "18/25"), ("16/25", "15/25")]
    assert [name for name, _ in found.left_out] == ["guler", "rashdi"]
    assert found.left_out[0][1].value == pytest.approx(math.log(16 / 15))


def test_a_study_of_the_sensitivity_view_is_added_only_there() -> None:
    found = synthesise(replace(REQUEST, sensitivity=("rashdi",)), (GULER, RASHDI))
    assert [each.study for each in found.effects] == ["guler"]
    assert [(each.study, each.reason) for each in found.excluded] == [
        ("rashdi", "only in the sensitivity view")
    ]
    assert found.sensitivity is not None
    assert [each.study for each in found.sensitivity.effects] == ["guler", "rashdi"]
    assert found.sensitivity.sensitivity is None


def test_a_study_left_out_by_the_review_is_named() -> None:
    found = synthesise(replace(REQUEST, exclude=("guler",)), (GULER, RASHDI))
    assert [each.study for each in found.effects] == ["rashdi"]
    assert found.excluded[0].reason == "left out by the review"


def test_a_zero_cell_is_corrected_and_said() -> None:
    found = synthesise(REQUEST, (trial("a", 0, 20, 5, 20), GULER))
    assert found.effects[0].value == pytest.approx(math.log((0.5 / 21) / (5.5 / 21)))
    assert "0.5 added to each cell" in found.effects[0].note
    assert found.effects[1].note == ""
    assert any("zero cell" in note for note in found.notes)


@pytest.mark.parametrize("measure", ["RR", "OR"])
@pytest.mark.parametrize(("events", "words"), [(0, "no events"), (20, "nothing but events")])
def test_a_study_without_contrast_says_nothing_of_a_ratio(measure, events, words) -> None:
    empty = trial("empty", events, 20, events, 20)
    found = synthesise(replace(REQUEST, measure=measure), (empty, GULER))
    assert [each.study for each in found.effects] == ["guler"]
    assert words in found.excluded[0].reason
    assert found.total_participants == 50


def test_it_does_speak_of_a_difference() -> None:
    found = synthesise(replace(REQUEST, measure="RD"), (trial("empty", 0, 20, 0, 20), GULER))
    assert [each.study for each in found.effects] == ["empty", "guler"]
    assert found.effects[0].value == 0


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (trial("bad", 30, 25, 5, 25), "30 events of 25"),
        (trial("bad", -1, 25, 5, 25), "-1 events of 25"),
        (trial("bad", 1, 0, 5, 25), "1 events of 0"),
        (trial("bad", math.nan, 25, 5, 25), "not possible"),
        (study("bad", ("intervention", 3, 25)), "no comparator arm"),
        (study("bad", ("intervention", None, 25), ("comparator", 1, 2)), "no events and total"),
        (study("bad"), "no intervention arm"),
        (
            study(
                "bad",
                estimates=(Estimate("RR", HERE, value=2.0, p_value=0.01, p_relation="<"),),
            ),
            "no usable standard error",
        ),
        (study("bad", estimates=(Estimate("OR", HERE, 2.0, 0.1),)), "no published RR"),
    ],
)
def test_what_cannot_be_used_is_listed_with_its_reason(bad: Study, words: str) -> None:
    found = synthesise(REQUEST, (bad, GULER))
    assert [each.study for each in found.effects] == ["guler"]
    assert [each.study for each in found.excluded] == ["bad"]
    assert words in found.excluded[0].reason


def test_a_percentage_alone_is_not_enough() -> None:
    arms = (
        Arm(ArmRole.INTERVENTION, HERE, percent=26.0, total=50),
        Arm(ArmRole.COMPARATOR, HERE, events=20, total=50),
    )
    bad = Study(
        "un",
        ("un",),
        StudyDesign.RANDOMISED_TRIAL,
        HERE,
        outcomes=(Outcome("jerks", HERE, arms=arms),),
    )
    assert "only a percentage" in synthesise(REQUEST, (bad,)).excluded[0].reason


def test_a_study_without_the_outcome_is_not_mentioned() -> None:
    other = Study("other", ("other",), StudyDesign.COHORT, HERE)
    found = synthesise(REQUEST, (other, GULER))
    assert found.excluded == ()


def test_nothing_to_pool() -> None:
    found = synthesise(REQUEST, ())
    assert found.pooled is None
    assert found.common is None
    assert found.effects == ()
    assert found.notes == ("no study could be used",)


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (replace(REQUEST, measure="XX"), "unknown measure 'XX'"),
        (replace(REQUEST, method="magic"), "unknown method 'magic'"),
    ],
)
def test_an_unknown_measure_or_method_is_said_not_raised(request_, words) -> None:
    found = synthesise(request_, (GULER,))
    assert found.pooled is None
    assert words in found.notes[0]


def test_several_arms_of_one_role_are_combined() -> None:
    three = study("three", ("intervention", 2, 10), ("intervention", 4, 15), ("comparator", 18, 25))
    found = synthesise(REQUEST, (three,))
    assert found.effects[0].data == ("6/25", "18/25")
    assert "2 intervention arms combined" in found.effects[0].note


def means(name: str, *groups: tuple[str, float, float, int]) -> Study:
    arms = tuple(
        Arm(ArmRole(role), HERE, mean=mean, sd=sd, total=total) for role, mean, sd, total in groups
    )
    return Study(
        name,
        (name,),
        StudyDesign.RANDOMISED_TRIAL,
        HERE,
        outcomes=(Outcome("jerks", HERE, arms=arms),),
    )


def test_combined_means_are_those_of_all_participants_together() -> None:
    one = means(
        "a", ("intervention", 2.0, 1.0, 3), ("intervention", 5.0, 2.0, 4), ("comparator", 4, 2, 9)
    )
    pooled_mean = (3 * 2 + 4 * 5) / 7
    squares = 2 * 1 + 3 * 4 + 3 * (2 - pooled_mean) ** 2 + 4 * (5 - pooled_mean) ** 2
    found = synthesise(replace(REQUEST, measure="MD"), (one,))
    assert found.effects[0].value == pytest.approx(pooled_mean - 4)
    assert found.effects[0].standard_error ** 2 == pytest.approx(squares / 6 / 7 + 4 / 9)
    assert found.total_events is None
    assert found.comparator_risk is None


@pytest.mark.parametrize("sd", [0.0, -1.0, math.inf])
def test_means_without_spread_cannot_be_pooled(sd: float) -> None:
    bad = means("bad", ("intervention", 1, sd, 10), ("comparator", 2, 1, 10))
    for measure in ("MD", "SMD"):
        assert synthesise(replace(REQUEST, measure=measure), (bad,)).effects == ()


def test_a_crossover_trial_is_taken_by_its_own_estimate() -> None:
    printed = (Estimate("RR", HERE, value=0.5, ci_low=0.25, ci_high=1.0),)
    crossover = trial("x", 5, 20, 10, 20, design="crossover-trial", estimates=printed)
    assert synthesise(REQUEST, (crossover,)).effects[0].note == "published estimate"
    bare = replace(crossover, outcomes=(replace(crossover.outcomes[0], estimates=()),))
    assert "as if its groups were independent" in synthesise(REQUEST, (bare,)).effects[0].note


def test_a_review_does_not_count_the_trials_it_holds_twice() -> None:
    printed = (Estimate("RR", HERE, value=0.6, ci_low=0.4, ci_high=0.9),)
    review = study("review", design="systematic-review-of-trials", estimates=printed, size=400)
    found = synthesise(REQUEST, (review, GULER))
    assert [each.study for each in found.effects] == ["guler"]
    assert "count no study twice" in found.excluded[0].reason
    smaller = replace(review, id="smaller", size=100)
    alone = synthesise(REQUEST, (smaller, review))
    assert [each.study for each in alone.effects] == ["review"]
    assert alone.total_participants == 400


anything = st.one_of(
    st.none(),
    st.floats(),
    st.sampled_from([0.0, 1e-300, 1e300, 5.0]),
)
counts = st.one_of(st.none(), st.integers(-3, 100), st.just(10**400), st.just(10**13))
wild_arms = st.builds(
    Arm,
    role=st.sampled_from(ArmRole),
    location=st.just(HERE),
    events=st.one_of(anything, st.integers(0, 20)),
    total=counts,
    mean=anything,
    sd=anything,
    percent=anything,
)
wild_estimates = st.builds(
    Estimate,
    measure=st.sampled_from(["RR", "MD", "rr"]),
    location=st.just(HERE),
    value=anything,
    standard_error=anything,
    ci_low=anything,
    ci_high=anything,
    ci_level=st.floats(),
)


@given(
    st.lists(
        st.tuples(st.lists(wild_arms, max_size=4), st.lists(wild_estimates, max_size=2)),
        max_size=5,
    ),
    st.sampled_from(["RR", "OR", "RD", "MD", "SMD"]),
    st.sampled_from(["REML", "DL", "common"]),
)
@settings(max_examples=100, deadline=None)
def test_no_number_makes_it_fail(data, measure: str, method: str) -> None:
    studies = tuple(
        Study(
            f"s{index}",
            (),
            StudyDesign.RANDOMISED_TRIAL,
            HERE,
            outcomes=(Outcome("jerks", HERE, arms=tuple(arms), estimates=tuple(estimates)),),
        )
        for index, (arms, estimates) in enumerate(data)
    )
    found = synthesise(replace(REQUEST, measure=measure, method=method), studies)
    assert len(found.effects) + len(found.excluded) == len(studies)
    assert all(each.reason for each in found.excluded)
    if found.pooled is not None:
        assert math.isfinite(found.pooled.value)
        assert 0 < found.pooled.standard_error < math.inf
        assert found.pooled.between_study_variance >= 0


def test_a_study_reported_twice_counts_once() -> None:
    assert len(synthesise(REQUEST, (GULER, GULER, RASHDI)).effects) == 2

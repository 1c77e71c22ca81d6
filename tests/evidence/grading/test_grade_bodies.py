"""Hand-made bodies of evidence, each with the level that the published rules give it.

And what must hold of all of them: nothing that makes a body worse raises its level.
"""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.grading.absolute_effects.decision_threshold import (
    DecisionThresholds,
    decision_thresholds,
)
from evidence.grading.domain_rules.imprecision import imprecision_concern
from evidence.grading.domain_rules.information_size import information_size_of_means
from evidence.model.claim import (
    SynthesisRequest,
)
from evidence.model.synthesis import PooledEffect, Synthesis
from tests.evidence.grading.graded_bodies import (
    ABSOLUTE,
    DOUBLED,
    HALVED,
    HALVED_TOO,
    HERE,
    NO_EFFECT,
    SIZES,
    SMALL,
    TINY,
    body_of,
    cohorts,
    graded,
    level,
    study,
    trials,
)

BODIES = {
    "two large trials that agree": (trials(HALVED, HALVED_TOO), {}, "high"),
    "one large trial": (trials(HALVED), {}, "high"),
    "one trial of a fifth of the information": (trials(SMALL), {}, "low"),
    "a tiny trial across no effect": (trials(TINY), {}, "low"),
    "large trials without effect are precise": (trials(NO_EFFECT, NO_EFFECT), {}, "high"),
    "all at high risk of bias": (trials(HALVED, HALVED_TOO, risks="hh"), {}, "low"),
    "all with some concerns": (trials(HALVED, HALVED_TOO, risks="ss"), {}, "moderate"),
    "nothing appraised": (trials(HALVED, HALVED_TOO, risks="--"), {}, "moderate"),
    "half at high risk": (trials(HALVED, HALVED_TOO, risks="lh"), {}, "moderate"),
    "a third at high risk that agrees": (
        trials(HALVED, HALVED_TOO, HALVED, risks="llh"), {}, "high",
    ),
    "a small part at high risk": (trials(HALVED, HALVED_TOO, SMALL, risks="llh"), {}, "high"),
    "opposite effects in two large trials": (trials(HALVED, DOUBLED), {}, "very-low"),
    "one of four against the rest": (
        trials(HALVED, HALVED_TOO, HALVED, NO_EFFECT), {}, "moderate",
    ),
    "beyond the smallest effect that matters": (trials(HALVED, HALVED_TOO), ABSOLUTE, "high"),
    "across one threshold": (trials((270, 1000, 300, 1000)), ABSOLUTE, "moderate"),
    "across both thresholds": (trials((140, 500, 150, 500)), ABSOLUTE, "low"),
    "a large effect both ways": (trials((6, 20, 6, 20)), ABSOLUTE, "very-low"),
    "within what does not matter": (
        trials((3000, 10000, 3000, 10000)), ABSOLUTE, "high",
    ),
    "a threshold of the ratio crossed": (
        trials((250, 1000, 300, 1000)), {"threshold": 0.8}, "moderate",
    ),
    "a threshold of the ratio cleared": (trials(HALVED), {"threshold": 0.8}, "high"),
    "high risk and imprecise": (trials(SMALL, risks="h"), {}, "very-low"),
    "some concerns and imprecise": (trials(SMALL, risks="s"), {}, "very-low"),
    "cohorts without ROBINS-I": (
        cohorts((240, 1000, 300, 1000), (245, 1000, 305, 1000), appraised=False), {}, "low",
    ),
    "cohorts with a large effect": (
        cohorts((100, 1000, 300, 1000), appraised=False), {}, "moderate",
    ),
    "cohorts with a very large effect": (
        cohorts((50, 1000, 300, 1000), appraised=False), {}, "high",
    ),
    "a small cohort is not raised": (cohorts(TINY, appraised=False), {}, "very-low"),
    "ROBINS-I serious ends where it would have started": (
        cohorts((240, 1000, 300, 1000)), {}, "low",
    ),
    "ROBINS-I critical": (cohorts((240, 1000, 300, 1000), risk="critical"), {}, "very-low"),
    "ROBINS-I moderate": (cohorts((240, 1000, 300, 1000), risk="moderate"), {}, "moderate"),
    "ROBINS-I low": (cohorts((240, 1000, 300, 1000), risk="low"), {}, "high"),
    "ROBINS-I without information": (
        cohorts((240, 1000, 300, 1000), risk="no-information"), {}, "low",
    ),
    "ROBINS-I serious and a large effect": (cohorts((100, 1000, 300, 1000)), {}, "moderate"),
    "trials beside cohorts": ([*trials(HALVED, HALVED_TOO), *cohorts(TINY)], {}, "high"),
    "quasi-randomised": ([study("q", HALVED, "low", design="quasi-randomised-trial")], {}, "low"),
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_the_level_of_a_body(name: str) -> None:
    studies, request, expected = BODIES[name]
    assert level(body_of(*studies, **request)) == expected


@pytest.mark.parametrize("name", BODIES)
def test_every_change_has_its_reason_and_adds_up(name: str) -> None:
    studies, request, _ = BODIES[name]
    found = graded(body_of(*studies, **request))
    assert found.level is not None
    assert all(step.reason.strip() for step in found.steps)
    start = {"high": 4, "low": 2}[found.steps[0].rating]
    total = start + sum(step.change for step in found.steps)
    assert found.level.rank == max(1, min(4, total))


def test_populations_stand_side_by_side_for_the_person_who_decides() -> None:
    children = [replace(each, population="children") for each in trials(HALVED, HALVED_TOO)]
    steps = graded(body_of(*children)).steps
    reason = next(step.reason for step in steps if step.domain == "indirectness")
    assert reason.endswith("asked about adults, studied in children")


def test_absolute_and_relative_thresholds_agree() -> None:
    body = body_of(*trials(HALVED), **ABSOLUTE)
    assert body.synthesis is not None
    found = decision_thresholds(body.claim.synthesis, body.synthesis)
    assert found is not None
    assert (found.lower, found.upper) == pytest.approx((math.log(280 / 300), math.log(320 / 300)))
    assert found.told == "20 events per 1,000 from a baseline risk of 300"


# Published: 350 people for 0.3, 126 for half a standard deviation (two-sided 5 %, power 80 %).
@pytest.mark.parametrize(("difference", "size"), [(0.2, 786), (0.3, 350), (0.5, 126)])
def test_the_information_size_of_means(difference: float, size: int) -> None:
    assert information_size_of_means(difference) == pytest.approx(size, abs=2)


def synthesis_with(low: float, width: float, participants: int, measure: str = "RR") -> Synthesis:
    value, error = low + width / 2, width / 3.92
    pooled = PooledEffect("REML", value, error, low, low + width, 0.5)
    return Synthesis(
        outcome="o",
        measure=measure,
        method="REML",
        is_ratio=measure == "RR",
        benefit="lower",
        effects=(),
        pooled=pooled,
        total_participants=participants,
        comparator_risk=0.3,
    )


REQUESTS = st.sampled_from(
    [
        None,
        SynthesisRequest("o", "RR", HERE, threshold=0.8),
        SynthesisRequest("o", "RR", HERE, baseline_risk=0.3, magnitudes=SIZES),
    ]
)


@given(
    st.floats(-1.5, 1),
    st.floats(0.01, 1.5),
    st.floats(0, 1),
    st.floats(0, 1),
    st.integers(10, 5000),
    REQUESTS,
)
@settings(max_examples=300, deadline=None)
def test_a_wider_interval_never_raises(
    low: float, width: float, below: float, above: float, participants: int, request
) -> None:
    one = imprecision_concern((), synthesis_with(low, width, participants), request=request)
    wide = synthesis_with(low - below, width + below + above, participants)
    assert imprecision_concern((), wide, request=request).levels >= one.levels


@given(
    st.floats(-1.5, 1), st.floats(0.01, 1.5), st.integers(10, 5000), st.integers(0, 5000), REQUESTS
)
@settings(max_examples=200, deadline=None)
def test_fewer_participants_never_raise(
    low: float, width: float, participants: int, more: int, request
) -> None:
    few = imprecision_concern((), synthesis_with(low, width, participants), request=request)
    many = imprecision_concern((), synthesis_with(low, width, participants + more), request=request)
    assert few.levels >= many.levels


WORSE = {"low": "some-concerns", "some-concerns": "high", "high": "high"}


@given(
    st.lists(st.sampled_from(["low", "some-concerns", "high"]), min_size=1, max_size=5), st.data()
)
@settings(max_examples=80, deadline=None)
def test_a_worse_appraisal_never_raises(risks: list[str], data: st.DataObject) -> None:
    """For studies that agree; where they do not, the low-risk ones alone may speak."""
    at = data.draw(st.integers(0, len(risks) - 1))
    worse = [WORSE[risk] if number == at else risk for number, risk in enumerate(risks)]

    def found(words: list[str]) -> int:
        studies = [study(f"t{number}", HALVED, risk) for number, risk in enumerate(words)]
        derived = graded(body_of(*studies)).level
        assert derived is not None
        return derived.rank

    assert found(worse) <= found(risks)


def test_thresholds_that_no_effect_reaches_are_never_crossed() -> None:
    found = DecisionThresholds(-math.inf, 1.0, "x")
    assert found.crossed(-5, 0) == 0
    assert found.holds(-1e9, 0.5)

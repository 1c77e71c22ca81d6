"""No number that a file can hold makes a rule on studies or syntheses raise."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.assessment import Assessment, assess
from evidence.audit.registry import review_rules
from evidence.model.claim import Anchor, Claim, ClaimKind, Link, Stance, SynthesisRequest
from evidence.model.review import Review
from evidence.model.study import (
    Arm,
    ArmRole,
    BaselineRow,
    Estimate,
    Outcome,
    Study,
    StudyDesign,
)
from references.source import Location

PLACE = Location("studies.yaml")
RULES = [rule for rule in review_rules() if rule.code[:3] in ("STU", "SYN")] + [
    rule for rule in review_rules() if rule.code in ("CLM024", "CLM025", "GRD014")
]

ODD = [0.0, 1.0, -1.0, 0.5, 1e-300, -1e-300, 1e300, -1e300, 1e16, 1e-9, 3.47, 100.0]
number = st.none() | st.sampled_from(ODD) | st.floats(-1e6, 1e6, allow_nan=False)
count = st.none() | st.sampled_from([0, 1, 2, 20, 10**6, 10**15, -3])
arm = st.builds(
    Arm,
    role=st.sampled_from(ArmRole),
    location=st.just(PLACE),
    label=st.sampled_from(["", "a", "b"]),
    events=number,
    total=count,
    mean=number,
    sd=number,
    percent=number,
    standard_error=number,
    median=number,
    q1=number,
    minimum=number,
    maximum=number,
)
estimate = st.builds(
    Estimate,
    measure=st.sampled_from(["RR", "OR", "MD", "SMD", "RD", "HR", "", "x"]),
    location=st.just(PLACE),
    value=number,
    standard_error=number,
    ci_low=number,
    ci_high=number,
    ci_level=st.sampled_from([0.95, 0.0, 1.0, 0.9999999, 2.0]),
    p_value=number,
    p_relation=st.sampled_from(["=", "<", ">"]),
)
outcome = st.builds(
    Outcome,
    id=st.just("cramps"),
    location=st.just(PLACE),
    arms=st.lists(arm, max_size=3).map(tuple),
    estimates=st.lists(estimate, max_size=2).map(tuple),
    items=count,
    scale=st.sampled_from(["", "0-1", "0-100", "mmHg", "-5 to 5"]),
    score=st.sampled_from(["", "final", "change"]),
)
row = st.builds(
    BaselineRow,
    variable=st.just("age"),
    location=st.just(PLACE),
    arms=st.lists(arm, max_size=4).map(tuple),
)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    studies = tuple(
        Study(
            f"s{index}",
            (draw(st.sampled_from(["k1", "k2"])),),
            draw(st.sampled_from([StudyDesign.RANDOMISED_TRIAL, StudyDesign.COHORT])),
            PLACE,
            outcomes=(draw(outcome),),
            baseline=tuple(draw(st.lists(row, min_size=0, max_size=6))),
        )
        for index in range(draw(st.integers(1, 4)))
    )
    sentence = draw(
        st.sampled_from(
            [
                "Magnesium lowers cramps by 85%",
                "Magnesium raises cramps (RR 0.26), in two trials with 99 patients",
                "Magnesium lowers cramps",
            ]
        )
    )
    claim = Claim(
        "c",
        sentence,
        ClaimKind.THERAPY,
        Anchor(sentence),
        PLACE,
        links=tuple(Link(key, Stance.SUPPORTS, PLACE) for key in ("k1", "k2")),
        synthesis=SynthesisRequest(
            "cramps", draw(st.sampled_from(["RR", "MD", "SMD", "RD"])), PLACE, subgroup="x"
        ),
    )
    return Review("t", "grade", PLACE, studies=studies, claims=(claim,))


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(review=reviews())
def test_every_rule_gives_hits_or_none(review: Review) -> None:
    assessment: Assessment = assess(review)
    for rule in RULES:
        for hit in rule.check(assessment):
            assert hit.message
            assert "nan" not in hit.message.split()

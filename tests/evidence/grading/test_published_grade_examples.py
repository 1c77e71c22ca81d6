"""Worked examples and stated rules of the GRADE guidelines, from what of them is public."""

from __future__ import annotations

import math

import pytest

from evidence.grading.domain_rules.imprecision import imprecision_concern
from evidence.grading.domain_rules.information_size import optimal_information_size
from evidence.grading.domain_rules.large_effect import large_effect
from evidence.model.claim import SynthesisRequest
from evidence.model.synthesis import PooledEffect, Synthesis
from references.source import Location
from tests.evidence.grading.graded_bodies import body_of, change, trials

HERE = Location("x")


def pooled(
    measure: str, value: float, low: float, high: float, participants: int = 100_000
) -> Synthesis:
    """A pooled effect as printed, with its comparator risk at a fifth."""
    is_ratio = measure != "RD"
    ends = [math.log(each) if is_ratio else each for each in (value, low, high)]
    effect = PooledEffect("REML", ends[0], (ends[2] - ends[1]) / 3.92, ends[1], ends[2], 0.01)
    return Synthesis(
        outcome="o",
        measure=measure,
        method="REML",
        is_ratio=is_ratio,
        benefit="lower",
        effects=(),
        pooled=effect,
        total_participants=participants,
        comparator_risk=0.2,
    )


def levels(synthesis: Synthesis, threshold: float | None = None) -> int:
    request = SynthesisRequest("o", synthesis.measure, HERE, threshold=threshold)
    return imprecision_concern((), synthesis, request=request).levels


# GRADE guidelines 6, figure 1 (doi:10.1016/j.jclinepi.2011.01.012): strokes fall by 1.3 % (0.6 to
# 2.0). A drug that asks little is worth 0.5 %, a toxic one 1 %: the same interval is precise for
# the one and not for the other.
@pytest.mark.parametrize(("threshold", "lost"), [(0.005, 0), (0.01, 1)])
def test_strokes_prevented_are_precise_for_a_harmless_drug_alone(
    threshold: float, lost: int
) -> None:
    assert levels(pooled("RD", -0.013, -0.020, -0.006), threshold) == lost


# The same, for reviews: an interval without 1 and as many people as one adequate trial needs are
# enough; one that includes appreciable benefit or harm, under 0.75 or over 1.25, may not be.
@pytest.mark.parametrize(
    ("low", "high", "lost"),
    [(0.70, 0.95, 0), (0.80, 1.20, 0), (0.70, 1.10, 1), (0.90, 1.40, 1), (0.60, 1.50, 2)],
)
def test_a_review_without_thresholds_asks_for_a_quarter(low: float, high: float, lost: int) -> None:
    enough = optimal_information_size(0.2)
    assert levels(pooled("RR", math.sqrt(low * high), low, high, enough)) == lost


# The same: a robust-looking effect on few people is rated down for the information size alone.
def test_a_large_effect_on_few_people_is_rated_down() -> None:
    needed = optimal_information_size(0.2)
    assert levels(pooled("RR", 0.4, 0.2, 0.8, needed)) == 0
    assert levels(pooled("RR", 0.4, 0.2, 0.8, needed - 1)) == 1


# GRADE guidelines 9 (doi:10.1016/j.jclinepi.2011.06.004): one level for at least a two-fold
# reduction or increase in risk, two for at least a five-fold one.
@pytest.mark.parametrize(
    ("ratio", "gained"), [(2.0, 1), (0.5, 1), (1.9, 0), (0.55, 0), (5.0, 2), (0.2, 2), (4.9, 1)]
)
def test_a_two_fold_and_a_five_fold_effect(ratio: float, gained: int) -> None:
    found = large_effect(pooled("RR", ratio, ratio * 0.95, ratio * 1.05))
    assert -found.levels == gained


# GRADE guidelines 7 (doi:10.1016/j.jclinepi.2011.03.017): inconsistency weighs more where some
# studies suggest benefit and others harm than where all help, some more and some less.
def test_benefit_against_harm_weighs_more_than_large_against_small_benefit() -> None:
    both_help = body_of(*trials((100, 1000, 400, 1000), (330, 1000, 400, 1000)))
    against = body_of(*trials((200, 1000, 400, 1000), (660, 1000, 400, 1000)))
    assert change(both_help, "inconsistency") == -1
    assert change(against, "inconsistency") == -2

"""Frameworks whose ratings are all a person's, held to the rules that put them together."""

from __future__ import annotations

from itertools import product

import pytest

from evidence.grading.framework import framework_named, frameworks
from evidence.grading.scales.network_scale import LEVELS, look_up
from evidence.model.claim import ClaimKind
from evidence.model.study import StudyDesign
from tests.evidence.grading.published_bodies import body_of, judged

CERQUAL = framework_named("grade-cerqual")
NETWORK = framework_named("grade-network")
COMPONENTS = tuple(domain.id for domain in CERQUAL.domains)
FINDING = body_of("3 qualitative-study", kind="experience")
NET = body_of("1 network-meta-analysis good", "2 randomised-trial good")


def test_cerqual_confidence_is_a_persons():
    assert CERQUAL.derive(FINDING, None).level is None
    asked = [left.domain for left in CERQUAL.derive(FINDING, None).undecided]
    assert asked == [*COMPONENTS, "level"]
    for level in CERQUAL.levels:
        found = CERQUAL.derive(FINDING, judged("grade-cerqual", level.id))
        assert found.level == level


@pytest.mark.parametrize("kind", [each for each in StudyDesign if not each.is_qualitative])
def test_cerqual_refuses_bodies_without_qualitative_evidence(kind):
    body = body_of(f"2 {kind.value}", kind="experience")
    judgement = judged("grade-cerqual", "high", coherence="minor")
    for given in (None, judgement):
        found = CERQUAL.derive(body, given)
        assert (found.level, found.steps, found.undecided) == (None, (), ())
        assert found.reason.endswith("and none is recorded")
    kinds = {each.kind for each in CERQUAL.check(body, judgement, CERQUAL.derive(body, judgement))}
    assert "differs-from-derived" in kinds


@pytest.mark.parametrize("kind", [each for each in ClaimKind if each is not ClaimKind.EXPERIENCE])
def test_cerqual_refuses_claims_of_anything_but_experience(kind):
    body = body_of("3 qualitative-study", kind=kind.value)
    found = CERQUAL.derive(body, judged("grade-cerqual", "high", coherence="minor"))
    assert (found.level, found.steps, found.undecided, found.outside) == (None, (), (), True)
    assert f"a claim of kind {kind.value} is none" in found.reason


def test_what_people_experience_is_sent_to_cerqual():
    for framework in frameworks():
        found = framework.derive(FINDING, None)
        if framework is CERQUAL:
            assert found.undecided
        else:
            assert found.level is None, framework.name
            assert found.outside, framework.name
    assert "GRADE-CERQual" in framework_named("grade").derive(FINDING, None).reason


@pytest.mark.parametrize("kind", [each for each in StudyDesign if each.is_qualitative])
def test_qualitative_evidence_is_graded_by_cerqual_alone(kind):
    assert kind.is_in_people
    alone = body_of(f"3 {kind.value} good")
    assert CERQUAL.derive(body_of(f"3 {kind.value}", kind="experience"), None).undecided
    for framework in frameworks():
        derivation = framework.derive(alone, None)
        ranked = [step.domain for step in derivation.steps]
        if framework is CERQUAL:
            assert derivation.outside
        elif framework.name in ("best-evidence-synthesis", "uspstf"):
            # Both give their lowest level to whatever has no trial, or nothing that measures.
            assert derivation.level == framework.levels[-1]
        else:
            assert (derivation.level, ranked) == (None, []), framework.name
            assert derivation.reason


@pytest.mark.parametrize("kind", [each for each in StudyDesign if each.is_qualitative])
def test_qualitative_evidence_beside_trials_leaves_their_grade_alone(kind):
    alone = body_of("2 randomised-trial good")
    beside = body_of("2 randomised-trial good", f"3 {kind.value} good")
    for framework in frameworks():
        if framework is not CERQUAL:
            assert framework.derive(beside, None) == framework.derive(alone, None), framework.name
    trials = body_of("2 randomised-trial good", kind="experience")
    both = body_of("2 randomised-trial", f"3 {kind.value} good", kind="experience")
    assert CERQUAL.derive(trials, None).undecided == ()
    assert CERQUAL.derive(both, None).undecided


# A row of the summary of qualitative findings in Bohren and others 2015 (PLoS Med 12:e1001847):
# minor concerns in some components and still high confidence; no arithmetic.
def test_cerqual_high_is_open_to_minor_concerns():
    ratings = dict.fromkeys(("methodological_limitations", "relevance"), "minor")
    judgement = judged("grade-cerqual", "high", **ratings)
    derivation = CERQUAL.derive(FINDING, judgement)
    assert derivation.level is not None
    assert derivation.level.id == "high"
    assert CERQUAL.check(FINDING, judgement, derivation) == ()


@pytest.mark.parametrize("component", COMPONENTS)
def test_cerqual_refuses_high_with_a_serious_concern(component):
    ratings = {component.replace("-", "_"): "serious"}
    judgement = judged("grade-cerqual", "high", **ratings)
    derivation = CERQUAL.derive(FINDING, judgement)
    assert derivation.level is None
    assert "high is closed" in derivation.reason
    found = CERQUAL.check(FINDING, judgement, derivation)
    assert [(each.kind, each.domain) for each in found] == [("arithmetic", component)]
    lower = judged("grade-cerqual", "moderate", **ratings)
    assert CERQUAL.derive(FINDING, lower).level.id == "moderate"


def network(**ratings):
    found = NETWORK.derive(NET, judged("grade-network", **ratings)).level
    return found.id if found else None


def test_network_asks_for_everything_at_first():
    derivation = NETWORK.derive(NET, None)
    assert derivation.level is None
    assert [left.domain for left in derivation.undecided] == [d.id for d in NETWORK.domains]


def test_network_needs_a_network():
    found = NETWORK.derive(body_of("2 randomised-trial good"), None)
    assert (found.level, found.reason) == (None, "no network meta-analysis")


# Puhan and others 2014: the higher of the two; Brignardello-Petersen and others 2018: that of the
# estimate that dominates.
@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        ({"direct": "moderate", "indirect": "low"}, "moderate"),
        ({"direct": "low", "indirect": "moderate"}, "moderate"),
        ({"direct": "low", "indirect": "moderate", "contribution": "direct"}, "low"),
        ({"direct": "low", "indirect": "moderate", "contribution": "indirect"}, "moderate"),
        ({"direct": "low", "indirect": "moderate", "contribution": "similar"}, "moderate"),
        ({"direct": "none", "indirect": "moderate"}, "moderate"),
        ({"direct": "none", "indirect": "moderate", "intransitivity": "serious"}, "low"),
        ({"direct": "high", "indirect": "none", "imprecision": "serious"}, "moderate"),
        ({"direct": "high", "indirect": "high", "incoherence": "serious"}, "moderate"),
        (
            {
                "direct": "moderate",
                "indirect": "moderate",
                "incoherence": "serious",
                "imprecision": "very-serious",
            },
            "very-low",
        ),
        ({"direct": "none", "indirect": "none"}, None),
        ({"imprecision": "serious"}, None),
    ],
)
def test_network_rules(ratings, level):
    assert network(**ratings) == level


def test_network_indirect_is_not_asked_where_a_high_direct_estimate_dominates():
    judgement = judged("grade-network", direct="high", contribution="direct")
    asked = {left.domain for left in NETWORK.derive(NET, judgement).undecided}
    assert asked == {"incoherence", "imprecision"}


def test_network_is_monotone_in_every_rating():
    ranks = {level.id: level.rank for level in LEVELS}
    down = ("not-serious", "serious", "very-serious")
    for direct, indirect, share in product(ranks, ranks, ("direct", "similar", "indirect")):
        base = {"direct": direct, "indirect": indirect, "contribution": share}
        for domain in ("intransitivity", "incoherence", "imprecision"):
            found = [look_up(base | {domain: each}).rank for each in down]
            assert found == sorted(found, reverse=True)
        for domain in ("direct", "indirect"):
            found = [look_up(base | {domain: each}).rank for each in ranks]
            assert found == sorted(found, reverse=True)


def test_network_level_that_does_not_follow_is_seen():
    judgement = judged("grade-network", "high", direct="moderate", indirect="low")
    derivation = NETWORK.derive(NET, judgement)
    kinds = {found.kind for found in NETWORK.check(NET, judgement, derivation)}
    assert "arithmetic" in kinds

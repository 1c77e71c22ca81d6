"""Everything that could happen to a grade: removals, other judgements, trials yet to come."""

from __future__ import annotations

from itertools import combinations

import pytest

from evidence.grading.body import build_body
from evidence.grading.framework import Body, framework_named
from evidence.grading.grade_changes.change_events import without_studies
from evidence.grading.grade_changes.changes import regraded
from evidence.grading.grade_changes.imagined_trial import trial_maker
from evidence.grading.grade_changes.what_if import WhatIf, what_if
from evidence.model.claim import Anchor, Claim, ClaimKind, Link, Stance, SynthesisRequest
from evidence.model.study import Appraisal, Arm, ArmRole, Estimate, Outcome, Study, StudyDesign
from evidence.synthesis.refusal import CannotComputeError
from references.source import Location

HERE = Location("x")
GRADE = framework_named("grade")


def trial(name: str, *table: float, risk: str = "low", references: tuple[str, ...] = ()) -> Study:
    a, n1, c, n2 = table
    arms = (
        Arm(ArmRole.INTERVENTION, HERE, events=a, total=int(n1)),
        Arm(ArmRole.COMPARATOR, HERE, events=c, total=int(n2)),
    )
    return Study(
        name,
        references or (name,),
        StudyDesign.RANDOMISED_TRIAL,
        HERE,
        size=int(n1 + n2),
        outcomes=(Outcome("o", HERE, arms=arms),),
        appraisals=(Appraisal("rob2", HERE, overall=risk),),
    )


def tried(*studies: Study, **request) -> tuple[Body, dict[str, tuple[Study, ...]], WhatIf]:
    by_reference: dict[str, tuple[Study, ...]] = {}
    for study in studies:
        for key in study.references:
            by_reference[key] = (*by_reference.get(key, ()), study)
    request.setdefault("measure", "RR")
    claim = Claim(
        "c",
        "s",
        ClaimKind.THERAPY,
        Anchor("q"),
        HERE,
        links=tuple(Link(key, Stance.SUPPORTS, HERE) for key in by_reference),
        synthesis=SynthesisRequest("o", location=HERE, **request),
    )
    body = build_body(claim, by_reference, frozenset())
    derivation = GRADE.derive(body, None)
    return body, by_reference, what_if(GRADE, body, derivation, by_reference)


# Two large trials that agree, and a small one.
BODY = (
    trial("a", 150, 1000, 300, 1000),
    trial("b", 160, 1000, 310, 1000),
    trial("c", 5, 30, 9, 30, risk="high"),
)


def test_every_removal_is_tried_and_those_without_effect_are_kept() -> None:
    _, _, found = tried(*BODY)
    assert found.today.level is not None
    assert found.today.level.id == "high"
    removals = [each for each in found.tried if each.kind == "retraction"]
    assert [each.event for each in removals] == [
        "b is retracted",
        "a is retracted",
        "c is retracted",
    ]
    assert not any(each.changed for each in removals)
    assert set(removals) <= set(found.unchanged)
    assert all(each.wording == "high" and each.excludes_no_effect for each in removals)
    assert {each.side for each in removals} == {"lower"}


def test_a_study_that_two_references_report_is_left_out_by_itself() -> None:
    _, _, found = tried(trial("a", 150, 1000, 300, 1000, references=("a1", "a2")), BODY[1])
    assert [each.event for each in found.tried if each.kind == "drop-study"] == [
        "a (randomised trial) is left out"
    ]


def test_each_domain_is_moved_one_step_either_way() -> None:
    _, _, found = tried(*BODY)
    moves = {each.event: each for each in found.tried if each.kind == "domain"}
    # All is high, so that nothing can be rated better; four domains and publication bias go down.
    assert len(moves) == 5
    assert {each.level.id for each in moves.values() if each.level} == {"moderate"}
    assert "Inconsistency rated serious instead of not serious" in moves


def test_the_studies_at_low_risk_of_bias_alone() -> None:
    _, _, found = tried(*BODY)
    (only,) = [each for each in found.tried if each.kind == "low-risk"]
    assert only.event == "only the studies at low risk of bias count, 2 of 3"
    assert not only.changed


class TestTheSmallestTrial:
    def test_one_more_person_less_would_not_do(self) -> None:
        body, studies, found = tried(trial("a", 15, 100, 30, 100))
        assert found.settling is not None
        assert found.settling.change is not None
        per_arm = found.settling.per_arm
        assert per_arm is not None
        maker = trial_maker(body)

        def imprecision(size: int) -> int:
            new = maker.study(size)
            links = (*body.claim.links, Link(new.references[0], Stance.SUPPORTS, HERE))
            claim = Claim(
                "c", "s", ClaimKind.THERAPY, Anchor("q"), HERE, links=links,
                synthesis=body.claim.synthesis,
            )  # fmt: skip
            after = build_body(claim, {**studies, new.references[0]: (new,)}, frozenset())
            assert after.synthesis is not None
            assert after.synthesis.pooled is not None
            assert body.synthesis is not None
            assert body.synthesis.pooled is not None
            # The new trial has the pooled effect, so that the effect stays where it was.
            assert after.synthesis.pooled.value == pytest.approx(body.synthesis.pooled.value)
            steps = GRADE.derive(after, None).steps
            return next(each.change for each in steps if each.domain == "imprecision")

        assert imprecision(per_arm) == 0
        assert imprecision(per_arm - 1) < 0
        # With 30 % in the comparator arms 1,080 people are needed: 880 more than there are.
        assert per_arm == 440

    def test_where_nothing_is_imprecise_none_is_sought(self) -> None:
        assert tried(*BODY)[2].settling is None

    def test_an_effect_next_to_the_threshold_is_not_settled_by_any_trial(self) -> None:
        _, _, found = tried(trial("a", 240, 1000, 300, 1000), threshold=0.8)
        assert found.settling is not None
        assert found.settling.per_arm is None
        assert "no trial of up to 100,000 participants" in found.settling.reason

    def test_means_and_published_effects_have_a_size_too(self) -> None:
        arms = tuple(
            Arm(role, HERE, mean=mean, sd=10.0, total=30)
            for role, mean in ((ArmRole.INTERVENTION, 40.0), (ArmRole.COMPARATOR, 46.0))
        )
        means = Study(
            "m", ("m",), StudyDesign.RANDOMISED_TRIAL, HERE, size=60,
            outcomes=(Outcome("o", HERE, arms=arms),),
        )  # fmt: skip
        found = tried(means, measure="MD")[2].settling
        assert found is not None
        # 400 people are the rule of thumb; 60 are there.
        assert found.per_arm == 170
        printed = Estimate("HR", HERE, value=0.5, standard_error=0.2)
        hazard = Study(
            "h", ("h",), StudyDesign.RANDOMISED_TRIAL, HERE, size=100,
            outcomes=(Outcome("o", HERE, estimates=(printed,)),),
        )  # fmt: skip
        maker = trial_maker(tried(hazard, measure="HR")[0])
        (estimate,) = maker.study(50).outcomes[0].estimates
        assert (estimate.value, estimate.standard_error) == pytest.approx((0.5, 0.2))

    def test_nothing_pooled_gives_no_size(self) -> None:
        with pytest.raises(CannotComputeError, match="nothing is pooled"):
            trial_maker(tried(BODY[0], measure="no such")[0])


class TestTheSmallestSet:
    def test_no_smaller_set_does_it(self) -> None:
        studies = (
            trial("a", 60, 400, 120, 400),
            trial("b", 60, 400, 120, 400),
            trial("c", 60, 400, 120, 400),
            trial("d", 6, 40, 12, 40),
        )
        body, by_reference, found = tried(*studies)
        assert found.removal is not None
        assert found.removal.exact
        size = len(found.removal.studies)
        assert size == 2
        derivation = GRADE.derive(body, None)
        for count in range(1, size):
            for removed in combinations(studies, count):
                ids = {study.id for study in removed}
                event = without_studies(body, by_reference, ids, "removal-set", "")
                assert regraded(GRADE, body, derivation, event).level == derivation.level

    def test_many_studies_are_searched_greedily(self) -> None:
        studies = [trial(f"s{number:02}", 30, 200, 60, 200) for number in range(14)]
        found = tried(*studies)[2].removal
        assert found is not None
        assert not found.exact
        assert found.change.level is not None
        assert found.change.level.id != "high"


class TestNullTrials:
    def test_the_number_is_the_first_that_loses_the_level(self) -> None:
        found = tried(*BODY)[2].nulls
        assert found is not None
        assert found.change is not None
        assert found.number == 1
        assert found.per_arm == 1000
        assert found.change.level is not None
        assert found.change.level.rank < 4


def test_without_evidence_nothing_is_tried() -> None:
    claim = Claim("c", "s", ClaimKind.THERAPY, Anchor("q"), HERE)
    body = build_body(claim, {}, frozenset())
    found = what_if(GRADE, body, GRADE.derive(body, None), {})
    assert found.tried == ()
    assert (found.settling, found.removal, found.nulls) == (None, None, None)

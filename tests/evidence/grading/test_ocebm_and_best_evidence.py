"""OCEBM 2011 and best-evidence synthesis on bodies whose level their tables settle."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.grading.body import build_body
from evidence.grading.framework import Body, framework_named
from evidence.model.claim import Anchor, Claim, ClaimKind, Link, Stance, SynthesisRequest
from evidence.model.judgement import DomainRating, Judgement
from evidence.model.study import Appraisal, Arm, ArmRole, Outcome, Study, StudyDesign
from references.source import Location

HERE = Location("x")
OCEBM = framework_named("ocebm-2011")
BEST = framework_named("best-evidence-synthesis")


def study(name: str, design: str, quality: str = "high") -> Study:
    return Study(name, (name,), StudyDesign(design), HERE, size=1000, quality=quality)


def body(*studies: Study, kind: str = "therapy", against: int = 0, qualifying: int = 0) -> Body:
    stances = (
        [Stance.DISPUTES] * against
        + [Stance.QUALIFIES] * qualifying
        + [Stance.SUPPORTS] * len(studies)
    )
    links = tuple(
        Link(each.id, stance, HERE) for each, stance in zip(studies, stances, strict=False)
    )
    claim = Claim("c", "s", ClaimKind(kind), Anchor("q"), HERE, links=links)
    return build_body(claim, {each.id: (each,) for each in studies}, frozenset())


@pytest.mark.parametrize(
    ("kind", "design", "level"),
    [
        ("therapy", "systematic-review-of-trials", 1),
        ("therapy", "network-meta-analysis", 1),
        ("therapy", "randomised-trial", 2),
        ("therapy", "cohort", 3),
        ("therapy", "case-control", 4),
        ("therapy", "case-series", 4),
        ("therapy", "quasi-randomised-trial", 3),
        ("therapy", "animal", 5),
        ("harm", "randomised-trial", 2),
        ("harm", "in-vitro", 5),
        ("diagnosis", "systematic-review", 1),
        ("diagnosis", "diagnostic-accuracy", 2),
        ("diagnosis", "case-control", 4),
        ("prognosis", "systematic-review", 1),
        ("prognosis", "cohort", 3),
        ("prevalence", "systematic-review", 2),
        ("prevalence", "cross-sectional", 3),
    ],
)
def test_question_and_design_give_the_level(kind: str, design: str, level: int) -> None:
    found = OCEBM.derive(body(study("a", design), kind=kind), None)
    assert found.level is not None
    assert found.level.id == f"level-{level}"


def test_what_nobody_recorded_does_not_grade_down() -> None:
    bare = Study("a", ("a",), StudyDesign.RANDOMISED_TRIAL, HERE)
    found = OCEBM.derive(body(bare), None)
    assert found.level is not None
    assert found.level.id == "level-2"
    assert {"quality", "imprecision"} <= {each.domain for each in found.undecided}


# The footnote of the table: down for quality, imprecision, indirectness, inconsistency or a very
# small absolute effect, up for a large or very large effect.
@pytest.mark.parametrize(
    ("domain", "rating"), [("indirectness", "serious"), ("small-effect", "present")]
)
def test_what_a_person_may_grade_down_for(domain: str, rating: str) -> None:
    trial = body(study("a", "randomised-trial"))
    judgement = Judgement("ocebm-2011", "", HERE, domains={domain: DomainRating(rating, "seen")})
    found = OCEBM.derive(trial, judgement)
    assert found.level is not None
    assert found.level.id == "level-3"


def test_disagreement_grades_down() -> None:
    found = OCEBM.derive(body(*HIGH[:4], against=2), None)
    assert found.level is not None
    assert found.level.id == "level-3"


def test_an_observational_study_with_a_dramatic_effect_is_level_2() -> None:
    arms = (
        Arm(ArmRole.INTERVENTION, HERE, events=9000, total=20000),
        Arm(ArmRole.COMPARATOR, HERE, events=1000, total=20000),
    )
    cohort = replace(study("a", "cohort"), outcomes=(Outcome("o", HERE, arms=arms),))
    request = SynthesisRequest("o", "RR", HERE)
    plain = body(cohort)
    claim = replace(plain.claim, synthesis=request)
    pooled = build_body(claim, {"a": (cohort,)}, frozenset())
    levels = [OCEBM.derive(each, None).level for each in (plain, pooled)]
    assert [each.id for each in levels if each] == ["level-3", "level-2"]


@pytest.mark.parametrize("design", ["narrative-review", "expert-opinion", "guideline"])
def test_opinion_has_no_place_in_the_table(design: str) -> None:
    assert OCEBM.derive(body(study("a", design)), None).level is None


def test_a_small_number_alone_does_not_grade_down() -> None:
    small = replace(study("a", "randomised-trial"), size=12)
    found = OCEBM.derive(body(small), None)
    assert found.level is not None
    assert found.level.id == "level-2"
    assert "imprecision" in {each.domain for each in found.undecided}


def test_the_strongest_design_counts() -> None:
    found = OCEBM.derive(body(study("a", "case-series"), study("b", "randomised-trial")), None)
    assert found.steps[0].rating == "level-2"


def test_low_quality_and_indirectness_grade_down() -> None:
    poor = body(study("a", "randomised-trial", "low"))
    found = OCEBM.derive(poor, None)
    assert found.level is not None
    assert found.level.id == "level-3"
    judgement = Judgement(
        "ocebm-2011", "level-4", HERE, domains={"indirectness": DomainRating("serious", "dogs")}
    )
    again = OCEBM.derive(poor, judgement)
    assert again.level is not None
    assert again.level.id == "level-4"


HIGH = [study(name, "randomised-trial") for name in "abcdefgh"]
LOW = [study(f"low-{name}", "randomised-trial", "low") for name in "abcd"]
CONTROLLED = [study(f"cct-{name}", "non-randomised-trial") for name in "ab"]


@pytest.mark.parametrize(
    ("studies", "against", "level"),
    [
        (HIGH[:2], 0, "strong"),
        (HIGH[:4], 1, "strong"),
        (HIGH[:3], 1, "conflicting"),
        ([*HIGH[:2], *LOW[:2]], 0, "strong"),
        (HIGH[:1], 0, "moderate"),
        ([HIGH[0], LOW[0]], 0, "moderate"),
        (LOW[:2], 0, "moderate"),
        (CONTROLLED, 0, "moderate"),
        (LOW[:1], 0, "limited"),
        (CONTROLLED[:1], 0, "limited"),
        (HIGH[:2], 1, "conflicting"),
        (LOW[:4], 2, "conflicting"),
        ([study("c", "cohort")], 0, "none"),
    ],
)
def test_number_quality_and_consistency_give_the_level(studies, against, level) -> None:
    found = BEST.derive(body(*studies, against=against), None)
    assert found.level is not None
    assert found.level.id == level


def test_trials_that_only_qualify_do_not_agree() -> None:
    found = BEST.derive(body(*HIGH[:2], qualifying=1), None)
    assert found.level is not None
    assert found.level.id == "conflicting"


def test_quality_may_come_from_an_appraisal() -> None:
    bare = replace(HIGH[0], quality="")
    sound = replace(bare, appraisals=(Appraisal("rob2", HERE, overall="low"),))
    levels = [BEST.derive(body(each), None).level for each in (bare, sound)]
    assert [each.id for each in levels if each] == ["limited", "moderate"]


@pytest.mark.parametrize("kind", ["mechanism", "prognosis", "definition"])
def test_it_is_for_interventions(kind: str) -> None:
    assert BEST.derive(body(*HIGH[:2], kind=kind), None).level is None


def test_it_has_neither_start_nor_domains() -> None:
    judgement = Judgement(
        "best-evidence-synthesis",
        "strong",
        HERE,
        start="high",
        domains={"imprecision": DomainRating("serious", "x")},
    )
    of = body(*HIGH[:2])
    kinds = [each.kind for each in BEST.check(of, judgement, BEST.derive(of, judgement))]
    assert kinds == ["unknown-start", "unknown-domain"]

"""GRADE on bodies of evidence whose level the published rules settle."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from evidence.grading.body import build_body
from evidence.grading.domain_rules.information_size import optimal_information_size
from evidence.grading.framework import Body, framework_named
from evidence.model.claim import Anchor, Claim, ClaimKind, Link, Stance, SynthesisRequest
from evidence.model.judgement import DomainRating, Judgement
from evidence.model.study import Appraisal, Arm, ArmRole, Outcome, Study, StudyDesign
from references.source import Location

HERE = Location("x")
GRADE = framework_named("grade")
LOW_RISK = Appraisal("rob2", HERE, overall="low")


def trial(name: str, *table: float, design: str = "randomised-trial", **given) -> Study:
    outcomes = ()
    if table:
        a, n1, c, n2 = table
        arms = (
            Arm(ArmRole.INTERVENTION, HERE, events=a, total=int(n1)),
            Arm(ArmRole.COMPARATOR, HERE, events=c, total=int(n2)),
        )
        outcomes = (Outcome("o", HERE, arms=arms),)
        given.setdefault("size", int(n1 + n2))
    given.setdefault("appraisals", (LOW_RISK,))
    return Study(name, (name,), StudyDesign(design), HERE, outcomes=outcomes, **given)


def body(
    *studies: Study, kind: str = "therapy", disputing: tuple[str, ...] = (), **request
) -> Body:
    links = tuple(
        Link(
            study.id,
            Stance.DISPUTES if study.id in disputing else Stance.SUPPORTS,
            HERE,
        )
        for study in studies
    )
    pooled = SynthesisRequest("o", "RR", HERE, **request) if request.pop("pooled", True) else None
    claim = Claim("c", "s", ClaimKind(kind), Anchor("q"), HERE, links=links, synthesis=pooled)
    return build_body(claim, {study.id: (study,) for study in studies}, frozenset())


def level(of: Body, judgement: Judgement | None = None) -> str | None:
    found = GRADE.derive(of, judgement).level
    return found.id if found else None


def step(of: Body, domain: str, judgement: Judgement | None = None):
    return next(each for each in GRADE.derive(of, judgement).steps if each.domain == domain)


def judged(certainty: str = "high", **ratings) -> Judgement:
    domains = {name.replace("_", "-"): DomainRating(*given) for name, given in ratings.items()}
    return Judgement("grade", certainty, HERE, domains=domains)


LARGE = (trial("a", 150, 1000, 300, 1000), trial("b", 160, 1000, 310, 1000))


def test_large_consistent_trials_are_high() -> None:
    assert level(body(*LARGE)) == "high"


def test_what_is_left_to_a_person_is_named() -> None:
    left = {each.domain for each in GRADE.derive(body(*LARGE), None).undecided}
    assert left == {"indirectness", "publication-bias"}


def test_a_person_decides_what_the_rules_leave() -> None:
    judgement = judged(indirectness=("serious", "other patients"))
    found = step(body(*LARGE), "indirectness", judgement)
    assert (found.change, found.decided_by, found.reason) == (-1, "person", "other patients")
    assert level(body(*LARGE), judgement) == "moderate"


def test_a_person_does_not_decide_what_the_data_settle() -> None:
    judgement = judged(imprecision=("very-serious", "I think so"))
    assert step(body(*LARGE), "imprecision", judgement).decided_by == "rule"
    assert level(body(*LARGE), judgement) == "high"


@pytest.mark.parametrize(
    ("design", "kind", "start"),
    [
        ("randomised-trial", "therapy", "high"),
        ("systematic-review-of-trials", "harm", "high"),
        ("quasi-randomised-trial", "therapy", "high"),
        ("cohort", "therapy", "low"),
        ("non-randomised-trial", "therapy", "low"),
        ("systematic-review", "therapy", "low"),
        ("case-report", "harm", "low"),
        ("diagnostic-accuracy", "diagnosis", "high"),
        ("case-control", "diagnosis", "low"),
        ("cohort", "prognosis", "high"),
        ("cross-sectional", "prevalence", "high"),
        ("case-series", "prevalence", "low"),
    ],
)
def test_the_design_gives_the_start(design: str, kind: str, start: str) -> None:
    assert step(body(trial("a", design=design), kind=kind), "start").rating == start


@pytest.mark.parametrize("design", ["animal", "in-vitro", "narrative-review", "expert-opinion"])
def test_what_is_not_a_study_in_people_is_not_graded(design: str) -> None:
    found = GRADE.derive(body(trial("a", design=design)), None)
    assert found.level is None
    assert "not graded" in found.reason


@pytest.mark.parametrize("kind", ["mechanism", "definition", "advice", "research-gap"])
def test_other_kinds_of_claim_are_not_graded(kind: str) -> None:
    found = GRADE.derive(body(*LARGE, kind=kind), None)
    assert found.level is None
    assert kind in found.reason


def test_trials_are_graded_apart_from_weaker_designs() -> None:
    mixed = body(*LARGE, trial("c", design="cohort", size=10))
    assert level(mixed) == "high"
    assert "1 cohort study of weaker design" in step(mixed, "start").reason


def test_quasi_randomised_trials_pay_under_risk_of_bias() -> None:
    quasi = trial("a", 150, 1000, 300, 1000, design="quasi-randomised-trial")
    found = step(body(quasi), "risk-of-bias")
    assert found.change == -2
    assert "allocation was not random" in found.reason


@pytest.mark.parametrize(("overall", "change"), [("low", 0), ("some-concerns", -1), ("high", -2)])
def test_risk_of_bias_follows_the_appraisals(overall: str, change: int) -> None:
    appraisals = (Appraisal("rob2", HERE, overall=overall),)
    assert step(body(replace(LARGE[0], appraisals=appraisals)), "risk-of-bias").change == change


def test_an_unappraised_trial_is_doubted_until_a_person_rates_it() -> None:
    bare = body(replace(LARGE[0], appraisals=()))
    found = GRADE.derive(bare, None)
    assert step(bare, "risk-of-bias").change == -1
    assert "risk-of-bias" in {each.domain for each in found.undecided}
    rated = judged(risk_of_bias=("not-serious", "read in full"))
    assert step(bare, "risk-of-bias", rated).change == 0


def test_whether_some_concerns_matter_is_left_to_a_person() -> None:
    doubted = body(
        replace(LARGE[0], appraisals=(Appraisal("rob2", HERE, overall="some-concerns"),))
    )
    assert step(doubted, "risk-of-bias").change == -1
    rated = judged(risk_of_bias=("not-serious", "the concern is about reporting"))
    assert step(doubted, "risk-of-bias", rated).decided_by == "person"
    high = body(replace(LARGE[0], appraisals=(Appraisal("rob2", HERE, overall="high"),)))
    assert step(high, "risk-of-bias", rated).decided_by == "rule"


def test_a_review_does_not_drown_the_risk_of_bias_of_its_trials() -> None:
    review = trial("r", design="systematic-review-of-trials", size=90_000, quality="high")
    poor = replace(LARGE[0], appraisals=(Appraisal("rob2", HERE, overall="high"),))
    assert step(body(poor, review), "risk-of-bias").change == -2


def test_a_little_weight_at_risk_is_let_pass() -> None:
    small = trial("c", 15, 50, 30, 50, appraisals=(Appraisal("rob2", HERE, overall="high"),))
    assert step(body(*LARGE, small), "risk-of-bias").change == 0


def test_studies_that_disagree_are_inconsistent() -> None:
    against = trial("b", 400, 1000, 300, 1000)
    found = step(body(LARGE[0], against, disputing=("b",)), "inconsistency")
    assert found.change == -2
    assert "I²" in found.reason


def test_without_pooling_directions_are_counted() -> None:
    three = [trial(name, size=500) for name in "abcd"]
    assert step(body(*three, pooled=False), "inconsistency").change == 0
    one_against = body(*three, pooled=False, disputing=("d",))
    assert step(one_against, "inconsistency").change == -1
    half = body(*three, pooled=False, disputing=("c", "d"))
    assert step(half, "inconsistency").change == -2


def test_a_single_study_cannot_be_inconsistent() -> None:
    found = step(body(LARGE[0]), "inconsistency")
    assert (found.change, "single study" in found.reason) == (0, True)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ((150, 1000, 300, 1000), 0),  # one side, far above the information size
        ((30, 150, 60, 150), -1),  # one side, 300 of 712 participants
        ((6, 25, 18, 25), -2),  # one side, 50 of 224 participants
        ((15, 50, 16, 50), -2),  # both an appreciable benefit and harm
        ((90, 500, 100, 500), -1),  # no effect and an appreciable benefit
        ((2000, 10000, 2010, 10000), 0),  # close around no effect
    ],
)
def test_imprecision_follows_interval_and_size(table, change: int) -> None:
    assert step(body(trial("a", *table)), "imprecision").change == change


def test_a_threshold_of_the_claim_takes_over() -> None:
    table = (150, 1000, 200, 1000)  # risk ratio 0.75, interval 0.62 to 0.91
    assert step(body(trial("a", *table)), "imprecision").change == 0
    assert step(body(trial("a", *table), threshold=0.8), "imprecision").change == -1
    assert step(body(trial("a", *table), threshold=0.95), "imprecision").change == 0


@pytest.mark.parametrize(("size", "change"), [(None, -1), (50, -2), (300, -1), (400, 0)])
def test_without_pooling_participants_are_counted(size, change: int) -> None:
    assert step(body(trial("a", size=size), pooled=False), "imprecision").change == change


def test_a_comparison_group_is_missed_only_where_something_is_compared() -> None:
    series = trial("a", design="case-series", appraisals=(), quality="high", size=900)
    assert step(body(series, kind="harm", pooled=False), "risk-of-bias").change == -2
    assert step(body(series, kind="prevalence", pooled=False), "risk-of-bias").change == 0


def test_the_information_size_binds_only_where_an_effect_is_claimed() -> None:
    few = trial("a", size=50, design="cross-sectional")
    asked = body(few, kind="prevalence", pooled=False)
    rated = judged(imprecision=("not-serious", "the interval is narrow"))
    assert step(asked, "imprecision").change == -2
    assert step(asked, "imprecision", rated).decided_by == "person"
    effect = body(trial("a", size=50), pooled=False)
    assert step(effect, "imprecision", rated).decided_by == "rule"


@pytest.mark.parametrize(
    ("risk", "size"), [(0.2, 1812), (0.1, 4010), (0.5, 494), (0.3, 1080), (0.05, 8404)]
)
def test_the_information_size_is_the_published_one(risk: float, size: int) -> None:
    assert optimal_information_size(risk) == pytest.approx(size, abs=2)


def cohort(*table: float) -> Study:
    return trial("a", *table, design="cohort", appraisals=(), quality="high")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ((300, 2000, 450, 2000), "low"),
        ((200, 2000, 500, 2000), "moderate"),
        ((100, 2000, 600, 2000), "high"),
    ],
)
def test_a_large_effect_rates_up_what_starts_low(table, expected: str) -> None:
    assert level(body(cohort(*table))) == expected


def test_no_rating_up_after_rating_down() -> None:
    small = body(cohort(2, 25, 20, 25))
    assert not any(each.domain == "large-effect" for each in GRADE.derive(small, None).steps)
    assert level(small) == "very-low"


def test_trials_are_not_rated_up() -> None:
    huge = body(trial("a", 50, 1000, 500, 1000))
    assert not any(each.domain == "large-effect" for each in GRADE.derive(huge, None).steps)


def test_dose_response_is_taken_from_a_person() -> None:
    judgement = judged(dose_response=("present", "more with more"))
    assert level(body(cohort(300, 2000, 450, 2000)), judgement) == "moderate"


def kinds(of: Body, judgement: Judgement) -> set[str]:
    derivation = GRADE.derive(of, judgement)
    return {each.kind for each in GRADE.check(of, judgement, derivation)}


def test_rating_up_a_body_that_starts_high_is_not_allowed() -> None:
    judgement = judged(large_effect=("large", "RR 0.1"))
    assert kinds(body(*LARGE), judgement) == {"upgrade-not-allowed"}


def test_rating_up_a_body_that_was_rated_down_is_not_allowed() -> None:
    judgement = replace(
        judged("low", dose_response=("present", "x"), imprecision=("serious", "y")), start="low"
    )
    assert "upgrade-not-allowed" in kinds(body(cohort(300, 2000, 450, 2000)), judgement)


@pytest.mark.parametrize("certainty", ["high", "low"])
def test_levels_must_add_up(certainty: str) -> None:
    judgement = replace(judged(certainty, imprecision=("serious", "few")), reason="so it is")
    assert "arithmetic" in kinds(body(*LARGE), judgement)


def test_a_level_cannot_fall_below_the_lowest() -> None:
    judgement = replace(
        judged(
            "very-low", imprecision=("extremely-serious", "x"), indirectness=("very-serious", "y")
        ),
        reason="because",
    )
    assert "arithmetic" not in kinds(body(*LARGE), judgement)


def test_another_start_than_the_designs_give_needs_a_reason() -> None:
    judgement = replace(judged("low"), start="low")
    assert "differs-from-derived" in kinds(body(*LARGE), judgement)
    assert kinds(body(*LARGE), replace(judgement, reason="not truly randomised")) == set()


def test_unknown_words_are_named() -> None:
    judgement = replace(
        judged("superb", magic=("serious", "x"), imprecision=("dire", "y")), start="middle"
    )
    assert {"unknown-level", "unknown-domain", "unknown-rating", "unknown-start"} <= kinds(
        body(*LARGE), judgement
    )


def test_inconsistency_that_a_judgement_passes_over_is_seen() -> None:
    apart = body(LARGE[0], trial("b", 400, 1000, 300, 1000), disputing=("b",))
    silent = judged("high")
    assert "ignored-inconsistency" in kinds(apart, silent)
    bare = judged("high", inconsistency=("not-serious", ""))
    assert "ignored-inconsistency" in kinds(apart, bare)
    said = judged("high", inconsistency=("not-serious", "doses differ"))
    assert "ignored-inconsistency" not in kinds(apart, said)
    assert "ignored-inconsistency" not in kinds(body(*LARGE), silent)


def test_an_odds_ratio_is_turned_into_a_risk_ratio_before_it_counts_as_large() -> None:
    # Odds ratio 0.4 at a risk of a half is a risk ratio of 0.57: not large.
    found = replace(body(cohort(570, 2000, 1000, 2000)).claim.synthesis, measure="OR")
    claim = replace(body(cohort(570, 2000, 1000, 2000)).claim, synthesis=found)
    study = cohort(570, 2000, 1000, 2000)
    graded = build_body(claim, {"a": (study,)}, frozenset())
    assert graded.synthesis is not None
    assert math.exp(graded.synthesis.pooled.value) < 0.5
    assert step(graded, "large-effect").change == 0

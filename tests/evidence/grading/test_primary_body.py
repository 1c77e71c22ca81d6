"""A grade is about the studies that answer the claim, each counted once."""

from __future__ import annotations

import pytest

from evidence.grading.body import build_body
from evidence.grading.framework import Body, Derivation, framework_named
from evidence.grading.primary_body import answering_studies, counted_once
from evidence.model.claim import Anchor, Claim, ClaimKind, Link, Stance, SynthesisRequest
from evidence.model.design_words import counted_designs, design_name
from evidence.model.judgement import DomainRating, Judgement
from evidence.model.study import Appraisal, Arm, ArmRole, Outcome, Study, StudyDesign
from references.source import Location

HERE = Location("x")
GRADE = framework_named("grade")
OCEBM = framework_named("ocebm-2011")
BEST = framework_named("best-evidence-synthesis")


def study(name: str, design: str = "randomised-trial", table=(), **given) -> Study:
    outcomes = ()
    if table:
        a, n1, c, n2 = table
        arms = (
            Arm(ArmRole.INTERVENTION, HERE, events=a, total=n1),
            Arm(ArmRole.COMPARATOR, HERE, events=c, total=n2),
        )
        outcomes = (Outcome("o", HERE, arms=arms),)
        given.setdefault("size", n1 + n2)
    given.setdefault("appraisals", (Appraisal("rob2", HERE, overall="low"),))
    return Study(name, (name,), StudyDesign(design), HERE, outcomes=outcomes, **given)


def body(*evidence: tuple[Study, str] | tuple[Study, str, str], **request) -> Body:
    links = tuple(
        Link(each[0].id, Stance(each[1]), HERE, directness="".join(each[2:])) for each in evidence
    )
    pooled = SynthesisRequest("o", "RR", HERE, **request) if request.pop("pooled", False) else None
    claim = Claim("c", "s", ClaimKind.THERAPY, Anchor("q"), HERE, links=links, synthesis=pooled)
    return build_body(claim, {each[0].id: (each[0],) for each in evidence}, frozenset())


def step(of: Derivation, domain: str):
    return next(each for each in of.steps if each.domain == domain)


TRIAL = study("trial", table=(30, 1000, 60, 1000))
SECOND = study("second", table=(32, 1000, 61, 1000))
NETWORK = study("network", "network-meta-analysis", size=9000, quality="high")
REVIEW = study("review", "systematic-review-of-trials", size=9000, quality="high")


def test_what_only_qualifies_a_claim_is_not_graded_beside_what_answers_it() -> None:
    of = body((TRIAL, "supports"), (NETWORK, "qualifies"), pooled=True)
    assert answering_studies(of) == (TRIAL,)
    assert step(GRADE.derive(of, None), "start").reason == "starts high: 1 randomised trial"


def test_what_qualifies_is_graded_where_nothing_answers() -> None:
    of = body((TRIAL, "qualifies"))
    assert answering_studies(of) == (TRIAL,)
    found = GRADE.derive(of, None)
    assert found.level is not None


def test_a_trial_that_is_pooled_answers_whatever_its_stance() -> None:
    of = body((TRIAL, "supports"), (SECOND, "qualifies"), pooled=True)
    assert answering_studies(of) == (TRIAL, SECOND)


def test_a_trial_that_qualifies_does_not_lend_its_level_to_opinion() -> None:
    opinion = study("opinion", "narrative-review")
    found = GRADE.derive(body((opinion, "supports"), (TRIAL, "qualifies")), None)
    assert found.level is None
    assert "only qualify it" in found.reason


def test_studies_of_the_sensitivity_view_are_not_graded() -> None:
    quasi = study("quasi", "quasi-randomised-trial", (50, 1000, 50, 1000))
    of = body((TRIAL, "supports"), (quasi, "disputes"), pooled=True, sensitivity=("quasi",))
    derived = GRADE.derive(of, None)
    assert step(derived, "start").reason == "starts high: 1 randomised trial"
    assert step(derived, "risk-of-bias").change == 0


@pytest.mark.parametrize(
    ("size", "directness", "standing"),
    [(9000, "", "review"), (90, "", "trial"), (None, "", "trial"), (9000, "indirect", "trial")],
)
def test_a_review_or_its_trials_stand_for_a_body_never_both(size, directness, standing) -> None:
    review = study("review", "systematic-review-of-trials", size=size)
    of = body((TRIAL, "supports"), (review, "supports", directness))
    (found,) = counted_once(of, answering_studies(of))
    assert found.id == standing
    assert "to count no study twice" in step(GRADE.derive(of, None), "start").reason


def test_a_network_does_not_stand_for_a_body_by_its_size() -> None:
    of = body((TRIAL, "supports"), (NETWORK, "supports"))
    assert counted_once(of, answering_studies(of)) == (TRIAL,)


def test_trials_that_are_pooled_stand_before_a_larger_review() -> None:
    of = body((TRIAL, "supports"), (REVIEW, "supports"), pooled=True)
    assert counted_once(of, answering_studies(of)) == (TRIAL,)


def test_how_well_a_review_was_made_does_not_settle_the_bias_of_its_trials() -> None:
    derived = GRADE.derive(body((REVIEW, "supports")), None)
    assert "risk-of-bias" in {each.domain for each in derived.undecided}
    ratings = {"risk-of-bias": DomainRating("serious", "half of its trials were open")}
    judged = Judgement("grade", "moderate", HERE, domains=ratings)
    assert step(GRADE.derive(body((REVIEW, "supports")), judged), "risk-of-bias").change == -1


def test_a_review_cannot_add_to_the_agreement_of_its_trials() -> None:
    trials = [(study(name, size=500), "supports") for name in "ab"]
    against = (study("c", size=500), "disputes")
    reviews = [(study(f"r{n}", "systematic-review-of-trials"), "supports") for n in range(3)]
    found = step(GRADE.derive(body(*trials, against, *reviews), None), "inconsistency")
    assert (found.change, found.reason[:9]) == (-2, "2 for and")


def test_a_review_that_disagrees_with_the_trials_is_counted() -> None:
    trials = [(study(name, size=500), "supports") for name in "ab"]
    found = step(GRADE.derive(body(*trials, (NETWORK, "disputes")), None), "inconsistency")
    assert found.change == -2


def test_what_is_not_graded_makes_nothing_inconsistent() -> None:
    mice = study("mice", "animal")
    of = body((study("a", size=500), "supports"), (study("b", size=500), "supports"))
    against = body(*((item.study, "supports") for item in of.items), (mice, "disputes"))
    assert step(GRADE.derive(against, None), "inconsistency").reason == "both point the same way"


def test_a_trial_that_could_not_be_pooled_still_disagrees() -> None:
    silent = study("silent", size=500)
    of = body((TRIAL, "supports"), (SECOND, "supports"), (silent, "disputes"), pooled=True)
    found = step(GRADE.derive(of, None), "inconsistency")
    assert found.change == -2
    assert "with the studies not pooled, 2 for and 1 against" in found.reason


def test_links_marked_indirect_lower_until_a_person_rates_them() -> None:
    of = body((TRIAL, "supports", "indirect"))
    found = step(GRADE.derive(of, None), "indirectness")
    assert (found.change, found.reason) == (-1, "1 of 1 studies is marked indirect")
    ratings = {"indirectness": DomainRating("not-serious", "the same receptor")}
    judged = Judgement("grade", "high", HERE, domains=ratings)
    assert step(GRADE.derive(of, judged), "indirectness").change == 0


def test_ocebm_ranks_the_studies_that_answer() -> None:
    cohort = study("cohort", "cohort")
    found = OCEBM.derive(body((cohort, "supports"), (REVIEW, "qualifies")), None)
    assert found.level is not None
    assert found.level.id == "level-3"
    assert found.steps[0].reason == "strongest design: 1 cohort study"


def test_two_sound_trials_that_contradict_each_other_are_not_strong_evidence() -> None:
    high = [(study("a", quality="high"), "supports"), (study("b", quality="high"), "disputes")]
    poor = Appraisal("rob2", HERE, overall="high")
    low = [(study(f"l{n}", appraisals=(poor,)), "supports") for n in range(6)]
    found = BEST.derive(body(*high, *low), None)
    assert found.level is not None
    assert found.level.id == "moderate"


def test_trials_that_all_qualify_a_claim_do_not_conflict() -> None:
    found = BEST.derive(body((TRIAL, "qualifies"), (SECOND, "qualifies")), None)
    assert found.level is not None
    assert found.level.id == "strong"


def test_ratings_that_cancel_out_are_still_held_against_the_data() -> None:
    tiny = study("tiny", table=(2, 30, 9, 30))
    of = body((tiny, "supports"), pooled=True)
    ratings = {
        "imprecision": DomainRating("not-serious"),
        "indirectness": DomainRating("very-serious", "children"),
    }
    judged = Judgement("grade", "low", HERE, start="high", domains=ratings)
    found = GRADE.check(of, judged, GRADE.derive(of, judged))
    assert ("differs-from-derived", "imprecision") in {(each.kind, each.domain) for each in found}


def test_no_sum_is_held_against_a_rating_that_is_no_word_of_the_framework() -> None:
    of = body((TRIAL, "supports"), pooled=True)
    ratings = {"imprecision": DomainRating("Serious", "few")}
    judged = Judgement("grade", "moderate", HERE, start="high", domains=ratings, reason="few")
    found = {each.kind for each in GRADE.check(of, judged, GRADE.derive(of, judged))}
    assert found == {"unknown-rating"}


def test_a_start_of_ones_own_choice_opens_no_way_up() -> None:
    of = body((TRIAL, "supports"), pooled=True)
    ratings = {"large-effect": DomainRating("very-large", "half as many")}
    judged = Judgement("grade", "high", HERE, start="low", domains=ratings, reason="so it is")
    found = {each.kind for each in GRADE.check(of, judged, GRADE.derive(of, judged))}
    assert found == {"upgrade-not-allowed"}


def test_silence_on_what_the_data_rate_down_opens_no_way_up() -> None:
    tiny = study("tiny", "cohort", (2, 30, 12, 30), quality="high")
    of = body((tiny, "supports"), pooled=True)
    derived = GRADE.derive(of, None)
    assert step(derived, "imprecision").change < 0
    ratings = {"dose-response": DomainRating("present", "more with more")}
    judged = Judgement("grade", "moderate", HERE, start="low", domains=ratings, reason="a slope")
    found = GRADE.check(of, judged, derived)
    assert [each.kind for each in found] == ["upgrade-not-allowed"]
    assert "imprecision" in found[0].message


def test_a_level_that_is_none_is_named_once() -> None:
    of = body((TRIAL, "supports"), pooled=True)
    judged = Judgement("grade", "High", HERE, start="high")
    found = [each.kind for each in GRADE.check(of, judged, GRADE.derive(of, judged))]
    assert found == ["unknown-level"]


def test_every_design_has_words() -> None:
    for design in StudyDesign:
        assert design_name(design)
        assert design_name(design, 2)
    designs = [StudyDesign.RANDOMISED_TRIAL] * 2 + [StudyDesign.COHORT, StudyDesign.CASE_SERIES]
    assert counted_designs(designs) == "2 randomised trials, 1 cohort study and 1 case series"

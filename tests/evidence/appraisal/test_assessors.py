"""Two assessors: agreement per domain, conflicts, consensus."""

from __future__ import annotations

import pytest

from evidence.appraisal.assessors import assessor_agreement
from evidence.model.study import Appraisal, Study, StudyDesign
from references.source import Location

HERE = Location("x")


def rated(by: str, rating: str, reason: str = "", **more) -> Appraisal:
    return Appraisal(
        "rob2", HERE, domains={"missing": rating}, reasons={"missing": reason}, by=by, **more
    )


def study(name: str, *appraisals: Appraisal) -> Study:
    return Study(name, (), StudyDesign.RANDOMISED_TRIAL, HERE, appraisals=appraisals)


def test_agreement_in_a_domain_and_overall() -> None:
    pairs = [("low", "low")] * 6 + [("high", "high")] * 2 + [("low", "high"), ("low", "low")]
    studies = [
        study(f"s{n}", rated("ab", one), rated("cd", other)) for n, (one, other) in enumerate(pairs)
    ]
    (found,) = assessor_agreement(studies)
    assert found.assessors == ("ab", "cd")
    assert found.appraised == 10
    domain = found.domains[0]
    assert domain.domain == "missing"
    assert (domain.agreement.number, domain.agreement.agreed) == (10, 9)
    # Shares: agreement 0.9; by chance 0.8 × 0.7 + 0.2 × 0.3 = 0.62.
    assert domain.agreement.kappa.value == pytest.approx((0.9 - 0.62) / 0.38)
    assert found.domains[-1].domain == "overall"


def test_a_near_disagreement_weighs_less_than_a_far_one() -> None:
    agreeing = [
        study(f"a{n}", rated("ab", r), rated("cd", r)) for n, r in enumerate(("low", "high"))
    ]
    near = [*agreeing, study("s", rated("ab", "low"), rated("cd", "some-concerns"))]
    far = [*agreeing, study("s", rated("ab", "low"), rated("cd", "high"))]
    one, other = (assessor_agreement(each)[0].domains[0] for each in (near, far))
    assert one.linear.value > other.linear.value
    assert one.quadratic.value > one.linear.value


def test_ratings_without_an_order_are_left_out_of_weighted_kappa() -> None:
    studies = [
        study("a", rated("ab", "low"), rated("cd", "no-information")),
        study("b", rated("ab", "low"), rated("cd", "low")),
    ]
    domain = assessor_agreement(studies)[0].domains[0]
    assert domain.agreement.number == 2
    assert domain.unordered == 1
    assert domain.linear.value is None
    assert "one and the same category" in domain.linear.reason


def test_conflicts_with_both_reasons_and_the_consensus() -> None:
    open_ = study("a", rated("cd", "low", "few lost"), rated("ab", "high", "a third lost"))
    settled = study(
        "b",
        rated("ab", "low"),
        rated("cd", "high"),
        rated("", "some-concerns", "asked the authors", consensus=True),
    )
    (found,) = assessor_agreement([open_, settled])
    domain = [each for each in found.conflicts if each.domain == "missing"]
    assert [(each.study, each.ratings, each.consensus) for each in domain] == [
        ("a", ("high", "low"), ""),
        ("b", ("low", "high"), "some-concerns"),
    ]
    assert domain[0].reasons == ("a third lost", "few lost")
    assert domain[1].consensus_reason == "asked the authors"
    assert {each.study for each in found.unsettled} == {"a"}


def test_outcomes_and_tools_are_kept_apart() -> None:
    one = study("a", rated("ab", "low", outcome="pain"), rated("cd", "high", outcome="death"))
    assert assessor_agreement([one]) == ()
    two = study("a", rated("ab", "low"), Appraisal("jadad", HERE, by="cd", overall="3"))
    assert assessor_agreement([two]) == ()


def test_three_assessors_make_three_pairs() -> None:
    one = study("a", rated("ef", "low"), rated("ab", "low"), rated("cd", "low"))
    found = assessor_agreement([one])
    assert [each.assessors for each in found] == [("ab", "cd"), ("ab", "ef"), ("cd", "ef")]
    assert assessor_agreement([one], "robins-i") == ()


def test_who_is_not_named_is_no_second_assessor() -> None:
    assert assessor_agreement([study("a", rated("", "low"), rated("cd", "high"))]) == ()

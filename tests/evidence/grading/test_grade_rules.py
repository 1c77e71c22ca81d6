"""What GRADE profiles let a person decide, and what ROBINS-I, asymmetry and funding do."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from evidence.grading.framework import Body
from evidence.model.judgement import DomainRating, Judgement
from tests.evidence.grading.graded_bodies import (
    CORE,
    GRADE,
    HALVED,
    HALVED_TOO,
    HERE,
    SMALL,
    body_of,
    change,
    cohorts,
    graded,
    level,
    study,
    trials,
)


class TestCoreGrade:
    def test_the_information_size_is_asked_only_of_large_effects(self) -> None:
        # A fifth fewer events: clear of no effect, and too small an effect to be implausible.
        modest = body_of(*trials((220, 500, 280, 500)))
        assert change(modest, "imprecision", CORE) == 0
        large = body_of(*trials(SMALL))
        assert change(large, "imprecision", CORE) == -2

    def test_non_randomised_studies_always_start_low(self) -> None:
        body = body_of(*cohorts((240, 1000, 300, 1000), risk="low"))
        assert (level(body), level(body, CORE)) == ("high", "low")

    def test_only_a_large_effect_raises(self) -> None:
        assert "dose-response" not in {domain.id for domain in CORE.domains}
        assert "large-effect" in {domain.id for domain in CORE.domains}


def judged(certainty: str, start: str = "high", **ratings: tuple[str, str]) -> Judgement:
    domains = {key.replace("_", "-"): DomainRating(*each) for key, each in ratings.items()}
    return Judgement("grade", certainty, HERE, start=start, domains=domains, reason="seen")


class TestBorderline:
    def test_two_borderline_domains_left_to_a_person_take_one_level(self) -> None:
        near = judged(
            "moderate", indirectness=("borderline", "x"), publication_bias=("borderline", "y")
        )
        found = graded(body_of(*trials(HALVED, HALVED_TOO)), judgement=near)
        assert found.level is not None
        assert found.level.id == "moderate"
        assert found.steps[-1].reason == (
            "borderline concerns in indirectness and publication bias taken together"
        )

    def test_one_alone_takes_nothing(self) -> None:
        near = judged("high", indirectness=("borderline", "x"))
        found = graded(body_of(*trials(HALVED, HALVED_TOO)), judgement=near)
        assert found.level is not None
        assert found.level.id == "high"

    @pytest.mark.parametrize(
        ("certainty", "wrong"), [("high", False), ("moderate", False), ("low", True)]
    )
    def test_a_person_may_take_them_together_or_not(self, certainty: str, wrong: bool) -> None:
        body = body_of(*trials(HALVED, HALVED_TOO))
        near = judged(certainty, risk_of_bias=("borderline", "x"), imprecision=("borderline", "y"))
        kinds = {each.kind for each in GRADE.check(body, near, graded(body, judgement=near))}
        assert ("arithmetic" in kinds) is wrong


class TestRobins:
    def test_a_judgement_may_raise_what_only_robins_lowered(self) -> None:
        body = body_of(*cohorts((240, 1000, 300, 1000)))
        raised = judged(
            "moderate",
            risk_of_bias=("very-serious", "ROBINS-I serious"),
            dose_response=("present", "more with more"),
        )
        found = graded(body, judgement=raised)
        assert found.level is not None
        assert found.level.id == "moderate"
        assert not {each.kind for each in GRADE.check(body, raised, found)}

    def test_one_study_without_it_keeps_the_low_start(self) -> None:
        mixed = [
            *cohorts((240, 1000, 300, 1000)),
            study("x", (240, 1000, 300, 1000), "", design="cohort", quality="high"),
        ]
        assert graded(body_of(*mixed)).steps[0].rating == "low"


class TestPublicationBias:
    def many(self, *, lopsided: bool, funding: str = "") -> Body:
        """Fifteen trials: the same effect, or ever larger ones the smaller they are."""
        sizes = [40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 700, 1000, 2000]
        tables = [
            (
                round(size * 0.3 * (math.exp(-25 / size) if lopsided else 0.9)),
                size,
                round(size * 0.3),
                size,
            )
            for size in sizes
        ]
        found = [replace(each, funding=funding) for each in trials(*tables)]
        return body_of(*found, method="common")

    def test_asymmetry_that_matters_is_proposed_and_left_to_a_person(self) -> None:
        body = self.many(lopsided=True)
        found = graded(body)
        step = next(each for each in found.steps if each.domain == "publication-bias")
        assert step.change == -1
        assert "Harbord p = " in step.reason
        assert "publication-bias" in {each.domain for each in found.undecided}

    def test_symmetry_is_not(self) -> None:
        assert change(self.many(lopsided=False), "publication-bias") == 0

    @pytest.mark.parametrize(
        ("funding", "expected"),
        [("the manufacturer", -1), ("no industry funding", 0), ("a public fund", 0), ("", 0)],
    )
    def test_small_trials_paid_for_by_sellers_are_suspect(
        self, funding: str, expected: int
    ) -> None:
        small = [replace(each, funding=funding) for each in trials(SMALL, SMALL, SMALL)]
        assert change(body_of(*small), "publication-bias") == expected
        large = [replace(each, funding=funding) for each in trials(HALVED, HALVED_TOO)]
        assert change(body_of(*large), "publication-bias") == 0
